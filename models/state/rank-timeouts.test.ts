import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openNetwork, runScenario, smallScenario } from "../../test/network-kit.js";
import { createStreams } from "../../sim/random/stream.js";
import { RowStreams } from "./draws.js";
import { checkNetwork } from "../checks/invariants/all-invariants.js";
import { StreamKeys } from "./stream-keys.js";
import { modLeaderIndex } from "../protocol/consensus/mod-leader.js";
import { framesOfTimeout, RankTimeouts } from "./rank-timeouts.js";
import { engines, timeoutCounter, timeoutMs } from "../protocol/consensus/timeout.js";

const paceMs = 10_000;
const streams = createStreams(1, 0);
const shardNames = new StreamKeys();
for (let shard = 0; shard < 10_000; shard++) shardNames.add(`shard ${shard}`);
const absences = new RowStreams(streams.purpose("absent leader"), shardNames);

/** Frames missed, one rank after another, each with a leader by the rule among `members`, the first `absent` of them away. */
function stepRanks(run: number, { members, absent, frames }: Committee): number {
  const hashes = streams.purpose("reference leader");
  let failures = 0;
  let missed = 0;
  let frame = 0;
  for (let rank = 0; frame < frames; rank++) {
    if (modLeaderIndex(BigInt(hashes.word(run, rank)), members) >= absent) {
      failures = timeoutCounter(engines.appRust, failures, "progress");
      frame++;
      continue;
    }
    const lasts = Math.max(1, Math.ceil(timeoutMs(engines.appRust, failures) / paceMs));
    missed += Math.min(lasts, frames - frame);
    frame += lasts;
    failures = timeoutCounter(engines.appRust, failures, "timeout");
  }
  return missed;
}

interface Committee {
  readonly members: number;
  readonly absent: number;
  readonly frames: number;
}

