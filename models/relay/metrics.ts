/** What is measured of a relay. */
import type { MetricInfo } from "../../sim/experiment/figures/metric-info.js";
import type { MetricValue } from "../../sim/experiment/model.js";
import type { BlockTimes } from "./block-times.js";

/** Shares of the nodes, in percent, of which it is told when they have adopted. */
export const toldPercents = [50, 80, 90, 96, 98, 100] as const;

export const relayMetrics: readonly MetricInfo[] = [
  ...toldPercents.map((percent): MetricInfo => ({
    name: `adoption.at${percent}Ms`,
    unit: "ms",
    about: `time from the start of a block's slot until ${percent} % of the nodes have adopted it, its maker among them; mean over blocks that all adopted`,
    kind: "duration",
    course: "end",
  })),
  { name: "relay.blocks", unit: "blocks", about: "blocks that all nodes adopted", kind: "count", course: "end" },
  { name: "relay.unfinished", unit: "blocks", about: "blocks that some node had not adopted at the end", kind: "count", course: "end" }, // prettier-ignore
  { name: "wire.sentBytes", unit: "bytes", about: "bytes that nodes sent", kind: "amount", course: "end" },
  { name: "wire.messages", unit: "messages", about: "messages that nodes sent", kind: "count", course: "end" },
];

/** Their values, in the order of `relayMetrics`. */
export function metricValues(
  { finished, unfinished }: BlockTimes,
  wire: { readonly bytes: number; readonly messages: number },
): readonly MetricValue[] {
  const meanMs = (percent: number): number | null =>
    finished.length === 0
      ? null
      : finished.reduce((sum, block) => sum + block.usUntil(percent), 0) / finished.length / 1000;
  const values = [...toldPercents.map(meanMs), finished.length, unfinished, wire.bytes, wire.messages];
  return relayMetrics.map(({ name, unit, kind }, k) => ({ name, unit, value: values[k], ...(kind !== undefined && { kind }) })); // prettier-ignore
}
