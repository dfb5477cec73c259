/** What users' messages look like: what nodes of each class carry of all channels, and how a message spreads on those that were simulated. */
import type { RunTables } from "../../sim/experiment/model.js";
import type { PictureSpec } from "../../sim/experiment/picture-spec.js";
import { bytesText } from "../../sim/units/readable.js";
import { numbersOf, textsOf } from "../../sim/view/rows.js";
import { palette, picture } from "../../sim/view/theme.js";
import { captionOf } from "./pictures.js";
import type { GossipScenario } from "./schema.js";

const parts = [
  ["sent", "messages up"],
  ["control_sent", "control up"],
  ["received", "messages down"],
] as const;

/** A row a class and part, in percent of its line; means over replications. */
function carriedRows(replications: readonly RunTables[], { nodes }: GossipScenario) {
  const tables = replications.flatMap(({ carried }) => (carried === undefined ? [] : [carried]));
  const mean = (column: string, row: number): number =>
    tables.reduce((sum, one) => sum + numbersOf(one, column)[row], 0) / Math.max(1, tables.length);
  return nodes.flatMap(({ class: name, upload, download }, k) =>
    parts.map(([column, part]) => {
      const line = column === "received" ? download : upload;
      const percent = (of: string): number => (800 * mean(`${column}${of}_bytes_per_s`, k)) / line;
      const bytes = mean(`${column}_bytes_per_s`, k);
      return { name, part, percent: percent(""), low: percent("_low95"), high: percent("_high95"), bytes };
    }),
  );
}

/** What a node of each class sends and receives, with the interval, as a part of what its line carries. */
export function carriedPicture(replications: readonly RunTables[], scenario: GossipScenario): PictureSpec {
  const rows = carriedRows(replications, scenario)
    .filter(({ percent }) => Number.isFinite(percent))
    .map((row) => ({ ...row, label: `${bytesText(row.bytes)}/s` }));
  const y = { field: "part", type: "nominal", title: null, sort: parts.map(([, part]) => part) } as const;
  const x = { field: "percent", type: "quantitative", title: "% of its line" } as const;
  const header = { labelAngle: 0, labelAlign: "left", labelFontSize: 12 } as const;
  return picture(
    "carried",
    {
      title: "What a node carries of what users write",
      reading:
        "A bar: of the upload or download of a node, mean over its class; orange the 95 % interval, dashed what a line carries.",
      caption: captionOf(scenario),
    },
    {
      data: { values: rows },
      facet: { row: { field: "name", type: "nominal", title: null, sort: scenario.nodes.map(({ class: name }) => name), header } }, // prettier-ignore
      spec: {
        width: 520,
        height: { step: 22 },
        layer: [
          { mark: { type: "bar", color: palette.accent[0] }, encoding: { y, x } },
          {
            mark: { type: "rule", color: palette.accent[1], strokeWidth: 3 },
            encoding: { y, x: { field: "low", type: "quantitative" }, x2: { field: "high" } },
          },
          {
            mark: { type: "text", align: "left", dx: 8, fontSize: 11, color: palette.ink },
            encoding: { y, x: { field: "high", type: "quantitative" }, text: { field: "label" } },
          },
          { mark: { type: "rule", color: palette.ink, strokeDash: [5, 4] }, encoding: { x: { datum: 100 } } },
        ],
      },
    },
  );
}

/** How many have heard a message after how long: a line a channel. */
export function channelSpreadPicture(replications: readonly RunTables[], scenario: GossipScenario): PictureSpec {
  const rows = replications.flatMap(({ spread }, replication) => {
    if (spread === undefined) return [];
    const [ms, share] = [numbersOf(spread, "elapsed_ms"), numbersOf(spread, "heard_share")];
    const of = textsOf(spread, "grouped_by");
    return textsOf(spread, "flow").flatMap((flow, k) =>
      of[k] === "all" ? [{ line: `${replication}/${flow}`, ms: ms[k], percent: 100 * share[k] }] : [],
    );
  });
  return picture(
    "spread",
    {
      title: "Spread of a message on its channel",
      reading:
        "A line a channel that was simulated: which part of its nodes had heard, over all its messages, on idle lines.",
      caption: captionOf(scenario),
    },
    {
      width: 600,
      height: 300,
      data: { values: rows },
      mark: { type: "line", interpolate: "step-after", strokeWidth: 1.5, opacity: 0.6, color: palette.accent[0] },
      encoding: {
        x: { field: "ms", type: "quantitative", title: "ms since publication" },
        y: { field: "percent", type: "quantitative", title: "% that have heard it", scale: { domainMin: 0 } },
        detail: { field: "line" },
      },
    },
  );
}
