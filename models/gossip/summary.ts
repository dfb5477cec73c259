/** What happened in a run of gossip, for the terminal. */
import type { RunResult } from "../../sim/experiment/model.js";
import { controlKinds } from "./control-bytes.js";

/** From the metrics of each replication; means of them. */
export function summaryOf(replications: readonly RunResult["metrics"][]): readonly string[] {
  const mean = (name: string): number =>
    replications.reduce((sum, metrics) => sum + Number(metrics.find((one) => one.name === name)?.value ?? NaN), 0) /
    replications.length;
  const kilobytes = (kind: string): string => (mean(`traffic.${kind}BytesPerNode`) / 1000).toFixed(1);
  const control = controlKinds.map((kind) => `${kind.toUpperCase()} ${kilobytes(kind)}`).join(", ");
  return [
    `${mean("messages.published").toFixed(0)} messages reached ${(100 * mean("delivery.share")).toFixed(2)} % of those who were to hear them, over ${mean("delivery.hops").toFixed(2)} hops.`,
    `Half of all deliveries came within ${mean("delivery.p50Ms").toFixed(0)} ms, 90 % within ${mean("delivery.p90Ms").toFixed(0)} ms, 99 % within ${mean("delivery.p99Ms").toFixed(0)} ms.`,
    `Sent by a node, in kB: messages ${kilobytes("payload")}, ${control}; ${mean("copies.perDelivery").toFixed(2)} copies for each that was new.`,
  ];
}
