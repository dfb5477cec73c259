import { allRules } from "../protocol/rules.js";
import { nearestWord } from "../../sim/scenario/nearest.js";

const ids = allRules.map(({ id }) => id);

/** The rule that a misspelt id probably means; its last part alone is enough (`pomwBasis`). */
export function nearestRule(written: string): string | undefined {
  const whole = nearestWord(written, ids);
  if (whole !== undefined && whole.split(".")[0] === written.split(".")[0]) return whole;
  const last = lastPart(written);
  const near = nearestWord(last, ids.map(lastPart));
  return ids.find((id) => lastPart(id) === near) ?? whole;
}

const lastPart = (id: string): string => id.slice(id.lastIndexOf(".") + 1);
