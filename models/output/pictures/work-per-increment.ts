import type { Table } from "../../../sim/table/result-table.js";
import { linesOverTime, stackedPanels } from "../../../sim/view/panels.js";
import type { Mark } from "../../../sim/view/marks.js";
import type { PictureSpec } from "../../../sim/experiment/picture-spec.js";
import { picture } from "../../../sim/view/theme.js";

/** How the work of a proof increment falls to its floor, and how many nodes are there, over time (rules dusk). */
export function workPerIncrement(series: Table, caption: string, marks: readonly Mark[] = []): PictureSpec {
  const work = linesOverTime({
    series,
    marks,
    measures: [{ column: "dusk.workPerIncrement", label: "work" }],
    yTitle: "squarings per increment",
    labelsTime: false,
    height: 180,
  });
  const atFloor = linesOverTime({
    series,
    marks,
    measures: [{ column: "dusk.nodesAtFloor", label: "nodes" }],
    yTitle: "nodes at the floor",
    labelsTime: true,
    tickMinStep: 1,
    height: 180,
  });
  return picture(
    "work-per-increment",
    { title: "Work per increment and nodes at its floor", reading: "Mean over the nodes that are online.", caption },
    stackedPanels([work, atFloor]),
  );
}
