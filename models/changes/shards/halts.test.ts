/** Halts in a simulated network: when they begin and end, and what they stop. */
import { describe, expect, it } from "vitest";
import { openNetwork, type ScenarioText, type SteppedNetwork, smallScenario } from "../../../test/network-kit.js";
import { writtenRun } from "../../../test/written-run.js";
import { auditRun } from "../../checks/audit-run.js";
import { seriesMetrics } from "../../output/metrics/series.js";
import type { Scenario } from "../../scenario/schema.js";

const waiting = { rules: "v2.1-frames", horizon: "8 h", shards: { count: 1, world: "10 GB" } };

/**
 * Leaves of a network when so few provers on a shard are too few: forty guests with two workers each crowd the two
 * largest shards and are gone after three hours, which makes room there that others would move to.
 */
const leavesWith = (haltThreshold: number): number => {
  const { network, runTo } = openNetwork(
    smallScenario({
      ...waiting,
      switches: { haltThreshold, haltGraceFrames: 1, maximumProvers: 1000 },
      network: { messageLoss: "0 %" },
      operators: [
        { class: "guests", count: 40, workers: 2, strategy: "data greedy", leave: "after 3 h" },
        { class: "others", count: 60, workers: 2 },
      ],
      shards: { count: 4, world: "20 GB", skew: "zipf 0.8" },
    }),
  );
  runTo(2800);
  return network.world.totals.leaves;
};
const guestLeaves = 80;

/** Frame of the first accepted join, with which the shard's streak begins. */
function firstWatched({ network, runTo }: Pick<SteppedNetwork, "network" | "runTo">): number {
  const { shards, totals } = network.world;
  let frame = 0;
  while (totals.joins === 0) runTo(++frame);
  expect(shards.streakStart[0]).toBe(frame);
  return frame;
}

/** Twenty nodes on two shards, of which all on one are off in frames 600 to 1300: it halts after 300 frames of grace. */
const twoShards = (rules: string, switches: ScenarioText = {}) => {
  const stepped = openNetwork(
    smallScenario({
      ...waiting,
      rules,
      switches: { epochFrames: 100, keepThresholdPercent: 0, haltGraceFrames: 300, ...switches },
      operators: [{ class: "nodes", count: 20, workers: 1, outage: "365 d" }],
      shards: { count: 2, world: "20 GB" },
      network: { messageLoss: "0 %" },
    }),
  );
  const { kernel, kinds, world } = stepped.network;
  stepped.runTo(500);
  // Nobody goes to the rescue of the shard that falls silent: as if all had asked to leave something just now.
  world.allocations.leaveAsked.fill(1_000_000, 0, world.allocations.count);
  const silent = world.allocations.shard[0];
  const away = world.shards.ranked[silent].map((allocation) => world.allocations.prover[allocation]);
  for (const prover of away) {
    kernel.schedule(kinds.presence, 600 * 10_000_000, prover, 0, 0);
    kernel.schedule(kinds.presence, 1300 * 10_000_000, prover, 0, 1);
  }
  return { ...stepped, totals: world.totals, shards: world.shards, silent, other: 1 - silent };
};

