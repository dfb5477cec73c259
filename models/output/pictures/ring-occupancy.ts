import type { Table } from "../../../sim/table/result-table.js";
import { areasOverTime, panelsWithOneLegend, partsOverTime, stackedPanels } from "../../../sim/view/panels.js";
import type { Mark } from "../../../sim/view/marks.js";
import type { PictureSpec } from "../../../sim/experiment/picture-spec.js";
import { isSampled } from "../../../sim/view/series-sample.js";
import type { Measure } from "../../../sim/view/rows.js";
import { palette, picture } from "../../../sim/view/theme.js";

/** The columns `ring.provers0` … `ring.proversDeeper`, or those of shards. */
const byRing = (what: "provers" | "shards"): readonly Measure[] => [
  ...[0, 1, 2, 3].map((ring) => ({ column: `ring.${what}${ring}`, label: `ring ${ring}` })),
  { column: `ring.${what}Deeper`, label: "ring 4 and deeper" },
];

/**
 * In which rings the active provers sit, as numbers and as shares (a crowd in deep rings dwarfs the rest), and up to which
 * ring the shards are filled, over time.
 */
export function ringOccupancy(series: Table, caption: string, marks: readonly Mark[] = []): PictureSpec {
  const isSample = isSampled(series, "ring.provers0");
  const colors = isSample ? palette.accent : palette.depth;
  const common = { series, marks, colors, lineColors: palette.accent, tickMinStep: 1, height: 150 };
  const provers = { ...common, measures: byRing("provers"), labelsTime: false };
  const shards = { ...common, measures: byRing("shards"), labelsTime: true };
  return picture(
    "ring-occupancy",
    {
      title: "Ring occupancy over time",
      reading:
        "Active provers by the ring they sit in; below, shards by their outermost ring, with the provers that are joining.",
      caption,
    },
    (isSample ? stackedPanels : panelsWithOneLegend)([
      partsOverTime({ ...provers, yTitle: "active provers" }),
      areasOverTime({ ...provers, yTitle: "share of provers", asShares: true }),
      partsOverTime({ ...shards, yTitle: "shards" }),
    ]),
  );
}
