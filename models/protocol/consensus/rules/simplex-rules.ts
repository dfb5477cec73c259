import { z } from "zod";
import { distinct } from "../../ground/calc-distinct.js";
import { hex, smallWhole, wholeNumber } from "../../ground/calc-schema.js";
import { type AnyRule, defineRule } from "../../ground/rule.js";
import { committeeOfSession } from "../committee-session.js";
import { isSimplexCertificate, simplexLeader, simplexQuorum, simplexTimeouts } from "../simplex.js";

const secondsMax = 1_000_000_000;

const addresses = (about: string) =>
  z
    .array(hex({ minBytes: 1, maxBytes: 64 }))
    .superRefine(distinct((member: string) => member))
    .describe(about);

/** Rules of Simplex: protocol.md 2.14 to 2.16, and 2.18. */
export const simplexRules: readonly AnyRule[] = [
  defineRule({
    id: "consensus.simplexQuorum",
    about: "members whose signatures make a certificate, by head count",
    input: z.strictObject({
      members: smallWhole({ max: 2 ** 50 }).describe("members of the committee, head count"),
      signers: z.array(smallWhole()).optional().describe("members that signed, numbers from 0; repeats count once"),
    }),
    output: "{quorum, tolerated: members that may be silent}, with signers also {certified}; an error without members",
    formula: "quorum = ⌊2N/3⌋ + 1, tolerated = N − quorum, certified: distinct signers ≥ quorum",
    source: "node N:quil-cw-consensus/falcon_scheme.rs, engine_host.rs",
    example: {
      in: { members: 5, signers: [0, 1, 4, 4] },
      out: { quorum: 4, tolerated: 1, certified: false },
      ruleSet: "v2.1-simplex",
    },
    evaluate: ({ members, signers }) => {
      const quorum = simplexQuorum(members);
      const counts = { quorum, tolerated: members - quorum };
      return signers === undefined ? counts : { ...counts, certified: isSimplexCertificate(members, signers) };
    },
  }),
  defineRule({
    id: "consensus.simplexLeader",
    about: "leader of a view, in turn",
    input: z.strictObject({
      session: wholeNumber({ bits: 64 }).describe("generation of the committee; 0 without sessions"),
      view: wholeNumber({ bits: 64 }).describe("number of the view, from 1"),
      members: addresses("addresses of the committee, hex, any order"),
    }),
    output: "address; an error without members",
    formula: "addresses ascending, index = (session + view) mod 2^64 mod N",
    source: "node N:quil-cw-consensus/engine_host.rs; formula: page; by address: assumption",
    example: { in: { session: 0, view: 4, members: ["0c", "0a", "0b"] }, out: "0b", ruleSet: "v2.1-simplex" },
    evaluate: ({ session, view, members }) => simplexLeader(session, view, members),
  }),
  defineRule({
    id: "consensus.simplexTimeouts",
    about: "how long a view waits, and for what",
    input: z.strictObject({
      leaderSeconds: smallWhole({ max: secondsMax }).describe("override of the leader's timeout, seconds; 0 = none"),
    }),
    output: "{leaderMs, certificationMs, retryMs, fetchMs, skipViews, activityViews}",
    formula: "30 s, 35 s, 15 s, 5 s, 5, 10; with s > 0: s, s + 5 and max(5, ⌊s/2⌋) seconds; no growth with failures",
    source: "node N:quil-cw-consensus/engine_host.rs; the skip: page",
    example: {
      in: { leaderSeconds: 15 },
      out: {
        leaderMs: 15_000,
        certificationMs: 20_000,
        retryMs: 7000,
        fetchMs: 5000,
        skipViews: 5,
        activityViews: 10,
      },
      ruleSet: "v2.1-simplex",
    },
    evaluate: ({ leaderSeconds }) => ({ ...simplexTimeouts(leaderSeconds) }),
  }),
  defineRule({
    id: "consensus.committeeSession",
    about: "who serves a shard whose committee stays until a handoff",
    input: z.strictObject({
      frame: smallWhole({ max: 2 ** 40 }).describe("number of the frame"),
      session: smallWhole({ max: 2 ** 40 }).describe("generation of the sealed committee, from 0"),
      sealed: addresses("addresses of the sealed committee, hex, any order; none: the shard has had nobody"),
      next: addresses("addresses of those whom the rules of membership put on the shard at this frame, hex, any order"),
    }),
    output: "{session, members: addresses ascending, handsOver}",
    formula: "frame mod 8 = 0 and next ≠ sealed: next, session + 1; nobody sealed: next, session; else sealed, session",
    source: "node N:quil-cw-consensus/handoff.rs, medium confidence; no certificate asked for: assumption",
    example: {
      in: { frame: 861_840, session: 4, sealed: ["0b", "0a"], next: ["0c", "0b"] },
      out: { session: 5, members: ["0b", "0c"], handsOver: true },
      ruleSet: "v2.1-simplex",
    },
    evaluate: (fields) => ({ ...committeeOfSession(fields) }),
  }),
];