function drawRanks(run: number, { members, absent, frames }: Committee, looks: readonly number[] = []): number {
  const ranks = new RankTimeouts({ draws: absences, paceMs: () => paceMs });
  ranks.setAbsent(run, 1, absent / members);
  let missed = 0;
  for (const look of [...looks, frames]) missed += ranks.countMissed(run, 1 + look);
  return missed;
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const varianceOf = (values: readonly number[]): number => {
  const mean = meanOf(values);
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
};

const valueOf = (run: ReturnType<typeof runScenario>, name: string): number =>
  Number(run.metrics.find((metric) => metric.name === name)?.value);

describe("ranks whose leader is absent", () => {
  it.each([
    { members: 10, absent: 1, frames: 300 },
    { members: 8, absent: 2, frames: 300 },
    { members: 9, absent: 3, frames: 40 },
    { members: 3, absent: 1, frames: 5 },
  ])(
    "cost as many frames on average, and spread as much, as ranks stepped one by one: $absent of $members",
    (committee) => {
      const runs = Array.from({ length: 4000 }, (_unused, run) => run);
      const stepped = runs.map((run) => stepRanks(run, committee));
      const drawn = runs.map((run) => drawRanks(run, committee));
      // Two means of 4000 runs; 5.5 standard errors are passed by chance once in 26 million comparisons.
      const error = Math.sqrt((varianceOf(stepped) + varianceOf(drawn)) / runs.length);
      expect(meanOf(stepped)).toBeGreaterThan(0);
      expect(Math.abs(meanOf(drawn) - meanOf(stepped))).toBeLessThan(5.5 * error);
      expect(varianceOf(drawn) / varianceOf(stepped)).toBeCloseTo(1, 0);
    },
  );

  it("are the same ranks however often somebody looks", () => {
    const looks = fc.array(fc.integer({ min: 0, max: 500 }), { maxLength: 20 });
    fc.assert(
      fc.property(fc.nat(1000), looks, (run, at) => {
        const committee = { members: 6, absent: 2, frames: 500 };
        const sorted = at.toSorted((a, b) => a - b);
        expect(drawRanks(run, committee, sorted)).toBe(drawRanks(run, committee));
      }),
      { seed: 1 },
    );
  });

  it("cost nothing with everybody there, and everything with nobody", () => {
    expect(drawRanks(0, { members: 5, absent: 0, frames: 10_000 })).toBe(0);
    expect(drawRanks(0, { members: 5, absent: 5, frames: 10_000 }, [7, 4000])).toBe(10_000);
  });

  it("take three frames of ten seconds, six after many failures, and one of a slow chain", () => {
    expect([0, 3, 4, 5, 99].map((failures) => framesOfTimeout(failures, 10_000))).toEqual([3, 3, 5, 6, 6]);
    expect(framesOfTimeout(0, 46_000)).toBe(1);
    expect([0, 5, 99].map((failures) => framesOfTimeout(failures, 10_000, "fixed"))).toEqual([3, 3, 3]);
  });

  it("may go on for up to a minute after a shard has its quorum again", () => {
    const ranks = new RankTimeouts({ draws: absences, paceMs: () => paceMs });
    ranks.setAbsent(0, 1, 1);
    expect(ranks.countMissed(0, 1001)).toBe(1000);
    ranks.setAbsent(0, 1001, 0);
    const missed = ranks.countMissed(0, 2000);
    expect(missed).toBeLessThan(6);
    expect(ranks.countMissed(0, 3000)).toBe(0);
  });
});

describe("a network with absent leaders", () => {
  const fields = {
    horizon: "2 d",
    operators: [{ class: "nodes", count: 12, workers: 3, uptime: "90 %", outage: "30 min", seniority: "historic" }],
    shards: { count: 4, world: "20 GB", growth: "10 %/month" },
  };
  const timeouts = { consensus: { leaderTimeouts: "on" } };

  it("misses frames and issues less, and every unit issued stands in a balance", () => {
    // Ending a run checks the invariants, issued units = balances among them.
    const without = runScenario(smallScenario(fields));
    const missing = runScenario(smallScenario({ ...fields, ...timeouts }));
    expect(valueOf(without, "consensus.missedFrames")).toBe(0);
    expect(valueOf(missing, "consensus.missedFrames")).toBeGreaterThan(100);
    expect(valueOf(missing, "emission.issuedUnits")).toBeLessThan(0.95 * valueOf(without, "emission.issuedUnits"));
  });

  it("comes out the same however often it is reported and stopped", () => {
    const often = smallScenario({ ...fields, ...timeouts, report: { every: "7 min" } });
    const seldom = smallScenario({ ...fields, ...timeouts, report: { every: "1 d" } });
    const [a, b] = [runScenario(often, { sliceUs: 3_600_000_000 }), runScenario(seldom)];
    for (const name of ["emission.issuedUnits", "consensus.missedFrames"])
      expect(valueOf(a, name)).toBe(valueOf(b, name));
    expect(a.tables.operators).toEqual(b.tables.operators);
  });

  it("pays each member its share of every frame made, and of no other", () => {
    // One full ring, of which one member goes away for good: the others earn equal shares of the same frames.
    const { network, runTo, balances } = openNetwork(
      smallScenario({
        ...timeouts,
        horizon: "2 d",
        operators: [
          { class: "steady", count: 7, workers: 1 },
          { class: "shaky", count: 1, workers: 1, uptime: "50 %", outage: "1 h" },
        ],
        shards: { count: 1, world: "20 GB" },
      }),
    );
    // From here on nobody joins any more.
    runTo(3000);
    const before = balances();
    const { shards, rings, totals } = network.world;
    const madeBefore = shards.madeFrames[0];
    runTo(10_000);
    const gains = balances().map((units, prover) => units - before[prover]);
    checkNetwork(network);
    const share = BigInt(rings.shareUnits[shards.ringRows[0][0]]);
    const made = shards.madeFrames[0] - madeBefore;
    expect(totals.missedFrames).toBeGreaterThan(100);
    expect(made).toBeLessThan(7000);
    expect(gains.slice(0, 7)).toEqual(Array.from({ length: 7 }, () => share * BigInt(made)));
    expect(gains[7]).toBeLessThan(gains[0]);
  });
});
