/** What gossip looks like by region and class: who hears when, what is sent when, and who is connected with whom. */
import { mean } from "d3-array";
import type { RunTables } from "../../sim/experiment/model.js";
import type { PictureSpec, Spec } from "../../sim/experiment/picture-spec.js";
import { scaleFromZero } from "../../sim/view/amount-scale.js";
import { numbersOf, textsOf } from "../../sim/view/rows.js";
import { palette, picture } from "../../sim/view/theme.js";
import { captionOf } from "./pictures.js";
import type { GossipScenario } from "./schema.js";
import { spanUs } from "./sent-table.js";

/** Flows that are drawn side by side; tables have all. */
const maxFlows = 3;

const flowsDrawn = ({ messages }: GossipScenario): readonly string[] =>
  messages.slice(0, maxFlows).map(({ flow }) => flow);

/** Eight regions and classes in colours that also differ in lightness. */
const hues = [
  "#08306b",
  "#e6550d",
  "#31a354",
  "#9e9ac8",
  "#8f8f8f",
  "#d6b100",
  "#2171b5",
  "#7f0000",
  "#6baed6",
  "#1c1c1c",
];

/** How many have heard a message after how long, of the first replication: a panel of regions and one of classes for each flow. */
export function spreadByGroupPicture(replications: readonly RunTables[], scenario: GossipScenario): PictureSpec {
  const { spread } = replications[0];
  const flows = flowsDrawn(scenario);
  const rows = spread === undefined ? [] : spreadRows(spread);
  const panel = (flow: string, of: string, hasTitle: boolean): Spec => ({
    width: flows.length === 1 ? 600 : 300,
    height: 210,
    ...(hasTitle && flows.length > 1 && { title: { text: flow, fontSize: 12, offset: 4 } }),
    data: { values: rows.filter((row) => row.flow === flow && row.of === of) },
    mark: { type: "line", interpolate: "step-after", strokeWidth: 1.75 },
    encoding: {
      x: { field: "ms", type: "quantitative", title: of === "class" ? "ms since publication" : null },
      y: { field: "percent", type: "quantitative", title: `% of a ${of}`, scale: { domain: [0, 100] } },
      color: {
        field: "group",
        type: "nominal",
        title: of,
        sort: null,
        scale: { range: hues },
        legend: { columns: flows.length === 1 ? 5 : 3 },
      },
    },
  });
  return picture(
    "spread-by-group",
    {
      title: "Spread of a message, by region and class",
      reading: `A line a region or class: which part of its nodes that were to hear had heard, over all messages of a flow${replications.length > 1 ? "; of the first replication" : ""}.`,
      caption: captionOf(scenario),
    },
    {
      hconcat: flows.map((flow) => ({
        vconcat: [panel(flow, "region", true), panel(flow, "class", false)],
        resolve: { scale: { color: "independent" } },
      })),
    },
  );
}

function spreadRows(spread: NonNullable<RunTables[string]>) {
  const [flow, of, group] = ["flow", "grouped_by", "group_name"].map((name) => textsOf(spread, name));
  const [ms, share] = [numbersOf(spread, "elapsed_ms"), numbersOf(spread, "heard_share")];
  return flow.map((name, k) => ({ flow: name, of: of[k], group: group[k], ms: ms[k], percent: 100 * share[k] }));
}

