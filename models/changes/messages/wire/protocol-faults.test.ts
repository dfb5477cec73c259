import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openNetwork, runScenario, type ScenarioText, smallScenario } from "../../../../test/network-kit.js";
import { writtenRun } from "../../../../test/written-run.js";
import { auditRun } from "../../../checks/audit-run.js";
import type { RunResult } from "../../../run.js";
import { framesOf } from "../../../../test/message-arrivals.js";

/** A shard of twelve members from the start, two thirds of them of the first class; archives are where the first class is. */
const settled = (faults: readonly ScenarioText[], fields: ScenarioText = {}): ScenarioText => ({
  rules: "v2.1-simplex",
  fidelity: "message",
  horizon: "2 h",
  operators: [
    { class: "many", count: 8, workers: 1, region: "na east" },
    { class: "few", count: 4, workers: 1, region: "europe" },
  ],
  network: { archives: { region: "na east" } },
  shards: { count: 1, world: "10 GB" },
  start: { heads: { 12: 1 }, joining: 0 },
  ...(faults.length > 0 && { faults }),
  ...fields,
});

const runOf = (faults: readonly ScenarioText[], fields: ScenarioText = {}): RunResult =>
  runScenario(smallScenario(settled(faults, fields)));
const valueOf = ({ metrics }: RunResult, name: string): number =>
  Number(metrics.find((one) => one.name === name)?.value);
const rewardsOf = ({ tables }: RunResult): readonly number[] =>
  (tables.operators.columns.find(({ name }) => name === "reward_units")?.values ?? []).map(Number);

const half = { at: "30 min", for: "30 min" };
const few = { classes: ["few"] };
const many = { classes: ["many"] };
const archives = { classes: ["archives"] };
/** Whoever is on no side of it hears all: archives do. */
const amongMembers = { fault: "partition", ...half, groups: [few, many] };
const cutFew = { fault: "partition", ...half, groups: [few, { classes: ["many", "archives"] }] };
const slow = (adds: string): RunResult => runOf([{ fault: "slow", ...half, adds }]);
const plain = runOf([]);

describe("faults of the wire under the protocol", () => {
  it("change nothing before they begin and after they ended: to the byte where none begins", () => {
    const later = runOf([{ ...cutFew, at: "3 h" }]);
    expect(later.fingerprint).toBe(plain.fingerprint);
    expect(rewardsOf(later)).toEqual(rewardsOf(plain));
  });

  it("between members cost a shard every frame in which no side has a quorum, and none after", () => {
    const parted = runOf([amongMembers]);
    // 180 of 720 frames: 8 of 12 members are fewer than the 9 that it takes. A view that is nullified costs three frames, the last one some after the fault.
    const share = rewardsOf(parted).map((units, k) => units / rewardsOf(plain)[k]);
    expect(share[0]).toBeCloseTo(share[1], 12);
    expect(Math.abs(share[0] - 540 / 720)).toBeLessThan(4 / 720);
    expect(valueOf(parted, "wire.framesLate")).toBeGreaterThanOrEqual(180);
    expect(valueOf(parted, "wire.framesLate")).toBeLessThanOrEqual(183);
    expect(valueOf(parted, "lifecycle.evictions")).toBe(0);
  });

  it("are met by members who are all alike, too: nothing between any two of them is nothing between all", () => {
    const operators = [{ class: "few", count: 12, workers: 1, region: "europe" }];
    const alone = { fault: "cut", ...half, from: few, to: few };
    expect(valueOf(runOf([], { operators }), "wire.framesLate")).toBe(0);
    expect(valueOf(runOf([alone], { operators }), "wire.framesLate")).toBeGreaterThanOrEqual(180);
  });

  it("that cut members off from the chain take their shards' quorum: no frames, and everybody is idle", () => {
    const cut = runOf([cutFew]);
    expect(Math.abs(rewardsOf(cut)[0] / rewardsOf(plain)[0] - 540 / 720)).toBeLessThan(4 / 720);
    expect(valueOf(cut, "lifecycle.evictions")).toBe(0);
    // 361 frames are too many: those who are cut off, and those whose shards made no frames.
    const long = runOf([{ ...cutFew, for: "63 min" }]);
    expect(valueOf(long, "lifecycle.evictions")).toBe(12);
    expect(valueOf(runOf([{ ...cutFew, for: "58 min" }]), "lifecycle.evictions")).toBe(0);
  });

  it("that cut off a few leave the others their quorum: they miss what they would have earned, and turns that they lead", () => {
    const four: ScenarioText = {
      operators: [
        { class: "many", count: 42, workers: 1, region: "na east" },
        { class: "few", count: 6, workers: 1, region: "europe" },
      ],
      shards: { count: 4, world: "40 GB" },
      start: { heads: { 12: 4 }, joining: 0 },
    };
    const [whole, cut] = [runOf([], four), runOf([cutFew], four)];
    const share = rewardsOf(cut).map((units, k) => units / rewardsOf(whole)[k]);
    expect(share[1]).toBeLessThan(0.76);
    expect(share[0]).toBeGreaterThan(0.95);
    // A leader that is silent in the first five views is waited for, for three frames; all later ones are skipped.
    const missed = valueOf(cut, "consensus.missedFrames");
    expect(missed).toBeGreaterThan(0);
    expect(missed).toBeLessThanOrEqual(6 * 3);
    expect(valueOf(whole, "consensus.missedFrames")).toBe(0);
  });

  it("between archives stall the chain where no side has four of five, and only as long", () => {
    const down = runOf([{ fault: "crash", ...half, from: archives }]);
    expect(valueOf(down, "consensus.stalledFrames")).toBe(180);
    for (const [k, units] of rewardsOf(down).entries()) expect(units / rewardsOf(plain)[k]).toBeCloseTo(540 / 720, 9);
    expect(valueOf(plain, "consensus.stalledFrames")).toBe(0);
  });

  it("come again as often as they say", () => {
    const twice = runOf([{ fault: "crash", at: "30 min", for: "10 min", every: "40 min", from: archives }]);
    expect(valueOf(twice, "consensus.stalledFrames")).toBe(3 * 60);
  });

  it("that slow links down cost nothing while votes are in time, and everything when they are not", () => {
    expect(rewardsOf(slow("500 ms"))).toEqual(rewardsOf(plain));
    // Four ways of three seconds are more than the ten of a frame.
    expect(Math.abs(rewardsOf(slow("3 s"))[0] / rewardsOf(plain)[0] - 540 / 720)).toBeLessThan(0.01);
  });

  it("are worked out again by an audit of the run, which finds nothing", () => {
    const eventful = settled([amongMembers, { ...cutFew, at: "70 min" }], {
      operators: [
        { class: "many", count: 8, workers: 1, region: "na east", uptime: "98 %", outage: "5 min" },
        { class: "few", count: 4, workers: 1, region: "europe", arrive: "40/d" },
      ],
      report: { every: "7 min" },
    });
    const run = writtenRun(smallScenario(eventful));
    expect(auditRun(run).findings).toEqual([]);
    const others = run.events.map((event) => (event.what === "timeline begins" ? { ...event, why: "peace" } : event));
    expect(auditRun({ ...run, events: others }).findings.map(({ rule }) => rule)).toContain("scenario.timeline");
  });
});

