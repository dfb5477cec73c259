import { epochNumber } from "../clock/epoch.js";
import type { Allocation, EffectiveStatus } from "./status.js";
import { type EnrolmentFrames, answerWindowStart, answerFrames, mainnetEnrolment, pauseFramesMax } from "./windows.js";

/**
 * Status of an allocation at `frame` under epochs (`v2.1-epoch`): a join confirmed in epoch E is still `Joining` until
 * E+1 ends its deferral, an active allocation that was not confirmed again is `ExpiredEpoch` (and can come back by confirming),
 * unanswered joins and leaves expire after the epoch that follows them. Stored status 4 without a kick reads
 * `Rejected`. Committees, rings and rewards do not look at this under `committeeMembership: raw`.
 * Source: protocol.md `lifecycle.effectiveStatus` (node rs:quil-types/src/consensus.rs).
 */
export function effectiveStatus(allocation: Allocation, frame: number, epochFrames: number): EffectiveStatus {
  const epoch = epochNumber(frame, epochFrames);
  const { joinFrame, leaveFrame, leaveConfirmFrame } = allocation;
  switch (allocation.status) {
    case "joining":
      return joinFrame > 0 && epoch > epochNumber(joinFrame, epochFrames) + 1 ? "ExpiredJoining" : "Joining";
    case "active":
      return activeStatus(allocation, epoch, epochFrames);
    case "leaving":
      if (leaveConfirmFrame > 0)
        return epoch < epochNumber(leaveConfirmFrame, epochFrames) + 1 ? "Leaving" : "ExpiredLeaving";
      return leaveFrame > 0 && epoch > epochNumber(leaveFrame, epochFrames) + 1 ? "ExpiredLeaving" : "Leaving";
    case "paused":
      return "Paused";
    case "kicked":
      return "Kicked";
    case "historic":
      return "Historic";
    case "left":
    case "rejected":
      return "Rejected";
  }
}

function activeStatus(allocation: Allocation, epoch: number, epochFrames: number): EffectiveStatus {
  if (allocation.filter === "") return "Active";
  const { joinConfirmFrame } = allocation;
  if (joinConfirmFrame > 0 && epoch < epochNumber(joinConfirmFrame, epochFrames) + 1) return "Joining";
  return allocation.epoch >= epoch ? "Active" : "ExpiredEpoch";
}

/**
 * The same under frame windows (`v2.1-frames`), where nothing is deferred: 720 unanswered frames void a join and
 * complete a leave without any message, and a pause of more than 360 frames counts as gone (shown as
 * `ExpiredLeaving`). Source: protocol.md section 6.2 (node go).
 */
export function effectiveStatusFrames(
  allocation: Allocation & { readonly pauseFrame?: number | undefined },
  frame: number,
  enrolment: EnrolmentFrames | null = mainnetEnrolment,
): EffectiveStatus {
  const { status, joinFrame, leaveFrame, pauseFrame = 0 } = allocation;
  switch (status) {
    case "joining":
      return frame > answerWindowStart(joinFrame, enrolment) + answerFrames.last ? "ExpiredJoining" : "Joining";
    case "active":
      return "Active";
    case "leaving":
      return frame > leaveFrame + answerFrames.last ? "ExpiredLeaving" : "Leaving";
    case "paused":
      return pauseFrame > 0 && frame > pauseFrame + pauseFramesMax ? "ExpiredLeaving" : "Paused";
    case "kicked":
      return "Kicked";
    case "historic":
      return "Historic";
    case "left":
    case "rejected":
      return "Rejected";
  }
}
