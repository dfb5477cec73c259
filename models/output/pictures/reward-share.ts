import type { Table } from "../../../sim/table/result-table.js";
import type { PictureSpec, Spec } from "../../../sim/experiment/picture-spec.js";
import { numbersOf, textsOf } from "../../../sim/view/rows.js";
import { palette, panel, picture } from "../../../sim/view/theme.js";
import { counted } from "../../../sim/units/readable.js";

const maxClasses = 12;

interface ClassShares {
  readonly name: string;
  readonly rewards: number;
  readonly workers: number;
  readonly nodes: number;
}

/** What each class of operators earns, beside its share of workers and of nodes. */
export function rewardShare(operators: Table, caption: string): PictureSpec {
  const classes = mergeSmall(sharesOf(operators));
  const measures = ["rewards", "workers", "nodes"] as const;
  const labelOf = { rewards: "share of rewards", workers: "share of workers", nodes: "share of nodes" } as const;
  const domain = measures.map((measure) => labelOf[measure]);
  const rows: Spec[] = classes.flatMap((shares) =>
    measures.map((measure) => ({ class: shares.name, measure: labelOf[measure], share: shares[measure] })),
  );
  const place: Spec = {
    y: {
      field: "class",
      type: "nominal",
      sort: null,
      axis: { title: null, labelLimit: 220, labelPadding: 8, ticks: false, domain: false },
      scale: { paddingInner: 0.3, paddingOuter: 0.15 },
    },
    yOffset: { field: "measure", type: "nominal", sort: domain },
  };
  const share: Spec = { field: "share", type: "quantitative" };
  const x: Spec = {
    ...share,
    // Room for the label of the longest bar.
    scale: {
      domain: [
        0,
        1.1 *
          classes
            .flatMap((shares) => measures.map((measure) => shares[measure]))
            .reduce((max, share) => Math.max(max, share), 0.01),
      ],
      nice: false,
    },
    axis: { title: "share of the whole network", format: ".0%", tickCount: 6, labelFlush: false },
  };
  const color: Spec = {
    field: "measure",
    type: "nominal",
    scale: { domain, range: [palette.depth[0], palette.depth[2], "#c9c9c9"] },
    legend: { symbolType: "square", symbolSize: 140, symbolStrokeWidth: 0 },
  };
  return picture(
    "reward-share",
    { title: "Who earns: rewards of operator classes beside their size", caption },
    {
      width: panel.width - 60,
      height: { step: 16, for: "offset" },
      data: { values: rows },
      layer: [
        { mark: { type: "bar" }, encoding: { ...place, x, color } },
        {
          mark: { type: "text", align: "left", baseline: "middle", dx: 4, fontSize: 11, color: palette.ink },
          encoding: { ...place, x, text: { ...share, format: ".1%" } },
        },
      ],
    },
  );
}

function sharesOf(operators: Table): ClassShares[] {
  const nodes = numbersOf(operators, "nodes");
  const nodesOfAll = nodes.reduce((sum, count) => sum + count, 0);
  const rewards = numbersOf(operators, "reward_share");
  const workers = numbersOf(operators, "worker_share");
  return textsOf(operators, "operator_class").map((name, k) => ({
    name,
    rewards: finiteOrZero(rewards[k]),
    workers: finiteOrZero(workers[k]),
    nodes: nodesOfAll === 0 ? 0 : nodes[k] / nodesOfAll,
  }));
}

/** Keeps the classes that earn most, in the order of the table, and adds the others up as one. */
function mergeSmall(classes: readonly ClassShares[]): readonly ClassShares[] {
  if (classes.length <= maxClasses) return classes;
  const order = classes.map((_, k) => k).sort((a, b) => classes[b].rewards - classes[a].rewards || a - b);
  const kept = new Set(order.slice(0, maxClasses - 1));
  const rest = classes.filter((_, k) => !kept.has(k));
  const total = (measure: "rewards" | "workers" | "nodes") => rest.reduce((sum, shares) => sum + shares[measure], 0);
  return [
    ...classes.filter((_, k) => kept.has(k)),
    {
      name: counted(rest.length, "other"),
      rewards: total("rewards"),
      workers: total("workers"),
      nodes: total("nodes"),
    },
  ];
}

const finiteOrZero = (value: number): number => (Number.isFinite(value) ? value : 0);
