/** What happened in a relay, for the terminal. */
import type { RunResult } from "../../sim/experiment/model.js";
import { toldPercents } from "./metrics.js";

/** From the metrics of each replication; means of them. */
export function summaryOf(replications: readonly RunResult["metrics"][]): readonly string[] {
  const mean = (name: string): number =>
    replications.reduce((sum, metrics) => sum + Number(metrics.find((one) => one.name === name)?.value ?? NaN), 0) /
    replications.length;
  const times = toldPercents.map((percent) => `${percent} % ${mean(`adoption.at${percent}Ms`).toFixed(1)} ms`);
  return [
    `${mean("relay.blocks").toFixed(0)} blocks were adopted by every node, ${mean("relay.unfinished").toFixed(0)} were not.`,
    `Adopted, mean over blocks, by ${times.join(", ")}.`,
    `Sent: ${mean("wire.messages").toFixed(0)} messages, ${(mean("wire.sentBytes") / 1e6).toFixed(1)} MB.`,
  ];
}
