/** When a request of a simulated prover opens, closes and takes effect, under the lifecycle of the rule set. */
import type { RuleSwitches } from "../ground/rule-sets.js";
import { epochNumber } from "../clock/epoch.js";
import { effectFrame } from "./epoch.js";
import {
  answerFrames,
  confirmTimingFrames,
  type EnrolmentFrames,
  inNextEpoch,
  rejectTimingFrames,
  answerWindowStart,
} from "./windows.js";

/** The rules that decide windows, and the dates of mainnet's history, if the network has them. */
export interface WindowRules {
  readonly rules: RuleSwitches;
  readonly history: { readonly enrolment: EnrolmentFrames | null };
}

/** What kind of request waits: both kinds have the same windows, but for the enrolment of 2.1. */
export type Request = "joining" | "leaving";

/** First frame at which a request made at `frame` can be confirmed. */
export function answerOpens(request: Request, frame: number, { rules, history }: WindowRules): number {
  if (rules.confirmWindow === "nextEpoch") return nextEpochStart(frame, rules);
  const opens = frame + answerFrames.first;
  const { enrolment } = history;
  if (request === "leaving" || enrolment === null) return opens;
  const counted = answerWindowStart(frame, enrolment);
  return counted === frame ? opens : Math.max(counted + answerFrames.first, enrolment.end);
}

/** First frame at which an unanswered request made at `frame` is void (a join) or done (a leave). */
export function requestLapses(request: Request, frame: number, { rules, history }: WindowRules): number {
  if (rules.confirmWindow === "nextEpoch") return effectFrame(frame, rules.epochFrames);
  const counted = request === "joining" ? answerWindowStart(frame, history.enrolment) : frame;
  return counted + answerFrames.last + 1;
}

/** First frame of the epoch after that of `frame`: when a confirmation at `frame` takes effect under epochs. */
export function nextEpochStart(frame: number, { epochFrames }: RuleSwitches): number {
  return (epochNumber(frame, epochFrames) + 1) * epochFrames;
}

/** First frame in which a join that was confirmed then is in effect under epochs; 0 for one that has no such frame. */
export function inEffectFrom(joinConfirmFrame: number, rules: RuleSwitches): number {
  return joinConfirmFrame === 0 ? 0 : nextEpochStart(joinConfirmFrame, rules);
}

/** `lifecycle.confirmTiming` for the switch in force. */
export function mayConfirm(
  request: Request,
  startFrame: number,
  frame: number,
  { rules, history }: WindowRules,
): boolean {
  if (rules.confirmWindow === "nextEpoch") return inNextEpoch(startFrame, frame, rules.epochFrames);
  return confirmTimingFrames({ status: request, startFrame }, frame, history.enrolment);
}

/** `lifecycle.rejectTiming` for the switch in force. */
export function mayReject(
  request: Request,
  startFrame: number,
  frame: number,
  { rules, history }: WindowRules,
): boolean {
  if (rules.rejectWindow === "nextEpoch") return inNextEpoch(startFrame, frame, rules.epochFrames);
  return rejectTimingFrames({ status: request, startFrame }, frame, history.enrolment);
}
