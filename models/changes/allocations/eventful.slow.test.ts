/** Networks in which everything happens at once: merges, audits, evidence, pauses, seniority that moves. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openNetwork, type ScenarioText, smallScenario } from "../../../test/network-kit.js";
import { countDifferences } from "../../../test/recount.js";
import { ReferenceRegistrations } from "../../../test/registrations.js";
import { checkNetwork } from "../../checks/invariants/all-invariants.js";

const nodes = { workers: 2, uptime: "90 %", outage: "10 min" };
const operators: readonly ScenarioText[] = [
  { class: "planned", count: 8, ...nodes, pauses: true, seniority: "historic", mergeSeniority: "10 min" },
  { class: "cheats", count: 4, ...nodes, holds: "99.5 %", arrive: "60/d", mergeSeniority: "with join" },
  { class: "signs twice", count: 4, ...nodes, equivocate: "4/d", leave: "half-life 3 h" },
  { class: "guests", count: 6, ...nodes, pauses: true, arrive: "90/d", leave: "half-life 1 h" },
];

const networks = fc.record({
  seed: fc.integer({ min: 0, max: 1_000_000 }).map(String),
  switches: fc.record({
    ringOrder: fc.constantFrom("joinFrameFirst", "joinFrameAddress", "seniorityFirst"),
    kickSeniority: fc.constantFrom("zeroed", "kept", "quadraticPenalty"),
    seniorityAccrual: fc.constantFrom("none", "perActiveFrame"),
    seniorityDecay: fc.constantFrom("none", "quadratic"),
    auditPopulation: fc.constantFrom("shardHeader", "globalFrame"),
    splitMembership: fc.constantFrom("reassignedByAddress", "bySeniority"),
    maximumProvers: fc.integer({ min: 8, max: 14 }),
  }),
});

/** Runs 500 frames, recounting after each in which something happened; what happened, and what did not add up. */
function run(rules: string, committeeMembership: string, { seed, switches }: { seed: string; switches: object }) {
  const scenario = smallScenario({
    rules,
    operators,
    horizon: "5000 s",
    shards: { count: 2, world: "10 GB" },
    switches: {
      ...switches,
      committeeMembership,
      storageAudit: "on",
      mergeRule: "pairs",
      minimumProvers: 8,
      epochFrames: 40,
      haltThreshold: 0,
      splitCooldownFrames: 30,
    },
  });
  const { network, runTo, balances } = openNetwork(scenario, seed);
  const registered = new ReferenceRegistrations();
  let handled = 0;
  for (let frame = 1; frame <= 500; frame++) {
    runTo(frame);
    registered.note(network, frame);
    if (network.kernel.eventCount === handled && frame % 40 > 1) continue;
    handled = network.kernel.eventCount;
    const differences = countDifferences(network, frame, registered);
    if (differences.length > 0)
      return { differences: [`frame ${frame}`, ...differences], totals: network.world.totals };
  }
  balances();
  checkNetwork(network);
  return { differences: [], totals: network.world.totals };
}

describe("a network in which everything happens", () => {
  it.each([
    ["v2.1-epoch", "raw"],
    ["v2.1-epoch", "effective"],
    ["v2.1-frames", "raw"],
  ])("keeps its counts, rings and balances: %s, %s", (rules, committee) => {
    let kicks = 0;
    let merges = 0;
    const property = fc.property(networks, (drawn) => {
      const { differences, totals } = run(rules, committee, drawn);
      expect(differences).toEqual([]);
      kicks += totals.kicks;
      merges += totals.merges;
    });
    fc.assert(property, { seed: 1, numRuns: 5 });
    expect(kicks).toBeGreaterThan(0);
    expect(merges).toBeGreaterThan(0);
  });
});
