import { z } from "zod";
import { smallWhole } from "../../ground/calc-schema.js";
import { type AnyRule, RuleError, defineRule } from "../../ground/rule.js";
import { epochNumber } from "../../clock/epoch.js";
import type { Allocation } from "../status.js";
import {
  type PendingRequest,
  confirmTimingEpoch,
  confirmTimingFrames,
  mayResume,
  rejectTimingEpoch,
  rejectTimingFrames,
} from "../windows.js";
import { allocationField, statusField, verdict } from "./schema.js";

const answer = z.strictObject({
  allocation: allocationField.optional().describe("stored allocation; or status and startFrame instead"),
  status: statusField.optional().describe("stored status"),
  startFrame: smallWhole().optional().describe("frame of the join or leave request"),
  frame: smallWhole().describe("frame at which it is answered"),
});

/** The two ways to ask: by a whole allocation, or by the request alone. */
function readAnswer({ allocation, status, startFrame }: z.output<typeof answer>): {
  known: Allocation | null;
  pending: PendingRequest;
} {
  if (allocation !== undefined) return { known: allocation, pending: asRequest(allocation) };
  if (status === undefined || startFrame === undefined)
    throw new RuleError("allocation, or status and startFrame: give one or the other");
  return { known: null, pending: { status, startFrame } };
}

/** A request without its allocation, taken as one on some shard whose recorded epoch is that of the request. */
function asAllocation({ status, startFrame }: PendingRequest, epochFrames: number): Allocation {
  const frames = { joinFrame: startFrame, joinConfirmFrame: 0, leaveFrame: startFrame, leaveConfirmFrame: 0 };
  return { status, filter: "00", ...frames, epoch: epochNumber(startFrame, epochFrames) };
}

function asRequest(allocation: Allocation): PendingRequest {
  const { status, joinFrame, leaveFrame } = allocation;
  return { status, startFrame: status === "leaving" ? leaveFrame : joinFrame };
}

export const timingRules: readonly AnyRule[] = [
  defineRule({
    id: "lifecycle.confirmTiming",
    about: "whether a join, leave or membership may be confirmed now",
    input: answer,
    output: "'ok' or 'error'",
    formula: "epoch: e(frame) = e(request)+1, active: recorded epoch ≤ e(frame); frames: 360 ≤ frame − request ≤ 720",
    source: "node rs:quil-execution/src/global_intrinsic/verify.rs, go:…/global_prover_confirm.go",
    example: {
      in: { status: "joining", startFrame: 300_000, frame: 300_360 },
      out: "ok",
      ruleSet: "v2.1-frames",
    },
    evaluate: (input, { confirmWindow, epochFrames }) => {
      const { known, pending } = readAnswer(input);
      if (confirmWindow === "frames360To720") return verdict(confirmTimingFrames(pending, input.frame));
      return verdict(confirmTimingEpoch(known ?? asAllocation(pending, epochFrames), input.frame, epochFrames));
    },
  }),
  defineRule({
    id: "lifecycle.rejectTiming",
    about: "whether a join or leave may be rejected now",
    input: answer,
    output: "'ok' or 'error'",
    formula: "frames: frame − request ≤ 720 (joins before 255 840: always); epoch: e(frame) = e(request)+1",
    source: "node go:…/global_prover_reject.go, rs:…/verify.rs; the window under epochs disagrees with a talk",
    example: { in: { status: "joining", startFrame: 300_000, frame: 300_721 }, out: "error", ruleSet: "v2.1-frames" },
    evaluate: (input, { rejectWindow, epochFrames }) => {
      const { pending } = readAnswer(input);
      return verdict(
        rejectWindow === "upTo720"
          ? rejectTimingFrames(pending, input.frame)
          : rejectTimingEpoch(pending, input.frame, epochFrames),
      );
    },
  }),
  defineRule({
    id: "lifecycle.resumeTiming",
    about: "whether a paused member may still resume",
    input: z.strictObject({ pausedFrames: smallWhole().describe("frames since the pause") }),
    output: "'ok' or 'error'",
    formula: "frames: pausedFrames ≤ 360; epoch: no limit",
    source: "node go:…/global_prover_resume.go",
    example: { in: { pausedFrames: 361 }, out: "error", ruleSet: "v2.1-frames" },
    evaluate: ({ pausedFrames }, { lifecycle }) => verdict(mayResume(pausedFrames, lifecycle)),
  }),
];
