/** What led to an event, in words, from the columns of its cause. */
import { causes, type CauseCode } from "../../state/ledger/causes.js";
import type { Row } from "./read-log.js";

/** Causes whose share is one of the votes by seniority, and those whose share is one of the votes by head. */
const bySeniority: ReadonlySet<string> = new Set(["light_seniority"]);
const byHeads: ReadonlySet<string> = new Set(["few_present", "few_heads", "nobody_present"]);

/** "because …"; empty where the event has no cause to tell. */
export function because(row: Row): string {
  const code = row["cause"] ?? "";
  if (!(code in causes) || code === "not_known" || code === "scenario") return "";
  const decisive = decisiveIn(row);
  return `because ${causes[code as CauseCode]}${decisive === "" ? "" : ` (${decisive})`}`;
}

/** Who or what was decisive, and how much of it. */
function decisiveIn(row: Row): string {
  const { cause, cause_prover: prover, cause_shard: shard, cause_share: share } = row;
  const percent = share === undefined || share === "" ? "" : percentText(Number(share));
  if (cause === "score_too_low")
    return percent === "" ? "" : `${percent} of ${shard === "" ? "the best" : `what shard ${shard} scores`}`;
  const who = prover === undefined || prover === "" ? "" : `prover ${prover}`;
  if (who !== "" && percent !== "" && bySeniority.has(cause)) return `${who}, ${percent} of its seniority, is missing`;
  if (who !== "" && byHeads.has(cause)) return `${who} was the last to go`;
  const where = shard === undefined || shard === "" ? "" : `shard ${shard}`;
  return [who, where].filter((part) => part !== "").join(", ");
}

/** A share in whole percent, below one percent with a digit more. */
const percentText = (share: number): string =>
  `${share > 0 && share < 0.01 ? (100 * share).toFixed(1) : Math.round(100 * share)} %`;
