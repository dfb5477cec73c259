import { describe, expect, it } from "vitest";
import { smallScenario } from "../../../test/network-kit.js";
import { ruleSets } from "../../protocol/ground/rule-sets.js";
import { metricNames } from "./metric-names.js";
import { networkSummaryLines } from "./network-summary-lines.js";
import { pageMetrics } from "./page-metrics.js";
import { seriesMetrics } from "./series.js";

/** Metrics of one replication: these, and 0 for all others. */
const metrics = (values: Readonly<Record<string, number | bigint>>) =>
  seriesMetrics.map(({ name, kind }) => ({ name, kind, value: values[name] ?? 0 }));
const scenario = smallScenario({ shards: { count: 4, world: "20 GB" } });

const busy = {
  "population.peers": 12,
  "population.workers": 1036,
  "population.workersActive": 20,
  "population.workersJoining": 3,
  "population.workersLeaving": 2,
  "population.workersPaused": 1,
  "population.workersFree": 10,
  "lifecycle.openProposals": 4,
  "population.placesWithoutWorker": 5,
  "shard.count": 6,
  "shard.splits": 2,
  "shard.healthy": 3,
  "shard.needsCoverage": 2,
  "shard.haltRisk": 1,
  "shard.empty": 0,
  "coverage.haltedShards": 7,
  "coverage.proverOnlyFrames": 123,
  "ring.provers0": 11,
  "ring.provers1": 8,
  "ring.provers2": 6,
  "ring.provers3": 5,
  "ring.proversDeeper": 9,
  "lifecycle.joins": 40,
  "lifecycle.confirms": 30,
  "lifecycle.rejects": 8,
  "lifecycle.leaves": 7,
  "lifecycle.evictions": 2,
  "emission.issuedUnits": 8_000_000_000n * 1234n + 7_999_999_999n,
};

describe("what happened, in lines", () => {
  it("says of one replication what its metrics are", () => {
    expect(networkSummaryLines([metrics(busy)], scenario)).toEqual([
      "12 nodes with 1,036 workers: 20 active, 3 joining, 2 leaving, 1 paused, 10 without an allocation, " +
        "4 of them asking for one, 5 held without a worker.",
      "6 shards (from 4, 2 splits): 3 healthy, 2 need coverage, 1 at risk of a halt, 7 halted.",
      "Prover-only mode: 123 of 720 frames, at the end too. While any shard is halted there are no transactions, no leaves for " +
        "score and no evictions, and no shard makes frames.",
      "Rings: 11 provers sit in ring 0, 8 in ring 1, 6 in ring 2, 14 deeper.",
      "40 joins, 30 confirmed, 8 rejected; 7 leaves, 2 evictions.",
      "1,234 QUIL issued.",
    ]);
  });

  it("says what archives and leaders cost, where they can fail", () => {
    const chain = smallScenario({ horizon: "1 d", archives: {}, consensus: { leaderTimeouts: "on" } });
    const lost = metrics({ "consensus.stalledFrames": 2160, "consensus.missedFrames": 21 });
    expect(networkSummaryLines([lost], chain)).toEqual(
      expect.arrayContaining([
        "Global chain: 2,160 of 8,640 frames are missing; one needs 4 of its 6 archives.",
        "Absent leaders cost shards 21 frames.",
      ]),
    );
  });

  it("leaves out what nobody does, and where shards came from if they are those of the start", () => {
    const [nodes, shards] = networkSummaryLines([metrics({ "shard.count": 4 })], scenario);
    expect(nodes).toBe("0 nodes with 0 workers: 0 active, 0 joining, 0 without an allocation.");
    expect(shards).toBe("4 shards: 0 healthy, 0 need coverage, 0 at risk of a halt, 0 halted.");
  });

  it("says of several their means with intervals", () => {
    const lines = networkSummaryLines([metrics({ ...busy, "population.peers": 15 }), metrics(busy)], scenario);
    expect(lines[0]).toBe("Means of 2 replications when they ended, in brackets the 95 % interval of each mean:");
    expect(lines[1]).toContain("13.5 [0.0, 32.6] nodes with 1,036 workers: 20 active");
    const some = networkSummaryLines([metrics({ "shard.count": 4 }), metrics(busy)], scenario);
    expect(some[1]).toContain("1.0 [0.0, 13.7] (0 in 1 of 2) leaving");
    expect(some[2]).toContain("5.0 [0.0, 17.7] shards (from 4, 1.0 [0.0, 13.7] (0 in 1 of 2) splits)");
  });
});

describe("the names of metrics", () => {
  const common = seriesMetrics.map(({ name }) => name);
  const own = (rules: keyof typeof ruleSets): readonly string[] => metricNames(ruleSets[rules]).slice(common.length);

  it("begin with those of every network, and are distinct", () => {
    for (const rules of Object.values(ruleSets)) {
      const names = metricNames(rules);
      expect(names.slice(0, common.length)).toEqual(common);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it("go on with those of the era, or with what the public page shows", () => {
    const page = pageMetrics.map(({ name }) => name);
    expect(page).toContain("page.joinedRing3");
    expect([own("v2.1-epoch"), own("v2.1-frames"), own("seed")]).toEqual([page, page, page]);
    expect(own("dusk")).toEqual([
      "dusk.increments",
      "dusk.incrementMean",
      "dusk.workPerIncrement",
      "dusk.nodesAtFloor",
    ]);
    expect(own("dawn")).toEqual(["dawn.rounds", "dawn.participants", "dawn.rewardEach_quil"]);
    expect(own("v2.0.6")).toEqual([
      "v20.pot0Units",
      "v20.cores0",
      "v20.perCore0Units",
      "v20.pot1Units",
      "v20.cores1",
      "v20.perCore1Units",
      "v20.pot2Units",
      "v20.cores2",
      "v20.perCore2Units",
      "v20.assumedWorldGB",
    ]);
  });

  it("have a unit and say what they mean", () => {
    for (const { name, unit, about } of [...seriesMetrics, ...pageMetrics]) {
      expect(name).toMatch(/^[a-z]+\.[a-zA-Z0-9]+(_quil)?$/);
      expect(unit).not.toBe("");
      expect(about.length).toBeGreaterThan(10);
      expect(about.toLowerCase()).not.toBe(name.toLowerCase());
    }
  });
});
