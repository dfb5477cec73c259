/** Frames that come within the horizon of a scenario whose timeline lets the chain stand, or changes its pace. */
import { timesUpTo } from "../../../sim/scenario/timeline/times.js";
import { ascending } from "../../protocol/ground/compare.js";
import type { Scenario } from "../../scenario/schema.js";
import { type DatedEntry, datedEntries } from "../../scenario/timeline/entries.js";

/** An event of a timeline, at a moment. */
export interface DatedMoment extends DatedEntry {
  readonly atUs: number;
}

/** Events of entries of some kind, in order, at most so many of them. What waits for a condition is taken to come once, half-way. */
export function momentsOf(
  scenario: Scenario,
  isOne: (entry: DatedEntry) => boolean,
  max: number,
): readonly DatedMoment[] {
  const { horizon } = scenario;
  const entries = datedEntries(scenario).filter(isOne);
  const moments = entries.flatMap((one, k) => {
    const times =
      one.when.kind === "condition" ? [horizon / 2] : timesUpTo(one.when, horizon, Math.ceil(max / entries.length));
    return times.map((atUs) => ({ ...one, atUs, k }));
  });
  return moments.sort((a, b) => ascending(a.atUs, b.atUs) || a.k - b.k);
}

/** For how long an event of an entry lets the chain stand, at a pace; 0 where it does not. */
export const standsByUs = ({ halt, reset }: DatedEntry["entry"], paceUs: number): number =>
  (halt?.for ?? 0) + (halt?.framesLost ?? 0) * paceUs + (reset?.pause ?? 0);

export interface PlannedClock {
  /** Frames in all, those that are skipped because nothing is due among them. */
  readonly frames: number;
  /** Events by which the chain stands or changes its pace, as far as they come within the horizon. */
  readonly retimes: number;
}

/** Events that are looked at; of more, those that come first. */
const maxRetimes = 1_000_000;

/**
 * The clock of the run, without the run: an event takes effect in the frame that comes with it or next, and what waits for one frame
 * adds up.
 */
export function plannedClock(scenario: Scenario): PlannedClock {
  const { horizon } = scenario;
  const retiming = momentsOf(
    scenario,
    ({ entry: { pace, halt, reset } }) => (pace ?? halt ?? reset?.pause) !== undefined,
    maxRetimes,
  );
  let { pace } = scenario.frames;
  let [frames, frameUs, standsUs, retimes] = [0, 0, 0, 0];
  for (const { atUs, entry } of retiming) {
    if (atUs > frameUs) {
      const nextUs = frameUs + standsUs + pace;
      const later = Math.max(0, Math.ceil((atUs - nextUs) / pace));
      const effectUs = nextUs + later * pace;
      if (effectUs > horizon) break;
      frames += 1 + later;
      [frameUs, standsUs] = [effectUs, 0];
    }
    if (entry.pace !== undefined) pace = entry.pace;
    standsUs += standsByUs(entry, pace);
    retimes++;
  }
  const restUs = horizon - frameUs - standsUs - pace;
  return { frames: restUs < 0 ? frames : frames + 1 + Math.floor(restUs / pace), retimes };
}
