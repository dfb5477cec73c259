/** What happened in a run of gossip, for the terminal. */
import { counted } from "../../sim/units/readable.js";
import type { RunResult } from "../../sim/experiment/model.js";
import { meanOf } from "../../sim/experiment/mean-of-metric.js";
import { connectionLines } from "./connection-metrics.js";
import { controlKinds } from "./control-bytes.js";
import { binCount } from "./delays.js";
import type { GossipScenario } from "./schema.js";
import { carriedLines, sampledLine } from "./user-lines.js";

/** From the metrics of each replication; means of those that have one. */
export function summaryOf(replications: readonly RunResult["metrics"][], scenario: GossipScenario): readonly string[] {
  const mean = (name: string): number => meanOf(replications, name);
  const published = counted(mean("messages.published").toFixed(0), "message");
  const spread =
    mean("delivery.hops") > 0
      ? [
          `${published} reached ${(100 * mean("delivery.share")).toFixed(2)} % of those who were to hear them, over ${counted(mean("delivery.hops").toFixed(2), "hop")}.`,
          `Half of all deliveries came within ${msText(mean("delivery.p50Ms"))}, 90 % within ${msText(mean("delivery.p90Ms"))}, 99 % within ${msText(mean("delivery.p99Ms"))}.`,
        ]
      : [`${published} were published, and nobody heard any.`];
  if (scenario.users !== undefined)
    return [sampledLine(scenario, scenario.users), ...spread, ...carriedLines(replications, scenario, scenario.users)];
  const kilobytes = (kind: string): string => (mean(`traffic.${kind}BytesPerNode`) / 1000).toFixed(1);
  const control = controlKinds.map((kind) => `${kind.toUpperCase()} ${kilobytes(kind)}`).join(", ");
  const connected = connectionLines(replications, scenario);
  const sent = `Sent by a node, in kB: messages ${kilobytes("payload")}, ${control}`;
  if (scenario.subscriptions !== undefined) spread.push(changesLine(mean));
  if (!(mean("delivery.hops") > 0)) return [...spread, `${sent}.`, ...connected];
  return [
    ...spread,
    `${sent}; ${counted(mean("copies.perDelivery").toFixed(2), "copy", "copies")} for each that was new.`,
    ...connected,
  ];
}

const changesLine = (mean: (name: string) => number): string => {
  const changes = `${counted(mean("subscriptions.changes").toFixed(0), "change of subscriptions costs", "changes of subscriptions cost")} a node ${(mean("traffic.subscribeBytesPerNode") / 1000).toFixed(1)} kB`;
  const [half, most] = [50, 99].map((percent) => mean(`subscriptions.p${percent}WaitMs`));
  return half > 0
    ? `${changes}; half of those who subscribed heard something after ${half.toFixed(0)} ms, 99 % after ${most.toFixed(0)} ms.`
    : `${changes}.`;
};

/** What takes longer than the last of the bins is counted there. */
const msText = (ms: number): string => (ms < binCount ? `${ms.toFixed(0)} ms` : `${binCount} ms or more`);
