import type { Table } from "../../output/table.js";
import { areasOverTime, panelsWithOneLegend } from "../panels.js";
import type { PictureSpec } from "../picture-spec.js";
import type { Measure } from "../rows.js";
import { palette, picture } from "../theme.js";

/** Names of the columns `ring.provers0` … `ring.proversDeeper`, or of the same for shards. */
const byRing = (what: "provers" | "shards"): readonly Measure[] => [
  ...[0, 1, 2, 3].map((ring) => ({ column: `ring.${what}${ring}`, label: `ring ${ring}` })),
  { column: `ring.${what}Deeper`, label: "ring 4 and deeper" },
];

/** In which rings the active provers sit, and up to which ring the shards are filled, over time. */
export function ringOccupancy(series: Table, caption: string): PictureSpec {
  const panelOf = (what: "provers" | "shards", yTitle: string, labelsTime: boolean) =>
    areasOverTime({
      series,
      measures: byRing(what),
      colors: palette.depth,
      yTitle,
      labelsTime,
      tickMinStep: 1,
      height: 190,
    });
  return picture(
    "ring-occupancy",
    {
      title: "Ring occupancy over time",
      reading:
        "Above: active provers by the ring they sit in. Below: shards by their outermost ring, provers that are joining included.",
      caption,
    },
    panelsWithOneLegend([panelOf("provers", "active provers", false), panelOf("shards", "shards", true)]),
  );
}
