import { z } from "zod";
import { exactCount } from "../../ground/calc-output.js";
import { hex, hexNumber, realNumber, smallWhole, wholeNumber } from "../../ground/calc-schema.js";
import { type AnyRule, defineRule } from "../../ground/rule.js";
import { modularDistance } from "../distance.js";
import { modLeader } from "../mod-leader.js";
import { nearestOrder } from "../nearest-order.js";
import { timeoutCounter, timeoutMs } from "../timeout.js";

const pacemaker = {
  minMs: realNumber().describe("shortest timeout, ms, above 0"),
  maxMs: realNumber().describe("longest timeout, ms"),
  factor: realNumber().describe("growth for each failure beyond the happy ones, above 1"),
  happy: smallWhole().describe("failures in a row that change nothing"),
};
const address = () => hex({ minBytes: 1, maxBytes: 64 });

/** Rules of protocol.md section 2 about leaders and their time. */
export const leaderRules: readonly AnyRule[] = [
  defineRule({
    id: "consensus.modLeader",
    about: "leader of a rank",
    input: z.strictObject({
      hashOfRank: hexNumber({ bits: 512 }).describe("Poseidon hash of the rank, a number in hex"),
      active: z.array(address()).describe("addresses of the active provers, hex"),
      isAppShard: z.boolean().default(false).describe("app shards of the Go node need 3 active provers"),
    }),
    output: "address; an error when there is no leader",
    formula: "addresses ascending, index = hash mod N",
    source: "node",
    example: { in: { hashOfRank: "05", active: ["0c", "0a", "0b"] }, out: "0c" },
    evaluate: ({ hashOfRank, active, isAppShard }, { lifecycle }) =>
      modLeader(hashOfRank, active, { isAppShard, lifecycle }),
  }),
  defineRule({
    id: "consensus.nearestOrder",
    about: "provers by nearness to a selector",
    input: z.strictObject({
      selector: address().describe("Poseidon hash of the parent's proof output, hex"),
      addresses: z.array(address()).describe("addresses of the provers, hex"),
    }),
    output: "list of addresses, the nearest first",
    formula: "modular distance ascending, then address as a number; 2.0: first byte whose distances differ",
    source: "node rs:quil-execution/src/prover_registry.rs, 20:tries/rolling_frecency_critbit_trie.go",
    example: { in: { selector: "10", addresses: ["40", "0f", "11"] }, out: ["0f", "11", "40"] },
    evaluate: ({ selector, addresses }, switches) => nearestOrder(selector, addresses, switches),
  }),
  defineRule({
    id: "consensus.distance",
    about: "distance of two numbers on a circle",
    input: z.strictObject({
      a: wholeNumber().describe("first number"),
      b: wholeNumber().describe("second number"),
      modulus: wholeNumber({ min: 1n }).describe("length of the circle; the node's is the BN254 scalar order"),
    }),
    output: "distance, a decimal string beyond 2^53",
    formula: "min(|a−b| mod p, p − (|a−b| mod p))",
    source: "node rs:quil-execution/src/prover_registry.rs",
    example: { in: { a: 5, b: 95, modulus: 100 }, out: 10 },
    evaluate: ({ a, b, modulus }) => exactCount(modularDistance(a, b, modulus)),
  }),
  defineRule({
    id: "consensus.timeout",
    about: "how long a rank waits, by failures so far",
    input: z.strictObject({ ...pacemaker, failures: smallWhole().describe("failure counter") }),
    output: "milliseconds, not rounded",
    formula: "min if k ≤ happy; with e = k − happy: max if e ≥ ln(max/min)/ln(factor), else min · factor^e",
    source: "node monorepo/consensus/pacemaker/timeout",
    example: { in: { minMs: 100, maxMs: 10_000, factor: 1.5, happy: 3, failures: 4 }, out: 150 },
    evaluate: ({ failures, ...input }) => timeoutMs(input, failures),
  }),
  defineRule({
    id: "consensus.timeoutCounter",
    about: "failure counter after a run of ranks",
    input: z.strictObject({
      ...pacemaker,
      events: z
        .string()
        .regex(/^[TP]*$/, "expected only T (timeout) and P (progress)")
        .describe("how the ranks ended, T or P each, starting from counter 0"),
    }),
    output: "counter",
    formula: "+1 on T unless k ≥ ln(max/min)/ln(factor) + happy; −1 on P, not below 0",
    source: "node monorepo/consensus/pacemaker/timeout",
    example: { in: { minMs: 100, maxMs: 10_000, factor: 1.5, happy: 3, events: "TTP" }, out: 1 },
    evaluate: ({ events, ...input }) => {
      let failures = 0;
      for (const event of events) failures = timeoutCounter(input, failures, event === "T" ? "timeout" : "progress");
      return failures;
    },
  }),
];
