/** What is measured of gossip, and what is required of it. */
import { countText } from "../../sim/units/readable.js";
import { growthText } from "../growth.js";
import { millionsText, type Probe, probeGroup } from "../probe.js";

interface Required {
  readonly nodes: number;
  /** Millions of arrivals a second on one worker, at least. */
  readonly perS?: number;
  /** Times that on two, at least. */
  readonly ratio?: number;
}

const rows: readonly Required[] = [
  { nodes: 10_000, perS: 8 },
  { nodes: 100_000 },
  { nodes: 200_000, perS: 4, ratio: 1.6 },
  { nodes: 1_000_000 },
];
/** Bytes a node, at most, from 200,000 nodes on: below, the process itself is a quarter of what is measured, or more. */
const maxBytes = 400;
const weighedFrom = 200_000;

const rowName = (nodes: number): string => `gossip-${nodes / 1000}k`;

function probeOf({ nodes, perS = 0, ratio: minRatio = 0 }: Required): Probe {
  const isLarge = nodes >= weighedFrom;
  const required = [
    ...(perS > 0 ? [`${perS} M/s`] : []),
    ...(minRatio > 0 ? [`2 workers ${minRatio} ×`] : []),
    ...(isLarge ? [`${maxBytes} B a node`] : []),
  ];
  return {
    name: rowName(nodes),
    script: "./gossip/measure.js",
    args: [String(nodes)],
    requirement: required.join(", "),
    isMet: ({ arrivalsPerS, ratio, bytesPerNode }) =>
      required.length === 0
        ? null
        : arrivalsPerS >= perS * 1e6 && ratio >= minRatio && (!isLarge || bytesPerNode <= maxBytes),
  };
}

export const gossipGroup = probeGroup({
  name: "gossip",
  probes: rows.map(probeOf),
  columns: [
    { head: "arrivals/s", figure: "arrivalsPerS", text: millionsText },
    { head: "on 2 workers", figure: "arrivalsPerSOn2", text: millionsText },
    { head: "times", figure: "ratio", text: (ratio) => ratio.toFixed(2) },
    { head: "arrivals a window", figure: "arrivalsPerWindow", text: countText },
    { head: "a node", figure: "bytesPerNode", text: (bytes) => `${Math.round(bytes)} B` },
  ],
  remarks: (figures) => [
    ...growthText(
      "time an arrival",
      rows.map(({ nodes }) => [nodes, inverse(figures.get(rowName(nodes))?.arrivalsPerS)] as const),
    ),
    ...growthText(
      "memory",
      rows
        .filter(({ nodes }) => nodes >= 100_000)
        .map(({ nodes }) => [nodes, times(nodes, figures.get(rowName(nodes))?.bytesPerNode)] as const),
    ),
  ],
});

const inverse = (value: number | undefined): number | undefined => (value === undefined ? undefined : 1 / value);
const times = (factor: number, value: number | undefined): number | undefined =>
  value === undefined ? undefined : factor * value;
