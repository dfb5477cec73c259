import { z } from "zod";
import { distinct } from "../../ground/calc-distinct.js";
import { hex, smallWhole, wholeNumber } from "../../ground/calc-schema.js";
import { type AnyRule, type Json, defineRule } from "../../ground/rule.js";
import { type ShardPayment, addressesAt, mintFrame } from "../frame-issuance.js";
import { count, difficulty, frameNumber, units, worldBytes } from "./fields.js";

const prover = z.strictObject({
  address: hex({ minBytes: 1, maxBytes: 64 }).describe("address of the prover, hex"),
  joinFrame: frameNumber().describe("frame of the join request; 0 = not recorded"),
  joinConfirmFrame: frameNumber().optional().describe("frame of the confirmation, used where joinFrame is 0"),
  seniority: count("points"),
  workerShards: wholeNumber({ bits: 64 })
    .optional()
    .describe("shards that the prover's worker serves (article), 1 unless given"),
});

const shard = z.strictObject({
  stateSize: count("size of the shard, bytes"),
  leafCount: count("leaves of the shard's data tree; 0 counts as 1"),
  provers: z
    .array(prover)
    .max(100_000)
    .superRefine(distinct(({ address }) => address, ["address"]))
    .describe("all provers active on the filter"),
  absentIndexInAddressOrder: z
    .array(smallWhole())
    .default([])
    .describe("positions, after sorting by address, of those that did not take part"),
});

const shown = ({ rankOrder, rings, paid, minted, refusal }: ShardPayment): Json => ({
  rings: Object.fromEntries(rankOrder.map((address, rank) => [address, rings[rank]])),
  paid: Object.fromEntries(paid.map(({ address, units }) => [address, units.toString()])),
  minted: minted.toString(),
  ...(refusal === null ? {} : { refusal }),
});

/** One whole frame: `emission.frame`. */
export const frameRules: readonly AnyRule[] = [
  defineRule({
    id: "emission.frame",
    about: "rings and pay of every shard in one frame",
    input: z.strictObject({
      difficulty: difficulty(),
      worldBytes: worldBytes(),
      units: units(),
      shards: z.array(shard).describe("shards whose headers the frame includes"),
    }),
    output: "{shards [{rings {address: ring}, paid {address: units}, minted}], totalMinted}",
    formula: "⌊calculate(ring, leafCount, stateSize) / 8⌋ for each participant; absent positions are not minted",
    source: "node go:…/global_prover_shard_update.go; rs:…/prover_shard_update.rs",
    example: {
      in: {
        difficulty: "100000",
        worldBytes: "4294967296",
        units: "8000000000",
        shards: [
          { stateSize: "4294967296", leafCount: 1, provers: [{ address: "0a", joinFrame: 255_480, seniority: 0 }] },
        ],
      },
      out: {
        shards: [{ rings: { "0a": 0 }, paid: { "0a": "256000000000" }, minted: "256000000000" }],
        totalMinted: "256000000000",
      },
    },
    evaluate: ({ shards, ...state }, switches) => {
      const payments = mintFrame(
        state,
        shards.map(({ stateSize, absentIndexInAddressOrder, ...rest }) => ({
          ...rest,
          stateBytes: stateSize,
          absent: addressesAt(rest.provers, absentIndexInAddressOrder),
        })),
        switches,
      );
      return {
        shards: payments.map(shown),
        totalMinted: payments.reduce((sum, { minted }) => sum + minted, 0n).toString(),
      };
    },
  }),
];
