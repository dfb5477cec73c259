/** Growing data: what hangs on whether a shard holds any. */
import { expect, it } from "vitest";
import { openNetwork, runScenario, smallScenario } from "../../../test/network-kit.js";
import { countDifferences } from "../../../test/recount.js";

it("counts shards at risk of a halt anew when a step of the data takes their last byte, or gives them one", () => {
  const { network, runTo } = openNetwork(
    smallScenario({
      switches: { epochFrames: 5 },
      operators: [{ class: "nodes", count: 2, workers: 1 }],
      shards: { count: 2, world: "2 GB", growth: "1 %/d" },
    }),
  );
  const { shards, totals } = network.world;
  runTo(3);
  expect(totals.shardsAtHaltRisk).toBe(2);
  // As after many splits: parts that do not come out even are rounded up, and rounded down when data grow next.
  shards.baseBytes[1] = 0.6;
  runTo(5);
  expect([shards.sizeBytes[1], totals.shardsAtHaltRisk, countDifferences(network, 5)]).toEqual([0, 1, []]);
  shards.baseBytes[1] = 1.6;
  runTo(10);
  expect([shards.sizeBytes[1], totals.shardsAtHaltRisk, countDifferences(network, 10)]).toEqual([1, 2, []]);
});

const proofBytes = (every: string): unknown =>
  runScenario(
    smallScenario({
      rules: "v2.1-simplex",
      fidelity: "message",
      horizon: "4 d",
      operators: [{ class: "nodes", count: 8, workers: 1 }],
      shards: { count: 1, world: "90 GB", growth: "100 %/month" },
      report: { every },
    }),
  ).metrics.find(({ name }) => name === "wire.rewardProofBytes")?.value;

it("is told by messages of the leaves that there were, whenever somebody looks", () => {
  expect(proofBytes("7 min")).toBe(proofBytes("4 d"));
  expect(proofBytes("4 d")).toBeGreaterThan(0);
});
