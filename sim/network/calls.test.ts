import { describe, expect, it } from "vitest";
import { networkOf } from "../../test/network-parts.js";
import { Calls } from "./calls.js";
import { Faults } from "./faults/rules.js";
import { unlimited } from "./node-class.js";
import { regionsOf } from "./regions.js";

const regions = regionsOf({ names: ["here"], latencyMs: [[10]], source: "a test" });
const topology = { nodeCount: 3, regions, classOf: { ...unlimited, uploadBitsPerS: 8e6 } };

function asked(timeoutMs: number, faults: (of: Faults) => Parameters<typeof networkOf>[1] = () => ({})) {
  const { kernel, network } = networkOf(topology, faults(new Faults(networkOf(topology).network.topology)));
  const calls = new Calls({ kernel, network });
  const log: string[] = [];
  const square = calls.register({
    name: "square",
    requestBytes: 1000,
    answerBytes: (answer) => answer,
    timeoutUs: timeoutMs * 1000,
    serve: ({ payload }) => (payload < 0 ? null : payload * payload),
    answered: ({ caller, callee, payload }, answer) =>
      void log.push(`${caller} asks ${callee}: ${payload}² = ${answer} at ${kernel.nowUs / 1000}`),
    timedOut: ({ payload }) => void log.push(`${payload} timed out at ${kernel.nowUs / 1000}`),
  });
  network.begin();
  return { kernel, network, calls, square, log };
}

describe("a call", () => {
  it("is answered after both ways and both serialisations", () => {
    const { kernel, calls, square, log, network } = asked(1000);
    calls.call(square, { caller: 0, callee: 1, payload: 100 });
    kernel.runUntil(Infinity);
    // 1 ms for the request, 10 ms for an answer of 10,000 bytes, twice 10 ms on the way.
    expect(log).toEqual(["0 asks 1: 100² = 10000 at 31"]);
    expect(calls.waiting).toBe(0);
    expect(network.invariant().check()).toBeNull();
  });

  it("times out where nothing is answered, where the answer is lost, and where it comes too late", () => {
    const none = asked(50);
    none.calls.call(none.square, { caller: 0, callee: 1, payload: -1 });
    none.kernel.runUntil(Infinity);
    expect(none.log).toEqual(["-1 timed out at 50"]);
    const late = asked(30);
    late.calls.call(late.square, { caller: 0, callee: 1, payload: 100 });
    late.kernel.runUntil(Infinity);
    expect(late.log).toEqual(["100 timed out at 30"]);
    const lost = asked(50, (faults) => ({
      faults: [faults.cut({ from: { nodes: [1] }, to: "all" }, { fromUs: 0, untilUs: Infinity })],
    }));
    lost.calls.call(lost.square, { caller: 0, callee: 1, payload: 3 });
    lost.kernel.runUntil(Infinity);
    expect(lost.log).toEqual(["3 timed out at 50"]);
  });

  it("is not answered by the late answer of another", () => {
    const { kernel, calls, square, log } = asked(25);
    calls.call(square, { caller: 0, callee: 1, payload: 100 });
    kernel.runUntil(26_000);
    calls.call(square, { caller: 0, callee: 2, payload: 2 });
    kernel.runUntil(Infinity);
    expect(log).toEqual(["100 timed out at 25", "0 asks 2: 2² = 4 at 46.004"]);
  });
});
