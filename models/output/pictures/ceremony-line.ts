import type { Table } from "../../../sim/table/result-table.js";
import { linesOverTime, stackedPanels } from "../../../sim/view/panels.js";
import type { Mark } from "../../../sim/view/marks.js";
import type { PictureSpec } from "../../../sim/experiment/picture-spec.js";
import { picture } from "../../../sim/view/theme.js";

/** Who stands in the coordinator's line, and how long those waited who are through. */
export function ceremonyLine(series: Table, caption: string, marks: readonly Mark[] = []): PictureSpec {
  const line = linesOverTime({
    series,
    marks,
    measures: [
      { column: "ceremony.waiting", label: "in line" },
      { column: "ceremony.contributions", label: "through" },
    ],
    yTitle: "contributors",
    labelsTime: false,
    height: 180,
  });
  const waits = linesOverTime({
    series,
    marks,
    measures: [
      { column: "ceremony.waitMedian_hours", label: "half" },
      { column: "ceremony.waitP90_hours", label: "90 %" },
      { column: "ceremony.waitLongest_hours", label: "all" },
    ],
    yTitle: "waited no longer (h)",
    labelsTime: true,
    height: 180,
  });
  return picture(
    "ceremony-line",
    { title: "The coordinator's line", reading: "Waits are those of everybody who is through by then.", caption },
    stackedPanels([line, waits]),
  );
}
