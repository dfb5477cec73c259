/** A judged expectation as every report has it: what came of it, where it stands, and in words why. */
import type { Splitting } from "../../experiment/expect/judge-rare.js";
import type { Tilted } from "../../experiment/expect/judge-tilted.js";
import type { JudgedExpectation } from "../../experiment/expect/run-check.js";
import { claimText, percentText } from "../../experiment/expect/claim.js";
import type { Severity } from "../../experiment/expect/written.js";
import { counted, amountText, countText } from "../../units/readable.js";

/**
 * What came of an expectation:
 *
 *     pass, fail, undecided    undecided: the replications that it may take were not enough
 *     weak                     it fails, and the scenario says why that is known
 *     fixed                    it holds, though the scenario says that it does not
 */
export type Outcome = "pass" | "fail" | "undecided" | "weak" | "fixed";

export interface Place {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
}

export interface Finding extends Place {
  /** Name of the scenario. */
  readonly scenario: string;
  readonly id: string;
  readonly that: string;
  readonly because: string;
  readonly severity: Severity;
  readonly knownWeakness: string | null;
  readonly outcome: Outcome;
  readonly estimate: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly unit: string;
  readonly confidence: number;
  readonly replications: number;
  readonly measured: number;
  readonly occurrences: number | null;
  /** Replications of a test of fixed size; null: it cannot be said. */
  readonly fixedSize: number | null;
  /** Where splitting has estimated it; `replications` are paths then. */
  readonly splitting?: Splitting;
  /** Where runs by another law have estimated it. */
  readonly tilted?: Tilted;
  readonly worst: {
    readonly replication: number;
    readonly figure: string | null;
    readonly value: number | null;
    /** The command that runs it alone. */
    readonly replay: string;
    /** The command that tells what is behind it; null: it is not known how it was called. */
    readonly explain: string | null;
  } | null;
}

export function findingOf(
  judged: JudgedExpectation,
  {
    scenario,
    place,
    replay,
    explain,
  }: {
    readonly scenario: string;
    readonly place: Place;
    readonly replay: (replication: number) => string;
    readonly explain?: string;
  },
): Finding {
  const { expectation, verdict, worst, estimate, lower, upper, unit } = judged;
  const { id, claim, because, severity, knownWeakness } = expectation;
  const outcome =
    knownWeakness === undefined || verdict === "undecided" ? verdict : verdict === "fail" ? "weak" : "fixed";
  return {
    ...place,
    scenario,
    id,
    that: claimText(claim),
    because,
    severity,
    knownWeakness: knownWeakness ?? null,
    outcome,
    estimate,
    lower,
    upper,
    unit,
    confidence: claim.confidence,
    replications: judged.replications,
    measured: judged.measured,
    occurrences: judged.occurrences,
    fixedSize: judged.fixedSize,
    ...(judged.splitting !== undefined && { splitting: judged.splitting }),
    ...(judged.tilted !== undefined && { tilted: judged.tilted }),
    worst:
      verdict === "pass" || worst === null
        ? null
        : { ...worst, replay: replay(worst.replication), explain: explain ?? null },
  };
}

/** Whether a build ends because of it. */
export const isFailure = ({ outcome, severity }: Pick<Finding, "outcome" | "severity">): boolean =>
  outcome === "fail" && severity === "error";
export const isOpen = ({
  outcome,
  severity,
  knownWeakness,
}: Pick<Finding, "outcome" | "severity" | "knownWeakness">): boolean =>
  outcome === "undecided" && severity === "error" && knownWeakness === null;