/** Frames up to `until` with whose requests a merge arrives that prover 0 asks for in frame 1. */
function framesIn(faults: readonly ScenarioText[], until: number): number[] {
  const stepped = openNetwork(smallScenario({ rules: "v2.1-simplex", fidelity: "message", faults }));
  stepped.runTo(1);
  return framesOf(stepped, until);
}

describe("requests in faults of the wire", () => {
  const nodes = { classes: ["nodes"] };
  const path = { from: nodes, to: archives };

  it("arrive with the next frame where none is on, and after what slow links add", () => {
    expect(framesIn([{ fault: "cut", at: "10 min", for: "1 h", ...path }], 20)).toEqual([2]);
    // 25 s more for the question that it polls with, and for the request.
    expect(framesIn([{ fault: "slow", at: "0 s", for: "1 h", ...path, adds: "25 s" }], 20)).toEqual([7]);
  });

  it("wait for the end of a clog, and are lost in a cut and asked for again", () => {
    expect(framesIn([{ fault: "clog", at: "10 s", for: "55 s", ...path }], 20)).toEqual([7]);
    // Lost at second 20, asked for again ten frames later.
    expect(framesIn([{ fault: "cut", at: "10 s", for: "55 s", ...path }], 30)).toEqual([13]);
  });
});

const word = fc.constantFrom("partition", "cut", "clog", "slow", "crash", "eclipse");
const set = fc.constantFrom<ScenarioText>(few, many, archives, { regions: ["europe"] }, { regions: ["na east"], classes: ["few"] }); // prettier-ignore
const fault = fc
  .record({
    word,
    at: fc.nat(100),
    lasts: fc.integer({ min: 1, max: 30 }),
    isPeriodic: fc.boolean(),
    from: set,
    to: set,
  })
  .map(({ word: name, at, lasts, isPeriodic, from, to }) => ({
    fault: name,
    at: `${at} min`,
    for: `${lasts * 37} s`,
    ...(isPeriodic && { every: `${lasts * 53} s` }),
    groups: [from, to],
    from,
    to,
    adds: "1500 ms",
  }));

describe("random faults of the wire", () => {
  it("let every copy of a request be delivered, lost or under way, nothing arrive that was not sent, and no cut of a run matter", () => {
    const fields: ScenarioText = {
      operators: [
        { class: "many", count: 16, workers: 2, region: "na east", uptime: "97 %", outage: "3 min", pauses: true, upload: "20 Mbit/s" }, // prettier-ignore
        { class: "few", count: 8, workers: 2, region: "europe", arrive: "60/d", leave: "half-life 5 d", loss: "5 %" },
      ],
      network: { jitter: "200 ms" },
      archives: { uptime: "99 %" },
      shards: { count: 2, world: "20 GB" },
      start: { heads: { 12: 2 }, joining: 0 },
    };
    fc.assert(
      fc.property(fc.array(fault, { minLength: 1, maxLength: 3 }), fc.nat(1000), (faults, seed) => {
        const scenario = smallScenario(settled(faults, fields));
        // Invariants are checked as it ends: copies sent are delivered, lost or under way, bytes likewise.
        const whole = runScenario(scenario, { seed: `${seed}` });
        const cut = runScenario(scenario, { seed: `${seed}`, sliceUs: 77_777_777 });
        expect(cut.fingerprint).toBe(whole.fingerprint);
        const [sent, delivered, lost, underWay] = ["Sent", "Delivered", "Lost", "UnderWay"].map((what) => valueOf(whole, `wire.requests${what}`)); // prettier-ignore
        expect(sent).toBe(delivered + lost + underWay);
        const { columns } = whole.tables.traffic!;
        const column = (name: string) => columns.find((one) => one.name === name)!.values;
        const balance = new Map<string, number>();
        Array.from(column("flow") as ArrayLike<string>).forEach((flow, row) => {
          const lostBytes = Number(column("sent_bytes")[row]) - Number(column("received_bytes")[row]);
          balance.set(flow, (balance.get(flow) ?? 0) + lostBytes);
        });
        expect([...balance].filter(([, bytes]) => bytes < 0)).toEqual([]);
      }),
      { seed: 1, numRuns: 12 },
    );
  });
});
