/** What happened in a mixnet, for the terminal. */
import type { RunResult } from "../../sim/experiment/model.js";
import { meanOf } from "../../sim/experiment/mean-of-metric.js";
import { counted, amountText } from "../../sim/units/readable.js";

/** From the metrics of each replication; means of those that have one. */
export function summaryOf(replications: readonly RunResult["metrics"][]): readonly string[] {
  const mean = (name: string): number => meanOf(replications, name);
  const number = (name: string): string => readable(mean(name));
  if (!(mean("mixnet.rounds") > 0))
    return ["No batch came out: the mixnet waited for a player, for shares, or for messages to the end."];
  const lines = [
    `${counted(number("mixnet.rounds"), "batch", "batches")} came out with ${counted(number("mixnet.messages"), "message")}, ${number("mixnet.throughput")} a second; a message took ${number("mixnet.delayMs")} ms.`,
    `A round: dealing ${number("mixnet.dealingMs")} ms, collecting ${number("mixnet.collectingMs")} ms, mixing ${number("mixnet.mixingMs")} ms (by the rule ${number("mixnet.mixingRuleMs")} ms).`,
    `The observer linked ${percent(mean("observer.linked"))} of the messages to their senders; the rule says ${percent(mean("observer.linkedRule"))}.`,
  ];
  const candidates = mean("observer.candidates");
  return Number.isNaN(candidates)
    ? lines
    : [
        ...lines,
        `Intersection left ${counted(readable(candidates), "candidate")} for a watched user's partner, on average; the rule says ${number("observer.candidatesRule")}. ${percent(mean("observer.known"))} of the partners are known.`,
      ];
}

const readable = (value: number): string => amountText(value >= 1000 ? Math.round(value) : value);
const percent = (share: number): string => `${Number((100 * share).toPrecision(3))} %`;
