/** Times at which a run is stored. */
import { duration } from "../../units/dimensions.js";
import { written } from "../../units/format.js";
import { parseQuantity } from "../../units/quantity.js";
import { messages } from "./messages.js";
import { SnapshotRefusal } from "./refusal.js";

/** Ascending, each once; microseconds. Throws `SnapshotRefusal` for a text that is no duration. */
export function readSaveTimes(texts: readonly string[]): readonly number[] {
  const times = texts.map((text) => {
    const parsed = parseQuantity(duration, text);
    if (!parsed.ok) throw new SnapshotRefusal(messages.badSaveTime(text, parsed.message));
    return parsed.value;
  });
  return [...new Set(times)].sort((a, b) => a - b);
}

/** What a run of a scenario spans, microseconds. */
export interface Span {
  /** What the scenario is called in messages. */
  readonly name: string;
  readonly fromUs: number;
  readonly untilUs: number;
}

/** Throws `SnapshotRefusal` for a time that a run does not come to. */
export function checkSaveTimes(timesUs: readonly number[], { name, fromUs, untilUs }: Span): void {
  for (const timeUs of timesUs) {
    const time = timeText(timeUs);
    if (timeUs > untilUs) throw new SnapshotRefusal(messages.savedTooLate(time, name, timeText(untilUs)));
    if (timeUs < fromUs) throw new SnapshotRefusal(messages.savedTooEarly(time, timeText(fromUs)));
  }
}

/** `30 d`: the shortest text that is read as this time. */
const timeText = (timeUs: number): string => written(duration, timeUs);
/** As part of a name: `30d`. */
export const timeName = (timeUs: number): string => timeText(timeUs).replaceAll(" ", "");
