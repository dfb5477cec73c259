import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import { z } from "zod";
import { exactCount } from "../ground/calc-output.js";
import { hex, realNumber, signedWhole, smallWhole, wholeNumber } from "../ground/calc-schema.js";
import { type AnyRule, RuleError, defineRule } from "../ground/rule.js";
import { joinProofsBytes } from "../lifecycle/transition.js";
import { bitmaskOf, channelMask, channels, slicesOfHex } from "./bitmask.js";
import { flowRules } from "./flow-rules.js";
import { gossipTargets } from "./mesh-parameters.js";
import { joinBytes } from "./sizes.js";
import { isTimely, messageKinds, receiverRoles } from "./validity.js";
import { versionFloor } from "./version-floor.js";

export const transportRules: readonly AnyRule[] = [
  defineRule({
    id: "transport.bitmask",
    about: "bit mask that stands for a byte string",
    input: z.strictObject({ dataHex: hex({ maxBytes: 1 << 20 }).describe("the byte string, hex") }),
    output: "mask of 256 bits, hex, at most three bits set",
    formula: "positions from the lowest bytes of SHA3-256(data), bits reversed, until three differ",
    source: "node monorepo/go-libp2p-blossomsub",
    example: {
      in: { dataHex: "00000000" },
      out: "0000000000000000000000000000000400000000000002200000000000000000",
    },
    evaluate: ({ dataHex }) => bytesToHex(bitmaskOf(hexToBytes(dataHex))),
  }),
  defineRule({
    id: "transport.slices",
    about: "single-bit masks that a mask consists of",
    input: z.strictObject({ bitmask: hex({ maxBytes: 512 }).describe("the mask, hex, any length up to 512 bytes") }),
    output: "list of masks of the same length, highest bit first",
    formula: "one for each set bit; an all-zero mask is its own slice",
    source: "node monorepo/go-libp2p-blossomsub",
    example: { in: { bitmask: "8001" }, out: ["8000", "0001"] },
    evaluate: ({ bitmask }) => slicesOfHex(bitmask),
  }),
  defineRule({
    id: "transport.channels",
    about: "mask of a fixed channel, or prefix of a shard's",
    input: z.strictObject({ channel: z.enum(channels).describe("name of the channel") }),
    output: "mask, hex",
    formula: "zero bytes: consensus 1, frame or dispatch 2, prover 3, peerInfo 4, alert 16; Simplex 0010 to 0013, 01",
    source: "node",
    example: { in: { channel: "global.frame" }, out: "0000" },
    evaluate: ({ channel }, switches) => {
      const mask = channelMask(channel, switches);
      if (mask === null) throw new RuleError(`channel: ${channel} exists with Simplex only`);
      return mask;
    },
  }),
  defineRule({
    id: "transport.gossipTargets",
    about: "peers told of message ids in a heartbeat",
    input: z.strictObject({
      eligible: smallWhole().describe("peers that could be told, head count"),
      Dlazy: smallWhole().describe("peers told at least"),
      factor: realNumber({ max: 1 }).describe("share of the eligible, 0 to 1"),
    }),
    output: "peers, head count",
    formula: "min(eligible, max(Dlazy, ⌊factor·eligible⌋)); rustJune: min(Dlazy, eligible)",
    source: "node",
    example: { in: { eligible: 40, Dlazy: 6, factor: 0.25 }, out: 10, ruleSet: "v2.1-frames" },
    evaluate: ({ eligible, Dlazy, factor }, switches) =>
      gossipTargets(eligible, { degreeLazy: Dlazy, gossipFactor: factor }, switches),
  }),
  defineRule({
    id: "transport.validity",
    about: "whether a message is taken by its age",
    input: z.strictObject({
      messageTimeMinusNowMs: signedWhole().describe("its time minus the receiver's, milliseconds"),
      kind: z.enum(messageKinds).default("bundle").describe("what it is"),
      role: z.enum(receiverRoles).default("archive").describe("who receives it"),
    }),
    output: "true or false",
    formula:
      "go: bundle, vote, timeout |d| ≤ 5000 ms, others windows of their own; Rust: peerInfo and keyRegistry only",
    source: "node",
    example: { in: { messageTimeMinusNowMs: -5001 }, out: false, ruleSet: "v2.1-frames" },
    evaluate: (message, switches) => isTimely(message, switches),
  }),
  defineRule({
    id: "transport.sizes",
    about: "bytes of commitments, of proofs, or of a join",
    input: z.strictObject({
      commitments: wholeNumber({ bits: 64 }).optional().describe("commitments in a frame: 256"),
      workers: wholeNumber({ bits: 64 }).optional().describe("workers that send a proof"),
      bytes: wholeNumber({ bits: 64 })
        .optional()
        .describe("bytes of each; the rule set's for commitments, 516 for proofs"),
      filters: smallWhole({ max: 1_000_000_000 }).optional().describe("filters of one join message"),
    }),
    output: "bytes",
    formula: "count · bytes; a join 516 · filters (joinProof none: 0)",
    source: "node; seed",
    example: { in: { commitments: 256 }, out: 18_944 },
    evaluate: ({ commitments, workers, bytes, filters }, { commitmentBytes, joinProof }) => {
      const forms = [commitments, workers, filters].filter((field) => field !== undefined);
      if (forms.length === 1) {
        if (commitments !== undefined) return exactCount(commitments * (bytes ?? BigInt(commitmentBytes)));
        if (workers !== undefined) return exactCount(workers * (bytes ?? BigInt(joinBytes(1))));
        if (filters !== undefined && bytes === undefined) return joinProofsBytes(filters, { joinProof });
      }
      throw new RuleError("commitments, workers or filters: give one of them, and bytes only with the first two");
    },
  }),
  ...flowRules,
  defineRule({
    id: "transport.versionFloor",
    about: "lowest version of the node that peers accept",
    input: z.strictObject({ timeMs: wholeNumber({ bits: 53 }).describe("time, milliseconds since 1970 UTC") }),
    output: "version as text, or null",
    formula: "the latest date of the table that is not after the time",
    source: "node config/version.go",
    example: { in: { timeMs: "1736726400000" }, out: "2.0.6", ruleSet: "v2.0.6" },
    evaluate: ({ timeMs }, switches) => {
      const floor = versionFloor(Number(timeMs), switches);
      if (floor === null) return null;
      const [major, minor, patch, release] = floor;
      return `${major}.${minor}.${patch}${release === 0 ? "" : `-p${release}`}`;
    },
  }),
];