/** What a node of each class sends of each flow, over time: mean of the replications. */
export function sentPicture(replications: readonly RunTables[], scenario: GossipScenario): PictureSpec {
  const first = replications[0].sent;
  const [times, flows, classes] =
    first === undefined
      ? [[], [], []]
      : [numbersOf(first, "time_s"), textsOf(first, "flow"), textsOf(first, "node_class")];
  const columns = replications.flatMap(({ sent }) =>
    sent === undefined ? [] : [numbersOf(sent, "sent_per_node_bytes")],
  );
  const drawn = flowsDrawn(scenario);
  const spanS = spanUs(scenario.horizon) / 1e6;
  const endS = times.at(-1) ?? 0;
  const rows = Array.from(times).flatMap((untilS, k) => {
    if (!drawn.includes(flows[k])) return [];
    const fromS = spanS * Math.floor(k / (scenario.messages.length * scenario.nodes.length));
    const bytes = mean(columns, (one) => one[k] ?? 0) ?? 0;
    const row = { flow: flows[k], name: classes[k], kilobytes: bytes / 1000 / Math.max(1e-6, untilS - fromS) };
    // The last span is as wide as the others.
    return untilS === endS
      ? [
          { time: fromS, ...row },
          { time: untilS, ...row },
        ]
      : [{ time: fromS, ...row }];
  });
  return picture(
    "sent",
    {
      title: "What a node sends, over time",
      reading: "A line a class: kilobytes of messages a second, mean over its nodes; control is not among them.",
      caption: captionOf(scenario),
    },
    {
      data: { values: rows },
      facet: {
        row: { field: "flow", type: "nominal", title: null, sort: null, header: { labelAngle: 0, labelAlign: "left" } },
      },
      spec: {
        width: 600,
        height: 170,
        mark: { type: "line", interpolate: "step-after", strokeWidth: 2 },
        encoding: {
          x: { field: "time", type: "quantitative", title: "time since the start (s)" },
          y: {
            field: "kilobytes",
            type: "quantitative",
            title: "kB/s a node",
            scale: scaleFromZero(rows.map(({ kilobytes }) => kilobytes)),
          },
          color: { field: "name", type: "nominal", title: "class", sort: null, scale: { range: hues } },
        },
      },
      resolve: { scale: { y: "independent" } },
    },
  );
}

/** Who is in whose mesh, or connected where there are no meshes: a square a pair of groups, of the first replication. */
export function overlayPicture(replications: readonly RunTables[], scenario: GossipScenario): PictureSpec {
  const { overlay } = replications[0];
  const column = scenario.transport === "flood" ? "connections_per_node" : "mesh_links_per_node";
  const [fromRegion, fromClass, toRegion, toClass] = ["from_region", "from_class", "to_region", "to_class"].map(
    (name) => (overlay === undefined ? [] : textsOf(overlay, name)),
  );
  const links = overlay === undefined ? [] : numbersOf(overlay, column);
  const isOne = scenario.nodes.length === 1;
  const name = (region: string, of: string): string => (isOne ? region : `${region} · ${of}`);
  const rows = fromRegion.map((region, k) => ({
    from: name(region, fromClass[k]),
    to: name(toRegion[k], toClass[k]),
    links: links[k],
  }));
  const groups = new Set(rows.map(({ from }) => from)).size;
  const axis = { labelFontSize: groups > 24 ? 9 : 11, labelLimit: 220, ticks: false, domain: false };
  return picture(
    "overlay",
    {
      title: "Who passes messages on to whom",
      reading: `A row: the ${scenario.transport === "flood" ? "connections" : "peers in the meshes"} of a node there, by where they are; mean over its nodes, at the end.`,
      caption: captionOf(scenario),
    },
    {
      width: { step: groups > 24 ? 12 : 26 },
      height: { step: groups > 24 ? 12 : 26 },
      data: { values: rows },
      mark: { type: "rect", stroke: "#ffffff", strokeWidth: 0.5 },
      encoding: {
        y: { field: "from", type: "nominal", title: null, sort: null, axis },
        x: { field: "to", type: "nominal", title: null, sort: null, axis: { ...axis, labelAngle: -60, orient: "top" } },
        color: {
          field: "links",
          type: "quantitative",
          title: "peers of a node",
          scale: { range: ["#f7fbff", palette.depth[2], palette.depth[0]], domainMin: 0 },
          legend: { orient: "right", direction: "vertical" },
        },
      },
    },
  );
}
