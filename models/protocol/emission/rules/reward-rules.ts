import { z } from "zod";
import { smallWhole, wholeNumber } from "../../ground/calc-schema.js";
import { type AnyRule, defineRule } from "../../ground/rule.js";
import { calculateRewards } from "../calculate.js";
import { estimatePerProver } from "../estimate-per-prover.js";
import { participationThreshold } from "../participation-threshold.js";
import { count, difficulty, ring, units, worldBytes } from "./fields.js";

const allocation = z.strictObject({
  ring: ring(),
  stateSize: count("size of the shard, bytes"),
  shards: count("leaves of the shard's data tree (article: shards proven by the worker)"),
});

/** Rules of protocol.md 3.2 and the head count of 3.3. */
export const rewardRules: readonly AnyRule[] = [
  defineRule({
    id: "emission.calculate",
    about: "units earned by the rings of each prover's allocations in one frame",
    input: z.strictObject({
      difficulty: difficulty(),
      worldBytes: worldBytes(),
      units: units(),
      provers: z.array(z.array(allocation)).describe("for each prover, its allocations"),
    }),
    output: "list of units, one decimal string a prover",
    formula: "Σ trunc(basis · stateSize / worldBytes / 2^(ring+1) / √shards); the rule set picks rounding and divisor",
    source: "node go:consensus/reward, rs:quil-engine/src/rewards.rs; ring divisor 2^ring: article, 2.0",
    example: {
      in: {
        difficulty: "100000",
        worldBytes: "4294967296",
        units: "8000000000",
        provers: [[{ ring: 0, stateSize: "4294967296", shards: "1" }]],
      },
      out: ["2048000000000"],
    },
    evaluate: ({ provers, ...state }, switches) => {
      const allocations = provers.map((rows) =>
        rows.map(({ stateSize, ...row }) => ({ ...row, stateBytes: stateSize })),
      );
      return calculateRewards(state, allocations, switches).map(String);
    },
  }),
  defineRule({
    id: "emission.estimatePerProver",
    about: "units a frame that dashboards and planners expect for one prover",
    input: z.strictObject({
      basis: wholeNumber({ bits: 128 }).describe("basis of the frame, units"),
      shardSize: count("size of the shard, bytes"),
      worldBytes: worldBytes(),
      ring: ring(),
      dataShards: count("leaves of the shard's data tree"),
    }),
    output: "units a frame, a decimal string",
    formula: "⌊⌊⌊⌊shardSize·basis/worldBytes⌋ / 2^(ring+1)⌋ / isqrt(dataShards)⌋ / 8⌋",
    source: "node rs:quil-engine/src/shard_info.rs",
    example: {
      in: { basis: "1000000", shardSize: "500", worldBytes: "1000", ring: 0, dataShards: "1" },
      out: "31250",
    },
    evaluate: ({ shardSize, ...input }, switches) =>
      estimatePerProver({ ...input, shardBytes: shardSize }, switches).toString(),
  }),
  defineRule({
    id: "emission.participationThreshold",
    about: "fewest participants with which a shard frame pays",
    input: z.strictObject({ active: smallWhole({ max: 2 ** 50 }).describe("active provers of the shard, head count") }),
    output: "{minParticipants}",
    formula: "participants · 3 ≥ active · 2; by head count ⌊2·active/3⌋ + 1",
    source: "node go:…/global_prover_shard_update.go, N:quil-cw-consensus/engine_host.rs",
    example: { in: { active: 4 }, out: { minParticipants: 3 } },
    evaluate: ({ active }, switches) => ({ minParticipants: participationThreshold(active, switches) }),
  }),
];
