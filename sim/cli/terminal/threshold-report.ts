/** What the terminal and `--json` say of a search for a critical value. */
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import Table from "cli-table3";
import { claimText, percentText } from "../../experiment/expect/claim.js";
import type { ScenarioBasics } from "../../experiment/model.js";
import type { SearchAnswer, TriedAnswer } from "../../experiment/threshold/answer.js";
import { entryYaml } from "../../experiment/threshold/budget-entry.js";
import { type Parameter, valueAt } from "../../experiment/threshold/parameter.js";
import type { ReadyThreshold } from "../../experiment/threshold/ready-threshold.js";
import { codeVersion } from "../../program/code-version.js";
import { counted, amountText, bytesText, countText, durationText } from "../../units/readable.js";
import type { FinishedThreshold } from "../run-threshold.js";
import { colors } from "./colors.js";
import { messages } from "./messages.js";

const rangeText = (parameter: Parameter): string =>
  `${parameter.path} from ${valueAt(parameter, 0)} to ${valueAt(parameter, 1)}`;

/** The first lines of a search: everything that determines it. */
export function thresholdHead({ ready, parameter, second, points, claim }: ReadyThreshold<ScenarioBasics>): string {
  const { name, seed } = ready.scenario;
  return [
    `orrery ${codeVersion().version} · threshold ${name} · seed ${seed}`,
    `  ${rangeText(parameter)}, until ${claimText(claim)}`,
    ...(second === undefined ? [] : [`  at ${counted(points.length, "value")} of ${rangeText(second)}`]),
  ].join("\n");
}

/** What was found and where it is to be found. */
export function thresholdText(
  finished: FinishedThreshold,
  { parameter, second, claim }: ReadyThreshold<ScenarioBasics>,
): string {
  const { folder, answers, entry, summary, computed, missing } = finished;
  const pictures = summary.files.filter((file) => file.endsWith(".png"));
  const about = { path: parameter.path, confidence: percentText(claim.confidence), claim: claim.text };
  return [
    ...(finished.interrupted ? [colors.yellow(messages.interruptedThreshold())] : []),
    ...(second === undefined
      ? answers.flatMap((answer) => [...answerLines(answer, about), "", triedTable(answer, parameter), ""])
      : [frontierTable(answers, { parameter, second }), ""]),
    ...(entry === undefined
      ? []
      : [
          "A budget that orrery check can hold:",
          ...entryYaml(entry)
            .trimEnd()
            .split("\n")
            .map((line) => `  ${line}`),
          "",
        ]),
    `replications ${countText(summary.replications)}, ${countText(computed)} of them computed now`,
    `fingerprint  ${summary.fingerprint}`,
    `took         ${durationText(finished.elapsedS)}, ${bytesText(finished.peakRssBytes)} of memory`,
    `results      ${colors.bold(folder)}`,
    ...pictures.map((file) => `picture      ${join(folder, file)}`),
    ...(missing.length === 0 ? [] : [`not drawn    ${missing.map(({ name }) => name).join(", ")}`]),
    "",
  ].join("\n");
}

/** What was found, in sentences for a page; of a frontier one a value of the second parameter. */
export function thresholdSentences(
  { answers }: Pick<FinishedThreshold, "answers">,
  { parameter, second, claim }: ReadyThreshold<ScenarioBasics>,
): readonly string[] {
  const about = { path: parameter.path, confidence: percentText(claim.confidence), claim: claim.text };
  if (second === undefined)
    return answers.flatMap((answer) => answerLines(answer, about)).map(stripVTControlCharacters);
  return answers.map(({ second: at, critical, outcome }) => {
    const found =
      critical === undefined
        ? `no critical value (${outcome})`
        : `${parameter.path} = ${critical.estimate.text}, between ${critical.lower.text} and ${critical.upper.text} (${about.confidence})`;
    return `At ${second.path} = ${at?.text}: ${found}.`;
  });
}

interface About {
  readonly path: string;
  readonly confidence: string;
  readonly claim: string;
}

