/** What of the timeline pictures mark: what happened at the same moments in all replications. */
import { numbersOf, textsOf } from "../../../sim/view/rows.js";
import type { Mark } from "../../../sim/view/marks.js";
import type { Table } from "../../../sim/table/result-table.js";

/** `timelines`: of each replication; none where the scenario has no timeline. */
export function timelineMarks(timelines: readonly Table[]): readonly Mark[] {
  const [first, ...others] = timelines.map(marksOf);
  if (first === undefined) return [];
  const known = others.map((marks) => new Set(marks.map(keyOf)));
  return first.filter((mark) => known.every((keys) => keys.has(keyOf(mark))));
}

const keyOf = ({ timeS, label }: Mark): string => `${timeS} ${label}`;

/** An end has no word: it belongs to its beginning. What comes later of a release says what it is. */
const wordOf = (label: string, phase: string): string => {
  if (phase === "ends") return "";
  return phase === "activates" || phase === "shuts out" ? `${label} ${phase}` : label;
};

function marksOf(timeline: Table): Mark[] {
  const [labels, phases] = [textsOf(timeline, "label"), textsOf(timeline, "phase")];
  return numbersOf(timeline, "time_s").map((timeS, row) => ({
    timeS,
    label: wordOf(labels[row], phases[row]),
  }));
}