describe("a halted shard", () => {
  it("silences every shard under epochs, and nobody is evicted for it when the last halt ends", () => {
    const { runTo, totals, shards, silent, other } = twoShards("v2.1-epoch");
    runTo(950);
    expect([totals.haltedShards, shards.minting[other]]).toEqual([0, 1]);
    runTo(1290);
    expect([shards.halted[silent], shards.halted[other], shards.minting[other]]).toEqual([1, 0, 0]);
    expect([totals.unitsPerFrame, totals.active, totals.evictions]).toEqual([0, 20, 0]);
    runTo(1340);
    expect([totals.haltedShards, shards.minting[silent], shards.minting[other]]).toEqual([0, 1, 1]);
    runTo(2000);
    expect([totals.active, totals.evictions]).toEqual([20, 0]);
  });

  it("is in no other state, and the network in prover-only mode from the frame after the first halt to the end of the last", () => {
    const { runTo, totals, network } = twoShards("v2.1-epoch");
    const states = (): number[] => [...totals.shardsByState];
    runTo(950);
    expect([states(), totals.proverOnlyFrames]).toEqual([[1, 0, 1, 0, 0], 0]);
    let frame = 950;
    while (totals.haltedShards === 0) runTo(++frame);
    const first = frame + 1;
    expect(states()).toEqual([1, 0, 0, 1, 0]);
    const read = (): unknown => seriesMetrics.find(({ name }) => name === "coverage.proverOnlyFrames")?.read(network);
    network.wake(frame + 7);
    runTo(frame + 7);
    expect(read()).toBe(7);
    while (totals.haltedShards > 0) runTo(++frame);
    runTo(frame + 50);
    expect([read(), totals.proverOnlyFrames, states()]).toEqual([
      frame + 1 - first,
      frame + 1 - first,
      [2, 0, 0, 0, 0],
    ]);
  });

  it("silences nobody else where the scope is its own", () => {
    const { runTo, totals, shards, silent, other } = twoShards("v2.1-epoch", { haltScope: "ownShard" });
    runTo(1290);
    expect([shards.halted[silent], shards.minting[silent], shards.minting[other]]).toEqual([1, 0, 1]);
    expect(totals.unitsPerFrame).toBeGreaterThan(0);
  });

  it("excuses who is away for its whole length: 360 frames count from its end", () => {
    const { network, runTo, shards, totals, other } = twoShards("v2.1-epoch");
    const { allocations, provers } = network.world;
    runTo(1200);
    const prover = allocations.prover[shards.ranked[other][0]];
    network.kernel.schedule(network.kinds.presence, 1201 * 10_000_000, prover);
    let frame = 1300;
    while (totals.haltedShards > 0) runTo(++frame);
    runTo(frame + 360);
    expect(provers.kickFrame[prover]).toBe(0);
    runTo(frame + 361);
    expect(provers.kickFrame[prover]).toBe(frame + 361);
    expect(totals.evictions).toBe(1);
  });
});

describe("a shard that nobody ever joined", () => {
  it("does not halt, and does from its first join on", () => {
    const operators = [{ class: "late", count: 2, workers: 1, appear: { from: "3 h", until: "3 h" } }];
    const { network, runTo } = openNetwork(
      smallScenario({ ...waiting, rules: "v2.1-epoch", operators, switches: { haltGraceFrames: 10 } }),
    );
    runTo(1000);
    expect(network.world.totals).toMatchObject({ haltedShards: 0, shardsAtHaltRisk: 1 });
    runTo(1100);
    expect(network.world.totals.haltedShards).toBe(1);
  });
});

describe("a shard at the halt threshold", () => {
  it("halts after the grace, mints nothing, and recovers with the frame after it is covered again", () => {
    const operators = [{ class: "nodes", count: 4, workers: 1 }];
    const { network, runTo, balances } = openNetwork(
      smallScenario({ ...waiting, operators, switches: { haltGraceFrames: 100 } }),
    );
    const { shards, totals, issuedUnits } = network.world;
    const watchedFrom = firstWatched({ network, runTo });
    runTo(watchedFrom + 98);
    expect(totals.haltedShards).toBe(0);
    runTo(watchedFrom + 99);
    expect([totals.haltedShards, shards.halted[0]]).toEqual([1, 1]);
    let frame = watchedFrom + 99;
    while (shards.covering[0] <= 3 && frame < 1000) runTo(++frame);
    balances();
    expect([shards.covering[0], shards.halted[0]]).toEqual([4, 0]);
    expect(issuedUnits.get(0)).toBe(0n);
    expect(totals.unitsPerFrame).toBeGreaterThan(0);
    runTo(frame + 10);
    balances();
    expect(issuedUnits.get(0)).toBe(10n * BigInt(totals.unitsPerFrame));
  });

  it("mints until the halt begins, however thin it is", () => {
    const operators = [{ class: "nodes", count: 1, workers: 1 }];
    const { network, runTo, balances } = openNetwork(
      smallScenario({ ...waiting, operators, switches: { haltGraceFrames: 500 } }),
    );
    const { totals, issuedUnits } = network.world;
    const watchedFrom = firstWatched({ network, runTo });
    let frame = watchedFrom;
    while (totals.unitsPerFrame === 0 && frame < 499) runTo(++frame);
    const mintedPerFrame = BigInt(totals.unitsPerFrame);
    runTo(700);
    balances();
    expect(totals.haltedShards).toBe(1);
    expect(issuedUnits.get(0)).toBe(mintedPerFrame * BigInt(watchedFrom + 499 - frame + 1));
  });
});

