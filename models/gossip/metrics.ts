/** What is measured of gossip. */
import type { MetricInfo } from "../../sim/experiment/figures/metric-info.js";
import type { MetricValue } from "../../sim/experiment/model.js";
import type { Carried } from "./carried.js";
import { connectionMetrics } from "./connection-metrics.js";
import { controlKinds } from "./control-bytes.js";
import { offerMetrics } from "./offer-metrics.js";
import { binCount } from "./delays.js";
import { flowMetrics } from "./flow-metrics.js";
import type { GossipScenario } from "./schema.js";
import { subscriptionMetrics } from "./subscription-metrics.js";
import { userMetrics, userValues } from "./user-metrics.js";

export const toldPercents = [50, 90, 99] as const;

const end = { course: "end" } as const;

const gossipMetrics: readonly MetricInfo[] = [
  { name: "messages.published", unit: "messages", about: "messages that were published", kind: "count", ...end },
  { name: "delivery.share", unit: "share", about: "of the nodes that listen and take what is published, those that heard it, over all messages", ...end }, // prettier-ignore
  ...toldPercents.map((percent): MetricInfo => ({
    name: `delivery.p${percent}Ms`,
    unit: "ms",
    about: `time within which ${percent} % of all deliveries had come; what takes longer than ${binCount / 1000} s counts as that`,
    kind: "duration",
    ...end,
  })),
  { name: "delivery.hops", unit: "hops", about: "hops from an author to a node, mean over deliveries", ...end },
  { name: "copies.perDelivery", unit: "copies", about: "copies that nodes got for each that they heard for the first time", ...end }, // prettier-ignore
  { name: "traffic.payloadBytesPerNode", unit: "bytes", about: "bytes of messages that a node sent, mean over nodes", kind: "amount", ...end }, // prettier-ignore
  ...controlKinds.map((kind): MetricInfo => ({
    name: `traffic.${kind}BytesPerNode`,
    unit: "bytes",
    about: `bytes of ${kind} that a node sent, mean over nodes`,
    kind: "amount",
    ...end,
  })),
  { name: "wire.lost", unit: "messages", about: "copies that were lost on the way", kind: "count", ...end },
  {
    name: "wire.shed",
    unit: "messages",
    about: "copies that found a full queue at their sender",
    kind: "count",
    ...end,
  },
];

/** Of what nodes send, where users write, there is only what is scaled up to all channels. */
const isOfAll = ({ name }: Pick<MetricInfo, "name">): boolean => !name.startsWith("traffic.");

/** Of any scenario unless one is given. */
export function gossipMetricsOf(scenario?: GossipScenario): readonly MetricInfo[] {
  if (scenario === undefined) return gossipMetrics;
  if (scenario.users !== undefined) return [...gossipMetrics.filter(isOfAll), ...userMetrics(scenario)];
  const ofChanges = scenario.subscriptions === undefined ? [] : subscriptionMetrics;
  return [
    ...gossipMetrics,
    ...offerMetrics(scenario),
    ...ofChanges,
    ...flowMetrics(scenario),
    ...connectionMetrics(scenario),
  ];
}

/** Values of `gossipMetricsOf`, from those of `gossipMetrics` and what is carried of what users write. */
export const withUsers = (
  values: readonly MetricValue[],
  scenario: GossipScenario,
  carried: readonly Carried[],
): readonly MetricValue[] => [
  ...values.filter(isOfAll),
  ...userValues(scenario, carried).map((value, k) => valueOf(userMetrics(scenario)[k], value)),
];

const valueOf = ({ name, unit, kind }: MetricInfo, value: number | null): MetricValue => ({
  name,
  unit,
  value,
  ...(kind !== undefined && { kind }),
});

/** Their values, in the order of `gossipMetrics`. */
export const metricValues = (values: readonly (number | null)[]): readonly MetricValue[] =>
  gossipMetrics.map((info, k) => valueOf(info, values[k]));
