/** What gossip looks like. */
import { counted } from "../../sim/units/readable.js";
import type { RunTables } from "../../sim/experiment/model.js";
import type { PictureSpec } from "../../sim/experiment/picture-spec.js";
import { scaleFromZero } from "../../sim/view/amount-scale.js";
import { numbersOf, textsOf } from "../../sim/view/rows.js";
import { palette, picture } from "../../sim/view/theme.js";
import { nodeCountOf } from "./roll.js";
import type { GossipScenario } from "./schema.js";
import { sampledText } from "./user-lines.js";

export const captionOf = (scenario: GossipScenario): string =>
  [
    scenario.name,
    `seed ${scenario.seed}`,
    `${counted(nodeCountOf(scenario), "node")}, transport ${scenario.transport}`,
    ...(scenario.users === undefined ? [] : [sampledText(scenario.users)]),
  ].join(" · ");

/** How many have heard a message after how long: a line a flow and replication. */
export function spreadPicture(replications: readonly RunTables[], scenario: GossipScenario): PictureSpec {
  const rows = replications.flatMap(({ spread }, replication) => {
    if (spread === undefined) return [];
    const [ms, share] = [numbersOf(spread, "elapsed_ms"), numbersOf(spread, "heard_share")];
    const of = textsOf(spread, "grouped_by");
    return textsOf(spread, "flow").flatMap((flow, k) =>
      of[k] === "all" ? [{ flow, line: `${replication}/${flow}`, ms: ms[k], percent: 100 * share[k] }] : [],
    );
  });
  return picture(
    "spread",
    {
      title: "Spread of a message",
      reading: "A line a flow: which part of those who were to hear had heard, over all its messages.",
      caption: captionOf(scenario),
    },
    {
      width: 600,
      height: 300,
      data: { values: rows },
      mark: { type: "line", interpolate: "step-after", strokeWidth: 2 },
      encoding: {
        x: { field: "ms", type: "quantitative", title: "ms since publication" },
        y: { field: "percent", type: "quantitative", title: "% that have heard it", scale: { domainMin: 0 } },
        color: { field: "flow", type: "nominal", title: "flow", scale: { range: palette.accent } },
        detail: { field: "line" },
      },
    },
  );
}

const kinds = [
  ["payload_sent_bytes", "messages"],
  ["ihave_sent_bytes", "IHAVE"],
  ["iwant_sent_bytes", "IWANT"],
  ["idontwant_sent_bytes", "IDONTWANT"],
  ["graft_sent_bytes", "GRAFT"],
  ["prune_sent_bytes", "PRUNE"],
] as const;

/** What a node of each class sends, by kind. */
export function trafficPicture(replications: readonly RunTables[], scenario: GossipScenario): PictureSpec {
  const rows = scenario.nodes.flatMap(({ class: name }, k) =>
    kinds.map(([column, kind], order) => {
      const values = replications.flatMap(({ traffic }) =>
        traffic === undefined ? [] : [numbersOf(traffic, column)[k]],
      );
      const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
      return { name, kind, order, kilobytes: mean / 1000 };
    }),
  );
  return picture(
    "traffic",
    {
      title: "What a node sends",
      reading: "A bar a class: kilobytes over the whole run, by kind, mean over its nodes.",
      caption: captionOf(scenario),
    },
    {
      width: 600,
      height: { step: 44 },
      data: { values: rows },
      mark: { type: "bar" },
      encoding: {
        y: { field: "name", type: "nominal", title: null, sort: null },
        x: {
          field: "kilobytes",
          type: "quantitative",
          title: "kB a node",
          stack: "zero",
          scale: scaleFromZero(rows.map(({ kilobytes }) => kilobytes)),
        },
        color: {
          field: "kind",
          type: "nominal",
          title: "kind",
          sort: kinds.map(([, kind]) => kind),
          scale: { domain: kinds.map(([, kind]) => kind) },
        },
        order: { field: "order" },
      },
    },
  );
}
