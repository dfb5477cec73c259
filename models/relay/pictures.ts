/** What a relay looks like. */
import type { RunTables } from "../../sim/experiment/model.js";
import type { PictureSpec } from "../../sim/experiment/picture-spec.js";
import { numbersOf } from "../../sim/view/rows.js";
import { palette, picture, thinOpacity } from "../../sim/view/theme.js";
import type { RelayScenario } from "./schema.js";
import { counted } from "../../sim/units/readable.js";

/** How many nodes have adopted a block after how long: a thin line a block, a strong one for the mean by node. */
export function adoptionPicture(replications: readonly RunTables[], { name, seed }: RelayScenario): PictureSpec {
  const rows = replications.flatMap(({ adoptions }, replication) => {
    if (adoptions === undefined) return [];
    const [block, nodes, ms] = ["block", "nodes", "adopted_ms"].map((column) => numbersOf(adoptions, column));
    return ms.map((value, k) => ({ line: `${replication}/${block[k]}`, nodes: nodes[k], ms: value }));
  });
  const nodeCount = rows.reduce((most, { nodes }) => Math.max(most, nodes), 0);
  const sums = new Float64Array(nodeCount);
  for (const { nodes, ms } of rows) sums[nodes - 1] += ms;
  const blocks = Math.max(1, rows.length / Math.max(1, nodeCount));
  const mean = Array.from(sums, (sum, k) => ({ nodes: k + 1, ms: sum / blocks }));
  const x = { field: "ms", type: "quantitative", title: "ms since the start of the slot", scale: { zero: true } };
  const y = { field: "nodes", type: "quantitative", title: "nodes that have adopted the block" };
  return picture(
    "adoption",
    {
      title: "Adoption of a block",
      reading: "Thin: single blocks; strong: the mean over blocks of when so many nodes have it.",
      caption: `${name} · seed ${seed} · ${counted(nodeCount, "node")}, ${counted(Math.round(blocks), "block")}`,
    },
    {
      width: 600,
      height: 300,
      layer: [
        {
          data: { values: rows },
          mark: {
            type: "line",
            interpolate: "step-after",
            strokeWidth: 0.7,
            opacity: thinOpacity,
            color: palette.accent[2],
          },
          encoding: { x, y, detail: { field: "line" } },
        },
        {
          data: { values: mean },
          mark: { type: "line", interpolate: "step-after", strokeWidth: 2.5, color: palette.accent[0] },
          encoding: { x, y },
        },
      ],
    },
  );
}
