/** What `orrery check --baseline` prints of what has moved. */
import type { MovedFigure, Movement } from "../../experiment/expect/baseline/movement.js";
import { valueText } from "../../output/verdicts/finding.js";
import { counted } from "../../units/readable.js";
import type { BesideStored } from "../check-baselines.js";
import { colors } from "./colors.js";
import { baselineMessages as messages } from "./baseline-messages.js";

const told: { readonly [movement in Movement]: (compared: number) => string } = {
  same: (compared) =>
    `as stored: the fingerprints of ${counted(compared, "replication is", "replications are")} the same`,
  trajectory: () => "only the trajectory has changed: fingerprints differ, all figures are the same within the margin",
  moved: () => "results have moved",
  unknown: () => "whether results have moved cannot be told",
};
const painted: { readonly [movement in Movement]: (text: string) => string } = {
  same: colors.green,
  trajectory: colors.cyan,
  moved: colors.red,
  unknown: colors.yellow,
};

export const baselineText = (beside: readonly BesideStored[]): string =>
  beside.flatMap((one) => [...linesOf(one), ""]).join("\n");

function linesOf({ file, now, moved }: BesideStored): string[] {
  if (moved === undefined) return [messages.noneStored(now.scenario)];
  const { movement, compared, figures } = moved;
  const head = `${now.scenario}: ${painted[movement](told[movement](compared))}`;
  if (movement === "same") return [head];
  return [
    head,
    ...figures.map((figure) => `  ${figureText(figure)}`),
    `  accept it with: npx orrery check ${file} --update-baseline --because "..."`,
  ];
}

function figureText({ id, movement, before, after, interval, margin, unit, why }: MovedFigure): string {
  const value = (of: number | null): string => (of === null ? "nothing" : valueText(of, unit));
  const word = movement === "trajectory" ? "the same" : movement;
  const values = `${id}: ${word}: was ${value(before)}, is ${value(after)}`;
  if (why !== null) return `${values}; it ${why}`;
  if (interval === null || margin === null) return values;
  return `${values}; difference [${value(interval.lower)}, ${value(interval.upper)}], margin ${value(margin)}`;
}
