/** What `orrery check` prints of expectations. */
import {
  commandsOf,
  confidenceText,
  type Finding,
  foundText,
  isFailure,
  isOpen,
  type Outcome,
  savedText,
  worstText,
} from "../../output/verdicts/finding.js";
import { counted, bytesText, countText, durationText } from "../../units/readable.js";
import type { BesideStored } from "../check-baselines.js";
import { colors } from "./colors.js";

/** A scenario that was checked, or one design point of it. */
export interface CheckedFile {
  /** Its name, and of a point the values that it has. */
  readonly scenario: string;
  /** Of a point, by the paths of the swept fields. */
  readonly parameters?: { readonly [path: string]: unknown };
  readonly file: string;
  readonly seed: number | string;
  readonly findings: readonly Finding[];
  readonly replications: number;
  readonly computed: number;
  /** What is stored of it, and whether it has moved since. */
  readonly beside: BesideStored;
}

const painted: { readonly [outcome in Outcome]: (text: string) => string } = {
  pass: colors.green,
  fail: colors.red,
  undecided: colors.yellow,
  weak: colors.yellow,
  fixed: colors.cyan,
};

const width = "UNDECIDED".length;
const indent = " ".repeat(width + 2);

export function verdictText(
  files: readonly CheckedFile[],
  { elapsedS, peakRssBytes }: { readonly elapsedS: number; readonly peakRssBytes: number },
): string {
  const findings = files.flatMap((file) => file.findings);
  const of = (isIt: (finding: Finding) => boolean): number => findings.filter(isIt).length;
  const counts = (
    [
      [["holds", "hold"], of(({ outcome }) => outcome === "pass" || outcome === "fixed")],
      [["fails", "fail"], of(({ outcome }) => outcome === "fail")],
      [["undecided", "undecided"], of(({ outcome }) => outcome === "undecided")],
      [["weak as known", "weak as known"], of(({ outcome }) => outcome === "weak")],
    ] as const
  ).filter(([, count]) => count > 0);
  const replications = files.reduce((sum, file) => sum + file.replications, 0);
  const computed = files.reduce((sum, file) => sum + file.computed, 0);
  return [
    ...files.flatMap(({ scenario, findings: own }) => [colors.bold(scenario), ...own.flatMap(findingLines), ""]),
    findings.length === 0
      ? "no expectation is in this part"
      : counts.map(([[one, many], count]) => counted(count, one, many)).join(", "),
    `replications ${countText(replications)}, ${countText(computed)} of them computed now`,
    `took         ${durationText(elapsedS)}, ${bytesText(peakRssBytes)} of memory`,
    "",
  ].join("\n");
}

/** What was found of an expectation, in lines. */
export function findingLines(finding: Finding): string[] {
  const { outcome, id, that, because, knownWeakness, worst, severity } = finding;
  const saved = savedText(finding);
  const isMild = outcome === "fail" && severity !== "error";
  return [
    `${painted[outcome](outcome.toUpperCase().padEnd(width))}  ${id}${isMild ? ` (${severity})` : ""}: ${that}`,
    `${indent}${foundText(finding)}${saved === "" ? "" : `; ${saved}`}`,
    ...(outcome === "pass" || because === "" ? [] : [`${indent}because ${because}`]),
    ...(outcome === "undecided"
      ? [
          `${indent}open at ${confidenceText(finding)} after all replications that it may take; --max-replications allows more`,
        ]
      : []),
    ...(outcome === "weak" ? [`${indent}known weakness: ${knownWeakness}`] : []),
    ...(outcome === "fixed" ? [`${indent}it holds now: take knownWeakness away (${knownWeakness})`] : []),
    ...(worst === null
      ? []
      : [`${indent}worst is ${worstText(finding)}`, ...commandsOf(finding).map((command) => `${indent}${command}`)]),
  ];
}

/** The object of `--json`: one for all files. */
export const verdictJson = (
  files: readonly CheckedFile[],
  cost: { readonly elapsedS: number; readonly peakRssBytes: number },
  { withBaseline }: { readonly withBaseline: boolean },
): string => {
  const findings = files.flatMap((file) => file.findings);
  const verdict = findings.some(isFailure) ? "fail" : findings.some(isOpen) ? "undecided" : "pass";
  const scenarios = files.map(({ beside, ...file }) => ({
    ...file,
    ...(withBaseline && { baseline: beside.moved ?? null }),
  }));
  return JSON.stringify({ verdict, scenarios, ...cost });
};
