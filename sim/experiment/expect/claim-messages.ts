/** What is said of expectations that cannot be. Tests compare with these. */
import { counted } from "../../units/readable.js";

export const claimMessages = {
  empty: (): string => "nothing is expected here; write for example P(max(NAME) > 10) <= 1 % @ 95%",
  rangeOfMean: (figure: string): string =>
    `a range is asked of a mean over runs: write mean(${figure}) in [4, 6], or ${figure} > 4 and ${figure} < 6 for every run`,
  needsComparison: (what: string): string => `${what} is compared with nothing: write for example ${what} > 10`,
  needsBracket: (word: string): string => `${word} needs what it is of in brackets: ${word}(…)`,
  needsSide: (what: string, example: string): string =>
    `${what} needs a bound behind it: <, <=, > or >=, as ${what} ${example}`,
  needsRange: (): string => "a mean is compared with a bound, or lies between two: mean(…) < 5, mean(…) in [4, 6]",
  rangeNotClosed: (): string => "a range has two limits in square brackets: in [4, 6]",
  rangeTurned: (): string => "the first limit of a range is below the second",
  needsWhen: (metric: string): string =>
    `${metric} has a value at each look: say when it is meant with always, never, ever or final before it, or write max(${metric})`,
  notClosed: (): string => "the bracket is not closed",
  tooMuch: (rest: string): string => `the expectation is complete before ${rest}`,
  joinedClaims: (): string =>
    "and, or join what is so in one run; claims of probabilities, means and quantiles stand in an expectation each",
  noProbability: (text: string): string => {
    const value = Number(text);
    const meant = value > 1 && value <= 100 ? `; did you mean ${text} %?` : "";
    return `${text} is no probability: allowed are 0 to 1, or 0 % to 100 %${meant}`;
  },
  probabilityAlwaysSo: (): string => "every probability meets this: it is true by construction",
  probabilityNeverSo: (): string => "no probability meets this: it is false by construction",
  noRunsShow: (word: string): string =>
    `no number of runs shows this of a probability: allow some, as 1e-3, or write ${word} without P( )`,
  noConfidence: (text: string): string =>
    `${text === "" ? "nothing" : text} is no confidence: write @ and more than 50 % and less than 100 %, as @ 95%`,
  noQuantile: (word: string): string => `${word} is no quantile: write q1 to q99, as q99, or q99.9, or median`,
  alwaysSo: (metric: string, values: string): string =>
    `this is true by construction: values of ${metric} are ${values}`,
  neverSo: (metric: string, values: string): string =>
    `this is false by construction: values of ${metric} are ${values}`,
  beyondRun: (horizon: string): string =>
    `the run ends at ${horizon}, before this time, so that it tells nothing of a run; a longer horizon or a shorter time would`,
  beyondWindow: (span: string): string =>
    `the window ends ${span} after its event, before this time; a longer window or a shorter time would tell something`,
  neverInside: (metric: string, values: string): string =>
    `what it waits for is false by construction: values of ${metric} are ${values}`,
  alwaysInside: (metric: string, values: string): string =>
    `what it waits for is true by construction: values of ${metric} are ${values}`,
  eventAlwaysSo: (): string => "this is true by construction: one of its parts holds, whatever is measured",
  eventNeverSo: (): string => "this is false by construction: its parts exclude each other, whatever is measured",
  finalInWindow: (metric: string): string =>
    `final is when the run ends, which no window is at; write last(${metric}) for the last look in it`,
  tooFewLooks: (looks: number, needed: number): string =>
    `a mean over time leaves out the warm-up, which is found in ${counted(needed, "look")} or more, and a run has ${looks}: write warmUp in the scenario, look more often, or take last(…)`,
  notANumber: (figure: string): string => `${figure} is no number in this run, of which nothing can be expected`,
  idTwice: (id: string): string => `two expectations have the id ${id}`,
} as const;
