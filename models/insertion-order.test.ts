/** A network does not depend on the order in which its first events are put on the list. */
import { describe, expect, it } from "vitest";
import { identity, openNetwork, smallScenario } from "../test/network-kit.js";
import { createNetwork } from "./create-network.js";
import { createGenesis } from "./genesis.js";
import { foldWorld } from "./checks/invariants/all-invariants.js";
import type { Network } from "./changes/network.js";

const scenario = smallScenario({
  horizon: "6 h",
  operators: [
    { class: "first", count: 30, workers: 3, seniority: "historic", uptime: "90 %", outage: "10 min", leave: "half-life 5 h" },
    { class: "later", count: 8, workers: 2, appear: { from: "1 min", until: "2 h" }, arrive: "60/d" },
  ],
}); // prettier-ignore

type Schedule = Network["kernel"]["schedule"];
type Calls = readonly Parameters<Schedule>[];

const half = (calls: Calls, parity: number): Calls => calls.filter((_unused, k) => k % 2 === parity);

/** The fingerprint of a run whose first events are scheduled in the order that `arrange` gives them. */
function fingerprintOf(arrange: (calls: Calls) => Calls): {
  readonly fingerprint: string;
  readonly calls: number;
} {
  const network = createNetwork(scenario, identity(), () => undefined);
  const { kernel } = network;
  const schedule: Schedule = kernel.schedule.bind(kernel);
  const calls: Parameters<Schedule>[] = [];
  kernel.schedule = (...call) => void calls.push(call);
  createGenesis(network);
  kernel.schedule = schedule;
  for (const call of arrange(calls)) kernel.schedule(...call);
  kernel.runUntil(scenario.horizon);
  foldWorld(network);
  return { fingerprint: kernel.print(["all"]), calls: calls.length };
}

describe("the order in which the first events of a network are scheduled", () => {
  it.each([
    { order: "as they come", arrange: (calls: Calls) => calls },
    { order: "backwards", arrange: (calls: Calls) => calls.toReversed() },
    { order: "every second one first", arrange: (calls: Calls) => [...half(calls, 1), ...half(calls, 0)] },
  ])("changes nothing: $order", ({ arrange }) => {
    const plain = openNetwork(scenario).network;
    plain.kernel.runUntil(scenario.horizon);
    foldWorld(plain);
    const { fingerprint, calls } = fingerprintOf(arrange);
    expect(calls).toBeGreaterThan(60);
    expect(fingerprint).toBe(plain.kernel.print(["all"]));
  });
});
