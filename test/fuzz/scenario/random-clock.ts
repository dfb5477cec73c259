/** Clock, horizon and report step of a random scenario. */
import { type Choices, written } from "./choices.js";
import { durationText } from "./quantities.js";
import { type Fields } from "./random-operators.js";

export interface ClockOfCase {
  readonly paceUs: number;
  readonly horizonUs: number;
  readonly horizonS: number;
  readonly frames: Fields | undefined;
}

/** Frames with windows that are counted from mainnet's dates begin close to one of them. */
const notableFrames = [98_460, 244_200, 255_800, 492_133, 673_900, 674_500];

export function randomClock(choices: Choices, is21: boolean): ClockOfCase {
  const pace = choices.maybe(0.3, () => choices.oneOf([1_000_000, 7_777_000, 46_000_000, 123_456_789]));
  const paceUs = pace ?? 10_000_000;
  const frames = choices.chance(0.05) ? choices.integer(1, 100) : choices.magnitude(400, 6400);
  const horizonUs = frames * paceUs + (choices.chance(0.3) ? choices.integer(0, paceUs - 1) : 0);
  const near = (): number => choices.oneOf(notableFrames) + choices.integer(-50, 50);
  const fields = written({
    pace: pace === undefined ? undefined : durationText(choices, pace),
    first: choices.maybe(0.4, () => choices.oneOf([choices.integer(0, 5000), near(), near(), 2_000_000_000])),
    history: choices.maybe(is21 ? 0.2 : 0, () => choices.oneOf(["none", "mainnet"])),
    difficulty: choices.maybe(0.3, () => choices.oneOf([10_000, 80_000, 99_999, 200_000, 1_000_000, 12_345_678])),
    adjust: choices.maybe(is21 ? 0.3 : 0, () => choices.oneOf(["off", "on", "on"])),
  });
  const isDefault = Object.keys(fields).length === 0;
  return { paceUs, horizonUs, horizonS: Math.max(60, horizonUs / 1e6), frames: isDefault ? undefined : fields };
}

/** Every frame, or some dozens of rows, in step with the frames or not. */
export function reportStep(choices: Choices, { paceUs, horizonUs }: ClockOfCase): string {
  const frames = Math.max(1, Math.floor(horizonUs / paceUs));
  if (choices.chance(0.15)) return durationText(choices, paceUs);
  const step = choices.magnitude(Math.max(1, Math.floor(frames / 60)), frames) * paceUs;
  return durationText(choices, step + (choices.chance(0.2) ? choices.integer(1, paceUs - 1) : 0));
}
