import type { Table } from "../../../sim/table/result-table.js";
import { linesOverTime, stackedPanels } from "../../../sim/view/panels.js";
import type { Mark } from "../../../sim/view/marks.js";
import type { PictureSpec } from "../../../sim/experiment/picture-spec.js";
import { picture } from "../../../sim/view/theme.js";

/** How large the world is, which part of it users delete some time, and what that does to issuance (scenarios in which they delete anything). */
export function storedData(series: Table, caption: string, marks: readonly Mark[] = []): PictureSpec {
  const data = linesOverTime({
    series,
    marks,
    measures: [
      { column: "world.sizeBytes", label: "all data" },
      { column: "storage.bytes", label: "deleted some time" },
    ],
    yTitle: "data",
    labelsTime: false,
    height: 180,
  });
  const issued = linesOverTime({
    series,
    marks,
    measures: [{ column: "emission.issuedPerDay_quil", label: "issued" }],
    yTitle: "issued (QUIL per day)",
    labelsTime: true,
    height: 180,
  });
  return picture(
    "stored-data",
    {
      title: "Data of the world, and what is issued",
      reading: "The more data there are, the less a frame issues.",
      caption,
    },
    stackedPanels([data, issued]),
  );
}
