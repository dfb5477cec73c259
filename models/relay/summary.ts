/** What happened in a relay, for the terminal. */
import type { RunResult } from "../../sim/experiment/model.js";
import { meanOf } from "../../sim/experiment/mean-of-metric.js";
import { toldPercents } from "./metrics.js";
import { counted } from "../../sim/units/readable.js";

/** From the metrics of each replication; means of those that have one. */
export function summaryOf(replications: readonly RunResult["metrics"][]): readonly string[] {
  const mean = (name: string): number => meanOf(replications, name);
  const times = toldPercents.map((percent) => `${percent} % ${mean(`adoption.at${percent}Ms`).toFixed(1)} ms`);
  const sent = `Sent: ${counted(mean("wire.messages").toFixed(0), "message")}, ${(mean("wire.sentBytes") / 1e6).toFixed(1)} MB.`;
  if (!(mean("relay.blocks") > 0))
    return [
      `No block was adopted by every node; ${counted(mean("relay.unfinished").toFixed(0), "was on its way", "were on their way")}.`,
      sent,
    ];
  return [
    `${counted(mean("relay.blocks").toFixed(0), "block was", "blocks were")} adopted by every node, ${counted(mean("relay.unfinished").toFixed(0), "was", "were")} not.`,
    `Adopted, mean over blocks, by ${times.join(", ")}.`,
    sent,
  ];
}
