import type { Table } from "../../../sim/table/result-table.js";
import { linesOverTime, stackedPanels } from "../../../sim/view/panels.js";
import type { Mark } from "../../../sim/view/marks.js";
import type { PictureSpec } from "../../../sim/experiment/picture-spec.js";
import { picture } from "../../../sim/view/theme.js";

/** How much is issued a day, and what the total supply comes to, over time. */
export function issuance(series: Table, caption: string, marks: readonly Mark[] = []): PictureSpec {
  const perDay = linesOverTime({
    series,
    marks,
    measures: [{ column: "emission.issuedPerDay_quil", label: "issued" }],
    yTitle: "issued (QUIL per day)",
    labelsTime: false,
    height: 180,
  });
  const supply = linesOverTime({
    series,
    marks,
    measures: [{ column: "supply.total_quil", label: "supply" }],
    yTitle: "total supply (QUIL)",
    labelsTime: true,
    fromZero: false,
    height: 180,
  });
  return picture(
    "issuance",
    { title: "Issuance per day and total supply", reading: "The axis of the supply need not begin at zero.", caption },
    stackedPanels([perDay, supply]),
  );
}