const methods = {
  bisection: "bisection, every value decided by a sequential test",
  fit: "replications were used up before bisection was as narrow as asked; by a logistic curve",
  bracket:
    "replications were used up before bisection was as narrow as asked, and no curve fits: told is the middle of what is left (more: --max-replications)",
} as const;

/** The answer in sentences. */
function answerLines(answer: SearchAnswer, { path, confidence, claim }: About): string[] {
  const { outcome, critical, direction, tried, reversal, compared } = answer;
  const [first, last] = [tried[0], tried[tried.length - 1]];
  if (outcome === "found" && critical !== undefined) {
    const { estimate, lower, upper, method } = critical;
    const words = direction === "rising" ? "so above it, not below" : "so below it, not above";
    return [
      colors.bold(`${path} = ${estimate.text}, between ${lower.text} and ${upper.text} (${confidence})`),
      `${claim} is ${words}; ${methods[method]}.`,
      `Nothing speaks against a monotone response: ${counted(compared, "pair")} of values compared, replication by replication.`,
    ];
  }
  if (outcome === "turning")
    return [
      colors.yellow("The response is not monotone: there is no one critical value."),
      reversal === undefined
        ? "Values of both kinds lie on both sides of one another, by tests at each of them."
        : `At ${reversal.lower.text} and ${reversal.upper.text}, replication by replication: the event only at the first in ` +
          `${reversal.onlyLower}, only at the second in ${reversal.onlyUpper}.`,
      "A narrower range, from --from to --to, may have one.",
    ];
  if (outcome === "alike")
    return [
      colors.yellow(
        `No critical value: ${claim} is ${first?.verdict === "pass" ? "" : "not "}so at ${first?.value.text}, at ${last?.value.text} and at ` +
          "every value in between that could be decided.",
      ),
      "A wider range, from --from to --to, may have one.",
    ];
  if (outcome === "unmeasured") return [colors.yellow("No run measured what the claim is of.")];
  return [
    colors.yellow("Open: the probability at an end of the range is too close to the bound to be told from it."),
    "A wider range, from --from to --to, or --max-replications would tell.",
  ];
}

const percent = (share: number): string => `${amountText(Number((share * 100).toPrecision(3)))} %`;

const verdicts: { readonly [verdict in TriedAnswer["verdict"]]: string } = {
  pass: "so",
  fail: "not so",
  undecided: "open",
};

function triedTable({ tried }: SearchAnswer, { path }: Parameter): string {
  const table = new Table({
    head: [path, "runs", "event in", "probability", "over all looks", "claim"],
    colAligns: ["right", "right", "right", "right", "right", "left"],
    style: { head: [], border: [], compact: true },
  });
  for (const { value, replications, occurrences, estimate, lower, upper, verdict } of tried)
    table.push([
      value.text,
      countText(replications),
      countText(occurrences),
      percent(estimate),
      `${percent(lower)} to ${percent(upper)}`,
      verdicts[verdict],
    ]);
  return table.toString();
}

function frontierTable(
  answers: readonly SearchAnswer[],
  { parameter, second }: { readonly parameter: Parameter; readonly second: Parameter },
): string {
  const table = new Table({
    head: [second.path, parameter.path, "interval", "found by", "runs"],
    colAligns: ["right", "right", "right", "left", "right"],
    style: { head: [], border: [], compact: true },
  });
  for (const { second: at, critical, outcome, replications } of answers)
    table.push([
      at?.text ?? "",
      critical?.estimate.text ?? "",
      critical === undefined ? "" : `${critical.lower.text} to ${critical.upper.text}`,
      critical?.method ?? outcomes[outcome],
      countText(replications),
    ]);
  return table.toString();
}

const outcomes = {
  found: "",
  alike: "no critical value in the range",
  open: "an end of the range is open",
  turning: "not monotone",
  unmeasured: "nothing was measured",
} as const;

/** The object of `--json`: what `summary.json` says, and what this run of the command did. */
export const thresholdJson = ({ summary, folder, computed, elapsedS, peakRssBytes }: FinishedThreshold): string =>
  JSON.stringify({ ...summary, folder, computed, elapsedS, peakRssBytes });
