/** What a row of `timeline.csv` is about: an entry of the timeline, or a fault of the wire. */
import type { Scenario } from "../schema.js";
import { describeFault } from "./faults.js";
import { describeEntry, labelOf } from "./describe.js";
import { happeningOf } from "./schema.js";

/** Number of a fault among what happens: before 0, where the entries of the timeline begin. */
export const entryOfFault = (fault: number): number => -1 - fault;

export interface HappeningWords {
  /** One or two words for pictures. */
  readonly label: string;
  /** A phrase. */
  readonly text: string;
  /** What kind it is of; and the label that the scenario gives it, if it does. */
  readonly kind: string;
  readonly given: string | undefined;
  /** Who has it so, after "by". */
  readonly by: "the timeline" | "a fault of the wire";
}

/** Null: there is none of that number. */
export function wordsOf(
  { timeline = [], faults = [] }: Pick<Scenario, "timeline" | "faults">,
  entry: number,
): HappeningWords | null {
  if (entry < 0) {
    const fault = faults[-1 - entry];
    return fault === undefined
      ? null
      : {
          label: fault.fault,
          text: describeFault(fault),
          kind: fault.fault,
          given: undefined,
          by: "a fault of the wire",
        };
  }
  const written = timeline[entry];
  return written === undefined
    ? null
    : {
        label: labelOf(written),
        text: describeEntry(written),
        kind: happeningOf(written),
        given: written.label,
        by: "the timeline",
      };
}
