/** What connections that open and close look like. */
import type { RunTables } from "../../sim/experiment/model.js";
import type { PictureSpec } from "../../sim/experiment/picture-spec.js";
import { scaleFromZero } from "../../sim/view/amount-scale.js";
import { numbersOf } from "../../sim/view/rows.js";
import { palette, picture } from "../../sim/view/theme.js";
import { captionOf } from "./pictures.js";
import type { GossipScenario } from "./schema.js";

/** How many connections there are over time: a line a replication. */
export function connectionsPicture(replications: readonly RunTables[], scenario: GossipScenario): PictureSpec {
  const rows = replications.flatMap(({ connections: counted }, replication) => {
    if (counted === undefined) return [];
    const counts = numbersOf(counted, "connections");
    return numbersOf(counted, "time_s").map((timeS, k) => ({ replication, timeS, connections: counts[k] }));
  });
  return picture(
    "connections",
    {
      title: "Connections",
      reading: "How many pairs of nodes are connected; each point is the end of a sixtieth of the run.",
      caption: captionOf(scenario),
    },
    {
      width: 600,
      height: 260,
      data: { values: rows },
      mark: { type: "line", interpolate: "step-before", strokeWidth: 2, color: palette.accent[0] },
      encoding: {
        x: { field: "timeS", type: "quantitative", title: "s" },
        y: {
          field: "connections",
          type: "quantitative",
          title: "connections",
          scale: scaleFromZero(rows.map(({ connections }) => connections)),
        },
        detail: { field: "replication" },
      },
    },
  );
}
