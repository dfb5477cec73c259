/** When a join or a leave may be answered, and when a pause may end. */
import { epochNumber } from "../clock/epoch.js";
import type { Allocation, StoredStatus } from "./status.js";

/** Frames after a request during which it may be confirmed in `v2.1-frames`. */
export const answerFrames = { first: 360, last: 720 };
/** Longest pause in `v2.1-frames`, frames; `v2.1-epoch` knows no limit. */
export const pauseFramesMax = 360;

/** Frames of the 2.1 enrolment: joins of those days waited for one common opening. */
export interface EnrolmentFrames {
  /** First join frame of the enrolment. */
  readonly begin: number;
  /** Join frames from here on are ordinary; earlier ones cannot confirm before it. */
  readonly end: number;
  /** Frame from which the answer window of an enrolment join counts, at least. */
  readonly countFrom: number;
}

/** Mainnet's enrolment. A synthetic network has none: pass null. */
export const mainnetEnrolment: EnrolmentFrames = { begin: 244_100, end: 255_840, countFrom: 255_480 };

/** Frame from which the answer window of a join counts: that of the join, or the common one of the enrolment. */
export function answerWindowStart(joinFrame: number, enrolment: EnrolmentFrames | null): number {
  return isEnrolmentJoin(joinFrame, enrolment) ? Math.max(joinFrame, enrolment.countFrom) : joinFrame;
}

function isEnrolmentJoin(joinFrame: number, enrolment: EnrolmentFrames | null): enrolment is EnrolmentFrames {
  return enrolment !== null && joinFrame >= enrolment.begin && joinFrame < enrolment.end;
}

/** A join or leave that waits for its answer. */
export interface PendingRequest {
  readonly status: StoredStatus;
  /** Frame of the request. */
  readonly startFrame: number;
}

/**
 * Whether a join or leave may be confirmed at `frame` under frame windows: 360 to 720 frames after the request, both
 * ends included; enrolment joins not before its end, and counted from its common start.
 * Source: protocol.md `lifecycle.confirmTiming` 6.2 (node go: global_prover_confirm.go).
 */
export function confirmTimingFrames(
  { status, startFrame }: PendingRequest,
  frame: number,
  enrolment: EnrolmentFrames | null = mainnetEnrolment,
): boolean {
  if (status !== "joining" && status !== "leaving") return false;
  const joins = status === "joining";
  if (joins && isEnrolmentJoin(startFrame, enrolment) && frame < enrolment.end) return false;
  const waited = frame - (joins ? answerWindowStart(startFrame, enrolment) : startFrame);
  return waited >= answerFrames.first && waited <= answerFrames.last;
}

/**
 * Whether a join or leave may be rejected at `frame` under frame windows: at once and up to 720 frames; joins from
 * before the end of the enrolment without limit. Source: protocol.md `lifecycle.rejectTiming` (node go).
 */
export function rejectTimingFrames(
  { status, startFrame }: PendingRequest,
  frame: number,
  enrolment: EnrolmentFrames | null = mainnetEnrolment,
): boolean {
  if ((status !== "joining" && status !== "leaving") || frame < startFrame) return false;
  if (status === "joining" && enrolment !== null && startFrame < enrolment.end) return true;
  return frame - startFrame <= answerFrames.last;
}

/** Whether `frame` lies in the epoch right after that of `requestFrame`: the window of answers under epochs. */
export function inNextEpoch(requestFrame: number, frame: number, epochFrames: number): boolean {
  return epochNumber(frame, epochFrames) === epochNumber(requestFrame, epochFrames) + 1;
}

/**
 * Whether an allocation may be confirmed at `frame` under epochs: a join or leave exactly in the epoch after its
 * request; an active one (re-confirmation) if its filter is not empty and its recorded epoch has begun.
 * Source: protocol.md `lifecycle.confirmTiming` 6.3 (node rs:…/verify.rs).
 */
export function confirmTimingEpoch(allocation: Allocation, frame: number, epochFrames: number): boolean {
  switch (allocation.status) {
    case "joining":
      return inNextEpoch(allocation.joinFrame, frame, epochFrames);
    case "leaving":
      return inNextEpoch(allocation.leaveFrame, frame, epochFrames);
    case "active":
      return allocation.filter !== "" && allocation.epoch <= epochNumber(frame, epochFrames);
    default:
      return false;
  }
}

/** Whether a request may be rejected at `frame` under epochs: in the same epoch in which it may be confirmed. */
export function rejectTimingEpoch({ status, startFrame }: PendingRequest, frame: number, epochFrames: number): boolean {
  return (status === "joining" || status === "leaving") && inNextEpoch(startFrame, frame, epochFrames);
}

/** Whether a pause of so many frames may end by resuming; without limit under epochs. Source: protocol.md `lifecycle.resumeTiming` (node). */
export function mayResume(pausedFrames: number, lifecycle: "epoch" | "frames" | "trie"): boolean {
  return lifecycle !== "frames" || pausedFrames <= pauseFramesMax;
}
