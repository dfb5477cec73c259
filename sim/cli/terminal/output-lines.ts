/** The figures that a scenario asks for, a line each. */
import type { Summary } from "../../output/summary.js";
import { counted, amountText, durationText } from "../../units/readable.js";

type SummaryMetric = Summary["metrics"][string];

/** `names`: in the order in which they stand; `warmUp` of the scenario, microseconds. */
export function outputLines(
  { outputs: names, warmUpUs }: { readonly outputs: readonly string[]; readonly warmUpUs: number | undefined },
  { metrics, replications }: Pick<Summary, "metrics" | "replications">,
): string[] {
  if (names.length === 0) return [];
  const means = names.some((name) => name.startsWith("mean(")) ? [warmUpText(warmUpUs)] : [];
  const heading =
    replications === 1
      ? "Figures asked for:"
      : `Figures asked for, means of ${counted(replications, "replication")} with their 95 % intervals:`;
  return ["", heading, ...names.map((name) => `  ${name}: ${valueText(metrics[name])}`), ...means];
}

const warmUpText = (warmUpUs: number | undefined): string =>
  warmUpUs === undefined
    ? "Means leave out the warm-up that MSER finds, and are none where it finds no steady state; warmUp(…) tells it."
    : `Means leave out the first ${durationText(warmUpUs / 1e6)}, the warm-up that the scenario names.`;

function valueText({ value, unit, ...of }: SummaryMetric): string {
  if (value === null) return noneText(of);
  const { lower95 = null, upper95 = null } = of;
  const interval =
    lower95 === null || upper95 === null || lower95 === upper95
      ? ""
      : ` [${amountText(lower95)}, ${amountText(upper95)}]`;
  return `${amountText(value)}${interval} ${unit}`.trimEnd();
}

/** A condition that never held, a mean of what never settled; of several replications, how many have it and where it lies. */
function noneText({ n, lowest = null, highest = null }: Partial<SummaryMetric>): string {
  if (n === undefined || n === 0 || lowest === null || highest === null) return "none";
  return `in ${n} of them only, ${amountText(lowest)} to ${amountText(highest)}`;
}
