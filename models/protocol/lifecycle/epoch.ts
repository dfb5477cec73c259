import { epochOf } from "../clock/epoch.js";

/** Number of the epoch that a frame lies in. Source: protocol.md `clock.epoch` (node rs). */
export function epochNumber(frame: number, epochFrames: number): number {
  return epochOf(frame, epochFrames).epoch;
}

/** First frame at which what is asked for at `frame` takes effect: the start of the epoch after next. */
export function effectFrame(frame: number, epochFrames: number): number {
  return (epochNumber(frame, epochFrames) + 2) * epochFrames;
}
