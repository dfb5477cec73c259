import { describe, expect, it } from "vitest";
import { runScenario, type ScenarioText, smallScenario } from "../../../test/network-kit.js";
import { planOf } from "../plan.js";
import { ruleSetNames } from "../../protocol/ground/rule-sets.js";

const paths = (fields: ScenarioText): string[] => planOf(smallScenario(fields)).infeasible.map(({ path }) => path);
const oneShard = { count: 1, world: "1 GiB" };

describe("what the plan refuses of an era", () => {
  it("is nothing in any preset as it stands", () => {
    for (const rules of ruleSetNames) {
      const early = ["v2.0.6", "dusk", "dawn", "ceremony"].includes(rules);
      expect(paths({ rules, ...(early && { shards: oneShard }) })).toEqual([]);
    }
  });

  it("are overrides that nothing in the network would look at", () => {
    expect(paths({ rules: "v2.1-epoch", switches: { "commitment.bytes": 64 } })).toEqual(["switches.commitment.bytes"]);
    expect(paths({ rules: "v2.1-epoch", switches: { commitmentBytes: 74 } })).toEqual([]);
    expect(paths({ rules: "v2.0.6", shards: oneShard, switches: { maximumProvers: 40 } })).toEqual([
      "switches.maximumProvers",
    ]);
    expect(paths({ rules: "v2.0.6", shards: oneShard, switches: { ringSize: 1024 } })).toEqual([]);
    expect(paths({ rules: "dusk", shards: oneShard, switches: { ringSize: 1024 } })).toEqual(["switches.ringSize"]);
  });

  it("are shards, dates and sections of another era", () => {
    expect(paths({ rules: "v2.0.6" })).toEqual(["shards.count"]);
    expect(paths({ rules: "dusk", shards: oneShard, frames: { history: "mainnet" } })).toEqual(["frames.history"]);
    expect(paths({ rules: "dusk", shards: oneShard, dawn: {} })).toEqual(["dawn"]);
    expect(paths({ rules: "v2.1-epoch", dusk: {} })).toEqual(["dusk"]);
    expect(paths({ rules: "v2.0.6", shards: oneShard, switches: { emissionRule: "pomw" } })).toEqual([
      "switches.emissionRule",
    ]);
    expect(paths({ rules: "v2.0.6", shards: oneShard, report: { allocations: true } })).toEqual([]);
    for (const rules of ["ceremony", "dawn", "dusk"])
      expect(paths({ rules, shards: oneShard, report: { allocations: true } })).toEqual(["report.allocations"]);
    const operators = [{ class: "nodes", count: 2, workers: 1, strategy: "data greedy" }];
    expect(paths({ rules: "dawn", shards: oneShard, operators })).toEqual(["operators[0].strategy"]);
  });
});

const issued = (switches: object, uptime = "100 %"): bigint => {
  const operators = [{ class: "nodes", count: 12, workers: 4, uptime, outage: "10 min" }];
  const shards = { count: 4, world: "16 GiB", leaf: "256 MiB" };
  const result = runScenario(smallScenario({ rules: "v2.1-frames", operators, shards, horizon: "6 h", switches }));
  return result.metrics.find(({ name }) => name === "emission.issuedUnits")!.value as bigint;
};

describe("switches of emission in the world of 2.1", () => {
  it("divide by the root of a worker's one shard instead of a shard's sixteen leaves", () => {
    expect(Number(issued({ shardDivisor: "workerShards" })) / Number(issued({}))).toBeCloseTo(4, 6);
  });

  it("let the present share what empty slots would have got: half of ring 1 is empty here", () => {
    // Rings of 8 and 4: (8/8·1/2 + 4/8·1/4) is minted, or (1/2 + 1/4); a little more while joins come in.
    expect(Number(issued({ emptySlots: "sharedByPresent" })) / Number(issued({}))).toBeCloseTo(0.75 / 0.625, 3);
    expect(issued({ emptySlots: "sharedByPresent" }, "90 %")).toBeGreaterThan(issued({}, "90 %"));
  });

  it("double what is issued where ring r is divided by 2^r", () => {
    expect(Number(issued({ ringDivisor: "ring" })) / Number(issued({}))).toBeCloseTo(2, 6);
  });
});
