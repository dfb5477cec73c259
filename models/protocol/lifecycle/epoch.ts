import { epochNumber } from "../clock/epoch.js";

/** First frame at which what is asked for at `frame` takes effect: the start of the epoch after next. */
export function effectFrame(frame: number, epochFrames: number): number {
  return (epochNumber(frame, epochFrames) + 2) * epochFrames;
}
