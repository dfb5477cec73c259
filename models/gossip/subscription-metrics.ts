/** What is measured where subscriptions change. */
import type { MetricInfo } from "../../sim/experiment/figures/metric-info.js";
import { announcedBytes } from "./control-bytes.js";
import type { ResultParts } from "./result.js";

const end = { course: "end" } as const;
const waitPercents = [50, 99] as const;

export const subscriptionMetrics: readonly MetricInfo[] = [
  { name: "subscriptions.changes", unit: "changes", about: "subscriptions and cancellations of single nodes", kind: "count", ...end }, // prettier-ignore
  ...waitPercents.map((percent): MetricInfo => ({
    name: `subscriptions.p${percent}WaitMs`,
    unit: "ms",
    about: `time from subscribing within which ${percent} % of those who have heard something of the channel since had heard the first of it`,
    kind: "duration",
    ...end,
  })),
  { name: "traffic.subscribeBytesPerNode", unit: "bytes", about: "bytes by which a node told its peers of its subscriptions, bit by bit of a mask, mean over nodes", kind: "amount", ...end }, // prettier-ignore
];

/** Values of `subscriptionMetrics`. */
export function subscriptionValues({ overlay, gossip, tables, nowUs }: ResultParts) {
  const { state } = gossip;
  const waits = tables.newcomers.waitUs
    .subarray(0, overlay.changes.length)
    .filter((us) => us > 0)
    .sort();
  let bytes = 0;
  for (let node = 0; node < state.nodeCount; node++) bytes += announcedBytes(state, node);
  const values = [
    overlay.changes.filter(({ timeUs }) => timeUs <= nowUs).length,
    ...waitPercents.map((percent) => waitMs(waits, percent / 100)),
    bytes / state.nodeCount,
  ];
  return subscriptionMetrics.map(({ name, unit, kind }, k) => ({
    name,
    unit,
    value: values[k],
    ...(kind !== undefined && { kind }),
  }));
}

/** By nearest rank; null: nobody heard anything. */
const waitMs = (ascending: Float64Array, share: number): number | null =>
  ascending.length === 0 ? null : (ascending[Math.ceil(share * ascending.length) - 1] - 1) / 1000;
