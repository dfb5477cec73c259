import { counted } from "../../../sim/units/readable.js";
import { z } from "zod";
import { distinct } from "../ground/calc-distinct.js";
import { hex, smallWhole, wholeNumber } from "../ground/calc-schema.js";
import { type AnyRule, RuleError, defineRule } from "../ground/rule.js";
import { switchTable } from "../ground/rule-sets.js";
import { assignRings } from "./assign.js";
import { captureTail } from "./capture.js";
import { dampenedJoinerRing, resolveRing, ringInfo } from "./info.js";
import { v20RingSizes } from "./v20-fill.js";

const headCount = z.strictObject({
  activePlusJoining: smallWhole().describe("active and joining provers of the shard, head count"),
});

const candidate = z.strictObject({
  address: hex().describe("address of the prover, hex"),
  joinFrame: smallWhole().describe("frame of the join request; 0 = not recorded"),
  joinConfirmFrame: smallWhole().optional().describe("frame of the confirmation, used where joinFrame is 0"),
  seniority: wholeNumber({ bits: 64 }).describe("points"),
});

/** Longest list of rings that an answer spells out. */
const ringsShown = 100_000;

export const ringRules: readonly AnyRule[] = [
  defineRule({
    id: "ring.size",
    about: "provers in one ring",
    input: z.strictObject({}),
    output: "number of provers",
    formula: "8 (2048 from 2.0.3 to 2.0.6)",
    source: "node; page",
    example: { in: {}, out: 8 },
    evaluate: (_input, { ringSize }) => ringSize,
  }),
  defineRule({
    id: "ring.info",
    about: "current ring and joiner's ring of a shard, from head counts",
    input: headCount,
    output: "{currentRing, joinerRing} from 0, {activeOnCurrent, activeOnJoiner} head counts",
    formula: "current = ⌊(n−1)/8⌋, joiner = ⌊n/8⌋, onCurrent = n mod 8 (8 for 0), onJoiner = n mod 8 + 1",
    source: "node",
    example: {
      in: { activePlusJoining: 9 },
      out: { currentRing: 1, joinerRing: 1, activeOnCurrent: 1, activeOnJoiner: 2 },
    },
    evaluate: ({ activePlusJoining }, { ringSize }) => ({ ...ringInfo(activePlusJoining, ringSize) }),
  }),
  defineRule({
    id: "ring.dampenedJoiner",
    about: "ring by which a join proposal is scored",
    input: headCount,
    output: "ring, from 0",
    formula: "⌊(n+4)/8⌋",
    source: "node rs:quil-engine/src/provers/proposer.rs",
    example: { in: { activePlusJoining: 4 }, out: 1 },
    evaluate: ({ activePlusJoining }, { ringSize }) => dampenedJoinerRing(activePlusJoining, ringSize),
  }),
  defineRule({
    id: "ring.resolve",
    about: "ring and company shown to an operator",
    input: z.strictObject({
      total: smallWhole().describe("candidates of the shard, head count"),
      allocated: z.boolean().describe("whether the prover has an allocation on the shard"),
      selfRank: smallWhole().nullable().describe("its rank from 0; null = not in the list"),
    }),
    output: "{ring from 0, onRing head count}",
    formula: "not allocated: joiner's ring; rank k: ⌊k/8⌋; not listed: current ring",
    source: "node go:consensus/global/ring_calculation_test.go",
    example: { in: { total: 9, allocated: true, selfRank: 3 }, out: { ring: 0, onRing: 8 } },
    evaluate: (input, { ringSize }) => ({ ...resolveRing(input, ringSize) }),
  }),
  defineRule({
    id: "ring.assign",
    about: "ring of every active prover of a shard",
    input: z.strictObject({
      provers: z
        .array(candidate)
        .superRefine(distinct(({ address }) => address, ["address"]))
        .describe("all active provers of the shard, any order"),
      order: z.enum(switchTable.ringOrder.values).optional().describe("who comes first; the rule set's when missing"),
    }),
    output: "{rankOrder: addresses from first to last, ring: {address: ring from 0}}",
    formula: "sort by (join frame ↑, seniority ↓, address ↑), seniority first, or without it; ring = ⌊rank/8⌋ mod 256",
    source: "node go:…/global_prover_shard_update.go, N:quil-types/src/reward_ring.rs; seniority first: seed, page",
    example: {
      in: {
        provers: [
          { address: "0a", joinFrame: 300_000, seniority: 7_948_800 },
          { address: "0b", joinFrame: 299_999, seniority: 0 },
        ],
      },
      out: { rankOrder: ["0b", "0a"], ring: { "0b": 0, "0a": 0 } },
    },
    evaluate: ({ provers, order }, { ringOrder, ringSize }) => {
      const { rankOrder, rings } = assignRings(provers, { ringOrder: order ?? ringOrder, ringSize });
      return { rankOrder, ring: Object.fromEntries(rankOrder.map((address, rank) => [address, rings[rank]])) };
    },
  }),
  defineRule({
    id: "ring.v20.fill",
    about: "sizes of the rings of 2.0 after so many joins",
    input: z.strictObject({
      joins: smallWhole().describe("provers that join empty rings, head count"),
      capacity: smallWhole({ min: 1 }).describe("provers in a full ring: 2048 from 2.0.3"),
    }),
    output: "list of ring sizes",
    formula: "joiners are appended to the last ring; a full one is followed by a new one",
    source: "node 20:execution/intrinsics/token/token_execution_engine.go",
    example: { in: { joins: 3000, capacity: 2048 }, out: [2048, 952], ruleSet: "v2.0.6" },
    evaluate: ({ joins, capacity }) => {
      if (joins / capacity > ringsShown)
        throw new RuleError(`joins: more than ${counted(ringsShown, "ring")}: too many to list`);
      return v20RingSizes(joins, capacity);
    },
  }),
  defineRule({
    id: "ring.captureTail",
    about: "how often an operator gets so many first positions where addresses decide",
    input: z.strictObject({
      provers: smallWhole({ max: 10_000 }).describe("provers that stand equal but for their addresses"),
      own: smallWhole({ max: 10_000 }).describe("those of them that are the operator's"),
      seats: smallWhole({ max: 2048 }).default(8).describe("positions that go to the first of them"),
      atLeast: smallWhole({ max: 2048 }).default(8).describe("how many of them the operator is to get"),
    }),
    output: "{ways, of, probability}: ways to fill the seats so, of all",
    formula: "Σ C(own, k) · C(provers − own, seats − k) / C(provers, seats) over k ≥ atLeast",
    source: "assumption: addresses are uniform, as hashes are, and all else is equal",
    example: {
      in: { provers: 16, own: 8 },
      out: { ways: "1", of: "12870", probability: 0.000077700077700077 },
    },
    evaluate: ({ atLeast, ...candidates }) => {
      if (candidates.own > candidates.provers)
        throw new RuleError(
          `own is ${candidates.own}, of ${counted(candidates.provers, "prover")}; write at most as many`,
        );
      const { ways, of } = captureTail(candidates, atLeast);
      return { ways: ways.toString(), of: of.toString(), probability: Number((ways * 10n ** 18n) / of) / 1e18 };
    },
  }),
];