/** What was found, in one line: `3 of 100 runs: 3 % [0.5 %, 9 %]`. */
export function foundText(finding: Finding): string {
  const { replications, measured, occurrences, estimate, lower, upper, unit } = finding;
  const runs = replications === 1 ? "1 run" : `${countText(replications)} runs`;
  if (replications === 0) return "not looked at";
  if (finding.splitting !== undefined) return splitText(finding, finding.splitting);
  if (finding.tilted !== undefined) return tiltedText(finding, finding.tilted);
  if (measured === 0) return `saw no sample in ${runs}: nothing was measured by which one could tell`;
  const interval = `[${lower === null ? "−∞" : valueText(lower, unit)}, ${upper === null ? "∞" : valueText(upper, unit)}]`;
  const left = measured < replications ? `; ${countText(replications - measured)} measured nothing` : "";
  const value = estimate === null ? "beyond what was seen" : valueText(estimate, unit);
  const isShareOfRuns = occurrences !== null && unit === "share" && estimate === occurrences / replications;
  const of = isShareOfRuns ? `${countText(occurrences)} of ${runs}: ` : "";
  const seen = isShareOfRuns ? "" : `, ${runs}`;
  return `${of}${value} ${interval}${seen}${left}`;
}

/** `3.1e-7 [1.2e-7, 6e-7] by splitting: 10 trees of 100 paths over 5 levels, 6,120 paths`. */
function splitText(
  { estimate, lower, upper, replications }: Finding,
  { levels, effort, trees, highest }: Splitting,
): string {
  const paths = counted(replications, "path");
  if (highest !== null)
    return `splitting came no nearer than level ${levelText(highest)} in ${paths}, so that nothing is known of how likely more is`;
  const level = levels.length === 1 ? "1 level" : `${levels.length} levels`;
  const over = levels.length === 0 ? "" : ` over ${level} (${levels.map(levelText).join(", ")})`;
  return `${chance(estimate)} [${chance(lower)}, ${chance(upper)}] by splitting: ${counted(trees, "tree")} of ${counted(effort, "path")}${over}, ${paths}`;
}

/** `3.1e-7 [2.4e-7, 4e-7] by importance sampling: in 812 of 2,000 tilted runs, which say as much as 240 of one weight`. */
function tiltedText({ estimate, lower, upper, replications }: Finding, { occurrences, effectiveSize }: Tilted): string {
  const runs = `in ${countText(occurrences)} of ${counted(replications, "tilted run")}`;
  if (occurrences === 0) return `importance sampling saw it ${runs}, so that nothing is known of how likely it is`;
  const known = `which say as much as ${countText(Math.floor(effectiveSize))} of one weight`;
  return `${chance(estimate)} [${chance(lower)}, ${chance(upper)}] by importance sampling: ${runs}, ${known}`;
}

/** `3.1e-7`; shares from a hundredth on in digits. */
const chance = (value: number | null): string =>
  value === null ? "?" : value === 0 || value >= 0.01 ? String(Number(value.toPrecision(2))) : value.toExponential(1);

const levelText = (level: number): string => String(Number(level.toPrecision(3))).replace("-", "−");

/** How many replications were saved; empty where none were, or nobody can say. */
export function savedText({ fixedSize, replications, outcome }: Finding): string {
  if (fixedSize === null || outcome === "undecided" || fixedSize <= replications) return "";
  const share = Math.min(99, Math.round((100 * (fixedSize - replications)) / fixedSize));
  return `a test of fixed size takes ${countText(fixedSize)}: ${share} % saved`;
}

/** `99.9% in all` of a file, whose expectations share the error. */
export const confidenceText = ({ confidence }: Finding): string => percentText(confidence);

/** A value with its unit; shares in percent. */
export function valueText(value: number, unit: string): string {
  if (unit === "share") return `${amountText(Number((value * 100).toPrecision(3)))} %`;
  return unit === "" ? amountText(value) : `${amountText(value)} ${unit}`;
}

/** The worst replication in words; empty where nothing speaks against it. */
export function worstText({ worst }: Finding): string {
  if (worst === null) return "";
  const { figure, value, replication } = worst;
  const what = figure === null || value === null ? "" : `: ${figure} is ${amountText(value)}`;
  return `replication ${replication}${what}`;
}

/** The commands to type next: what runs the worst replication, and what tells why. */
export const commandsOf = ({ worst }: Finding): readonly string[] =>
  worst === null ? [] : [worst.replay, ...(worst.explain === null ? [] : [worst.explain])];