/** Frames in which the log says this of shards. */
const framesOf = (scenario: Scenario, said: string): number[] =>
  writtenRun(scenario).events.flatMap(({ frame, what }) => (what === said ? [frame] : []));

/** Four nodes that cover the only shard once they have joined it. */
const scenarioWith = (haltGraceFrames: number): Scenario =>
  smallScenario({
    ...waiting,
    horizon: "2 h",
    switches: { haltGraceFrames },
    operators: [{ class: "nodes", count: 4, workers: 1 }],
    network: { messageLoss: "0 %" },
  });

describe("a streak", () => {
  it("that ends in the frame in which it would have lasted for the grace halts nothing", () => {
    const covered = framesOf(scenarioWith(1000), "join confirmed").at(-1) ?? 0;
    const [joined] = framesOf(scenarioWith(1000), "join accepted");
    expect(covered - joined).toBeGreaterThan(300);
    // It runs from the first join on.
    expect(framesOf(scenarioWith(covered - joined), "halts")).toEqual([covered - 1]);
    expect(framesOf(scenarioWith(covered - joined + 1), "halts")).toEqual([]);
  });

  it("begins with the frame after an audit took those who covered the shard", () => {
    const scenario = smallScenario({
      ...waiting,
      rules: "v2.1-epoch",
      horizon: "30 min",
      switches: { epochFrames: 20, haltGraceFrames: 100, committeeMembership: "effective", keepThresholdPercent: 0 },
      operators: [{ class: "cheats", count: 4, workers: 1 }],
      // Before they cover the shard they stand in on it, and hold what they should.
      attackers: [{ kind: "withhold data", class: "cheats", holds: "0 %", start: "400 s" }],
      network: { messageLoss: "0 %" },
    });
    expect(new Set(framesOf(scenario, "kicked for good"))).toEqual(new Set([40]));
    expect(framesOf(scenario, "halts")).toEqual([41 + 99]);
  });

  it("of a shard that is split or merged away ends without a word: nothing runs again there", () => {
    const scenario = smallScenario({
      ...waiting,
      switches: { maximumProvers: 2, haltGraceFrames: 300 },
      operators: [{ class: "nodes", count: 12, workers: 3 }],
      shards: { count: 2, world: "10 GB", leaf: "1 GiB" },
    });
    const run = writtenRun(scenario);
    const gone = run.events.filter(({ what }) => what === "shard is gone");
    const halted = new Set(run.events.filter(({ what }) => what === "halts").map(({ shard }) => shard));
    expect(gone.filter(({ shard }) => halted.has(shard)).length).toBeGreaterThan(1);
    expect(auditRun(run).findings).toEqual([]);
    const empty = run.shards.filter(({ sizeBytes }) => sizeBytes === "0");
    expect(empty.map(({ leafCount }) => leafCount)).toEqual(empty.map(() => "1"));
  });
});

describe("while anything is halted", () => {
  it("nobody leaves an allocation for a better one", () => {
    expect(leavesWith(0)).toBeGreaterThan(guestLeaves);
    expect(leavesWith(1000)).toBe(guestLeaves);
  });
});
