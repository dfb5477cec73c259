/** What an expectation claims of all runs of a scenario. */
import { type Figure, figureName } from "../figures/figure.js";
import { conditionsOf, type Event, witnessOf } from "./event.js";

export type Side = "<" | "<=" | ">" | ">=";

interface Common {
  /** With which probability an answer is right, above a half and below 1. */
  readonly confidence: number;
  /** In one way of writing, without its confidence. */
  readonly text: string;
}

/** How likely an event is in a run. */
export interface ProbabilityClaim extends Common {
  readonly kind: "probability";
  readonly event: Event;
  readonly side: Side;
  readonly bound: number;
}

/** What is so in each run: one in which it is not refutes it. */
export interface EveryClaim extends Common {
  readonly kind: "every";
  readonly event: Event;
}

/** Between which values the mean over runs lies; infinite where it is open. */
export interface MeanClaim extends Common {
  readonly kind: "mean";
  readonly figure: Figure;
  readonly lower: number;
  readonly upper: number;
  readonly unit: string;
}

/** Of which value a share of runs stays below. */
export interface QuantileClaim extends Common {
  readonly kind: "quantile";
  readonly figure: Figure;
  readonly share: number;
  readonly side: Side;
  readonly bound: number;
  readonly unit: string;
}

export type Claim = ProbabilityClaim | EveryClaim | MeanClaim | QuantileClaim;

/** What has to be measured in each run to judge it, each once. */
export function figuresOf(claim: Claim): readonly Figure[] {
  if (claim.kind === "mean" || claim.kind === "quantile") {
    const { witness } = witnessOf(claim.figure);
    return witness === undefined ? [claim.figure] : [claim.figure, witness];
  }
  const figures = conditionsOf(claim.event).flatMap(({ figure, witness }) =>
    witness === undefined ? [figure] : [figure, witness],
  );
  return [...new Map(figures.map((figure) => [figureName(figure), figure])).values()];
}

/** The whole of it in one way of writing. */
export const claimText = ({ text, confidence }: Claim): string => `${text} @ ${percentText(confidence)}`;

/** As it is printed: `99.9%`. */
export const percentText = (confidence: number): string => `${Number((confidence * 100).toPrecision(12))}%`;
