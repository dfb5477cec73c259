import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openNetwork, runScenario, smallScenario } from "../../test/network-kit.js";
import { createStreams } from "../../sim/random/stream.js";
import { checkNetwork } from "../checks/invariants/all-invariants.js";
import { type Archives, GlobalChain } from "./global-chain.js";

const second = 1_000_000;
const hour = 3600 * second;
const clock = { first: 1000, pace: 10 * second };
const chainOf = (archives: Archives, seed = 1) => {
  const chain = new GlobalChain(archives, clock, createStreams(seed, 0).purpose("archive outage"));
  chain.begin();
  return chain;
};
const shaky: Archives = { count: 6, uptime: 0.7, outage: hour };

describe("the global chain", () => {
  it("makes a frame in just as many cases as four of six archives are online", () => {
    const frames = 20_000;
    const runs = Array.from({ length: 300 }, (_unused, seed) => {
      // The first day is left out: everybody was online when it began.
      const [from, until] = [clock.first + 8640, clock.first + 8640 + frames];
      return chainOf(shaky, seed).framesBetween(from, until) / frames;
    });
    const mean = runs.reduce((sum, share) => sum + share, 0) / runs.length;
    const variance = runs.reduce((sum, share) => sum + (share - mean) ** 2, 0) / (runs.length - 1);
    // P(at least 4 of 6), each with 0.7; 5.5 standard errors are passed by chance once in 26 million.
    const expected = 0.7 ** 6 + 6 * 0.7 ** 5 * 0.3 + 15 * 0.7 ** 4 * 0.3 ** 2;
    expect(Math.abs(mean - expected)).toBeLessThan(5.5 * Math.sqrt(variance / runs.length));
  });

  it("counts the same stalls whatever is asked for first, and each frame once", () => {
    const at = fc.array(fc.integer({ min: clock.first, max: clock.first + 20_000 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(at, fc.nat(20), (frames, seed) => {
        const [inOrder, atOnce] = [chainOf(shaky, seed), chainOf(shaky, seed)];
        atOnce.stalledBefore(clock.first + 30_000);
        for (const frame of frames) expect(atOnce.stalledBefore(frame)).toBe(inOrder.stalledBefore(frame));
        const one = atOnce.framesBetween(frames[0], frames[0] + 1);
        expect(one === 0 || one === 1).toBe(true);
        const single = Array.from({ length: 200 }, (_unused, k) =>
          atOnce.framesBetween(frames[0] + k, frames[0] + k + 1),
        );
        expect(single.reduce((sum, made) => sum + made, 0)).toBe(atOnce.framesBetween(frames[0], frames[0] + 200));
      }),
      { seed: 1 },
    );
  });

  it("never stalls with archives that never fail, and hardly with the usual ones", () => {
    const horizon = clock.first + 3_000_000;
    expect(chainOf({ ...shaky, uptime: 1 }).stalledBefore(horizon)).toBe(0);
    // Three of six away at once: less than once in ten billion frames.
    expect(chainOf({ ...shaky, uptime: 0.9999 }).stalledBefore(horizon)).toBe(0);
  });
});

describe("a network whose archives fail", () => {
  const fields = { horizon: "3 d", archives: { uptime: "75 %", outage: "2 h" }, shards: { count: 4, world: "20 GB" } };

  it("mints in all other frames, each member its share, and the books agree", () => {
    const { network, runTo, balances } = openNetwork(smallScenario(fields));
    runTo(3000);
    const before = balances();
    runTo(20_000);
    const gains = balances().map((units, prover) => units - before[prover]);
    checkNetwork(network);
    const made = network.world.globalChain?.framesBetween(3001, 20_001) ?? 0;
    expect(made).toBeGreaterThan(8000);
    expect(made).toBeLessThan(16_500);
    // Nobody joins or leaves any more, so what a frame issues is constant.
    const issued = gains.reduce((sum, units) => sum + units, 0n);
    expect(issued).toBe(BigInt(network.world.totals.unitsPerFrame) * BigInt(made));
  });

  it("does so with absent leaders on its shards, whose misses count only where there is a global frame", () => {
    const both = smallScenario({
      ...fields,
      consensus: { leaderTimeouts: "on" },
      operators: [{ class: "nodes", count: 12, workers: 3, uptime: "90 %", outage: "30 min" }],
    });
    const valuesOf = (report: string) => {
      const { metrics } = runScenario({ ...both, report: { every: Number(report) * second } });
      return ["consensus.missedFrames", "consensus.stalledFrames", "emission.issuedUnits"].map((name) =>
        Number(metrics.find((metric) => metric.name === name)?.value),
      );
    };
    const [missed, stalled, issued] = valuesOf("600");
    expect(missed).toBeGreaterThan(0);
    expect(stalled).toBeGreaterThan(1000);
    expect(issued).toBeGreaterThan(0);
    expect(valuesOf("86400")).toEqual([missed, stalled, issued]);
  });
});
