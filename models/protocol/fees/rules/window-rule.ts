import { counted } from "../../../../sim/units/readable.js";
import { z } from "zod";
import { exactCount } from "../../ground/calc-output.js";
import { hex, smallWhole, wholeNumber } from "../../ground/calc-schema.js";
import { type AnyRule, RuleError, defineRule } from "../../ground/rule.js";
import {
  type FeeVote,
  type FeeWindow,
  addFeeVote,
  feeWindowLimit,
  rewindFeeWindow,
  windowMultiplier,
} from "../window.js";

/** Most frames that the ranges of one question may vote for together. */
const rangeMax = 100_000;

const filter = () => hex().describe("filter of the shard, hex; empty = global");
const frame = (what: string) => smallWhole().describe(what);
const multiplier = (what: string) => wholeNumber({ bits: 64 }).describe(what);

const operation = z.discriminatedUnion("op", [
  z.strictObject({
    op: z.literal("vote").describe("one vote"),
    filter: filter(),
    frame: frame("frame of the vote"),
    vote: multiplier("multiplier voted for"),
    expect: z.literal("error").optional().describe("an assertion of the example; changes nothing"),
  }),
  z.strictObject({
    op: z.literal("voteRange").describe("a vote in each of several frames"),
    filter: filter(),
    from: frame("first frame"),
    to: frame("last frame"),
    votePlusFrame: multiplier("vote = this + frame").optional().describe("vote = this + frame"),
    voteTimesFrame: multiplier("vote = this · frame").optional().describe("vote = this · frame"),
  }),
  z.strictObject({
    op: z.literal("rewind").describe("go back to a frame"),
    filter: filter(),
    frame: frame("newest frame whose vote stays"),
    expectRemoved: smallWhole().optional().describe("an assertion of the example; changes nothing"),
  }),
]);
type Operation = z.infer<typeof operation>;

/** The votes that an operation casts, in order. */
function votesOf(op: Exclude<Operation, { op: "rewind" }>): readonly FeeVote[] {
  if (op.op === "vote") return [{ frame: op.frame, multiplier: op.vote }];
  const { from, to, votePlusFrame: plus, voteTimesFrame: times } = op;
  if ((plus === undefined) === (times === undefined))
    throw new RuleError("voteRange: expected either votePlusFrame or voteTimesFrame");
  return Array.from({ length: Math.max(0, to - from + 1) }, (_none, k) => {
    const at = BigInt(from + k);
    return { frame: from + k, multiplier: plus === undefined ? times! * at : plus + at };
  });
}

/** The window after one operation; refused votes leave it as it is and are counted. */
function apply(op: Operation, window: FeeWindow, limit: number): { window: FeeWindow; refused: number } {
  if (op.op === "rewind") return { window: rewindFeeWindow(window, op.frame), refused: 0 };
  let [after, refused] = [window, 0];
  for (const vote of votesOf(op)) {
    const next = addFeeVote(after, vote, limit);
    if (next === null) refused++;
    else after = next;
  }
  return { window: after, refused };
}

/** The multiplier of a shard as the mean of recent votes: `fees.window`. */
export const windowRules: readonly AnyRule[] = [
  defineRule({
    id: "fees.window",
    about: "a shard's fee multiplier after votes and rewinds",
    input: z.strictObject({
      ops: z.array(operation).max(100_000).describe("what happened, in order; one filter only"),
      windowLimit: smallWhole({ max: 1_000_000 }).default(feeWindowLimit).describe("votes kept, never more than 360"),
    }),
    output: "{multiplier, windowSize, history [votes, oldest first], historyFirst, historyLast, refusedVotes}",
    formula: "⌊mean of the last 360 votes⌋, 100 without votes; frames must ascend; a rewind to f keeps frames ≤ f",
    source: "node go:consensus/fees/dynamic_fee_manager.go, rs:quil-engine/src/fees.rs",
    example: {
      in: {
        ops: [
          { op: "vote", filter: "01", frame: 1, vote: 100 },
          { op: "vote", filter: "01", frame: 2, vote: 201 },
        ],
      },
      out: {
        multiplier: 150,
        windowSize: 2,
        history: [100, 201],
        historyFirst: 100,
        historyLast: 201,
        refusedVotes: 0,
      },
    },
    evaluate: ({ ops, windowLimit }) => {
      const other = ops.find((op) => op.filter !== ops[0].filter);
      if (other !== undefined) throw new RuleError(`filter: ${other.filter} is another shard's, expected one filter`);
      const ranged = ops.reduce((sum, op) => sum + (op.op === "voteRange" ? Math.max(0, op.to - op.from + 1) : 0), 0);
      if (ranged > rangeMax) throw new RuleError(`to: at most ${counted(rangeMax, "frame")} in all ranges together`);
      let window: FeeWindow = [];
      let refusedVotes = 0;
      for (const op of ops) {
        const after = apply(op, window, windowLimit);
        window = after.window;
        refusedVotes += after.refused;
      }
      const history = window.map((vote) => exactCount(vote.multiplier));
      return {
        multiplier: exactCount(windowMultiplier(window)),
        windowSize: window.length,
        history,
        historyFirst: history.at(0) ?? null,
        historyLast: history.at(-1) ?? null,
        refusedVotes,
      };
    },
  }),
];
