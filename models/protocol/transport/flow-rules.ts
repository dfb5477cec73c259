import { z } from "zod";
import { exactCount } from "../ground/calc-output.js";
import { wholeNumber } from "../ground/calc-schema.js";
import { type AnyRule, defineRule } from "../ground/rule.js";
import { carriers, envelopeBytes } from "./envelope.js";
import { flowNames, flowsOf } from "./flows.js";

const count = (what: string, min = 0n) => wholeNumber({ bits: 64, min }).describe(what);
const requests = (what: string) => wholeNumber({ bits: 64 }).default(0n).describe(what);

const shard = z.strictObject({
  members: count("its committee, head count; without members it sends nothing"),
  leaves: count("leaves of its data, each of 1 GiB at most"),
  depth: count("levels of a proof: 3 for leaves of 50 MB, 4 for 1 GiB"),
});

/** Rules of what travels in a frame. */
export const flowRules: readonly AnyRule[] = [
  defineRule({
    id: "transport.envelope",
    about: "bytes around a payload",
    input: z.strictObject({
      channel: z.enum(carriers).describe("how it travels"),
      payloadBytes: count("bytes of the payload"),
    }),
    output: "{envelopeBytes, totalBytes}, within a twentieth",
    formula: "gossip 250 (rustFork 1600), rpc 0",
    source: "node, computed from field lengths",
    example: {
      in: { channel: "gossip", payloadBytes: 11_000 },
      out: { envelopeBytes: 1600, totalBytes: 12_600 },
      ruleSet: "v2.1-simplex",
    },
    evaluate: ({ channel, payloadBytes }, { transport }) => {
      const around = envelopeBytes(channel, transport);
      return { envelopeBytes: around, totalBytes: exactCount(payloadBytes + BigInt(around)) };
    },
  }),
  defineRule({
    id: "transport.flows",
    about: "messages and bytes of a frame by kind",
    input: z.strictObject({
      archives: count("provers of the global committee", 1n),
      nodes: count("other nodes"),
      frameMs: count("time of a frame, milliseconds"),
      requestBytes: requests("requests in a global frame, bytes"),
      appRequestBytes: requests("requests in a frame of each shard, bytes"),
      shards: z.array(shard).max(1_000_000).describe("shards that make frames"),
    }),
    output: `{${flowNames.join(", ")}}, each {messages, bytes as a decimal string}, summed over the shards`,
    formula: "counts and bytes of the transport's column in protocol.md 11.13; gossip counts once, as published",
    source: "node, computed; global traffic and reward proofs of Go: assumption",
    example: {
      in: { archives: 5, nodes: 0, frameMs: 10_000, shards: [{ members: 3, leaves: 1, depth: 3 }] },
      out: {
        globalProposal: { messages: 4, bytes: "86000" },
        globalFrame: { messages: 0, bytes: "0" },
        globalVotes: { messages: 40, bytes: "30000" },
        globalCertificates: { messages: 40, bytes: "106560" },
        framePoll: { messages: 0, bytes: "0" },
        appProposal: { messages: 1, bytes: "4788" },
        appVotes: { messages: 6, bytes: "14100" },
        appCertificates: { messages: 6, bytes: "21588" },
        rewardProofs: { messages: 15, bytes: "77790" },
      },
      ruleSet: "v2.1-simplex",
    },
    evaluate: ({ shards, ...network }, { transport }) => {
      const flows = flowsOf(network, shards, transport);
      return Object.fromEntries(
        flowNames.map((name) => [
          name,
          { messages: exactCount(flows[name].messages), bytes: flows[name].bytes.toString() },
        ]),
      );
    },
  }),
];
