/** The figures that a scenario asks for, and what is wrong with them before anything runs. */
import { durationText } from "../../units/readable.js";
import { whyOutside } from "../expect/by-construction.js";
import type { Infeasible, ScenarioBasics } from "../model.js";
import { type Figure, figureName } from "./figure.js";
import { figureMessages as messages } from "./messages.js";
import type { MetricInfo } from "./metric-info.js";
import { metricList, parseFigure } from "./parse.js";
import type { Dated } from "../../scenario/timeline/moments.js";

type Asking = Pick<ScenarioBasics, "outputs" | "warmUp" | "horizon">;

/** All of them, in their order; those that cannot be read are left out, which `outputProblems` tells. */
export function outputFigures({ outputs = [] }: Asking, metrics: readonly MetricInfo[]): readonly Figure[] {
  const known = metricList(metrics);
  return outputs.flatMap((text) => {
    const parsed = parseFigure(text, known);
    return parsed.ok ? [parsed.figure] : [];
  });
}

/** What they are called in results. */
export const outputNames = (scenario: Asking, metrics: readonly MetricInfo[]): readonly string[] =>
  outputFigures(scenario, metrics).map(figureName);

/** Why a scenario cannot be run for the figures that it asks for. */
export function outputProblems(
  { outputs = [], warmUp, horizon }: Asking,
  metrics: readonly MetricInfo[],
  dated?: Dated,
): readonly Infeasible[] {
  const known = metricList(metrics);
  const found: Infeasible[] = [];
  if (warmUp !== undefined && warmUp >= horizon)
    found.push({ path: "warmUp", message: messages.warmUpTooLong(durationText(horizon / 1e6)) });
  const names = new Set<string>();
  outputs.forEach((text, k) => {
    const path = `outputs[${k}]`;
    const parsed = parseFigure(text, known, dated);
    if (!parsed.ok) {
      const { at, length, message, misspelt } = parsed.problem;
      found.push({ path, message, within: { at, length }, ...(misspelt !== undefined && { misspelt }) });
      return;
    }
    const why = whyOutside(parsed.figure, { horizonUs: horizon, dated });
    if (why !== null) found.push({ path, message: why });
    const name = figureName(parsed.figure);
    if (names.has(name)) found.push({ path, message: messages.twice(name) });
    names.add(name);
  });
  return found;
}
