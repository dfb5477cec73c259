/** What `orrery check --twice` prints. */
import { summaryOf } from "../../output/summary.js";
import { beforeLines, differenceLines, eventText } from "./difference-text.js";
import type { ScenarioBasics } from "../../experiment/model.js";
import { counted, bytesText, countText, durationText } from "../../units/readable.js";
import type { Finding } from "../../experiment/twice/finding.js";
import type { TwiceResult } from "../../experiment/twice/twice.js";

/** What a check cost; not the same twice. */
export interface CheckCost {
  readonly elapsedS: number;
  readonly peakRssBytes: number;
}

const runs = ["first run", "second run"] as const;
/** Events that may have changed the state are listed up to this many. */
const shownEvents = 5;

export function twiceText(result: TwiceResult, { elapsedS, peakRssBytes }: CheckCost): string {
  const { finding, replication, events, draws, looks, storedAtUs, combined, interrupted } = result;
  const compared = `${counted(events, "event")} and ${counted(draws, "draw")} one by one, the whole state ${counted(looks, "time")}`;
  const lines =
    finding === null
      ? [
          interrupted ? "The same twice, as far as it came before it was interrupted." : "The same twice.",
          "",
          `compared     ${compared}`,
          ...(storedAtUs === null ? [] : [`stored       at ${timeOf(storedAtUs)}, and gone on from there to the same`]),
          `fingerprint  ${combined?.fingerprint ?? ""}`,
        ]
      : [
          ...verdictLines(finding, replication),
          "",
          ...findingLines(finding),
          "",
          `compared     ${compared}, up to there`,
        ];
  return [...lines, `took         ${durationText(elapsedS)}, ${bytesText(peakRssBytes)} of memory`, ""].join("\n");
}

/** The object of `--json`: `difference` is null where both runs were the same. */
export function twiceJson({ name, about, seed }: ScenarioBasics, result: TwiceResult, cost: CheckCost): string {
  const { finding, replication, events, draws, looks, storedAtUs, combined, interrupted } = result;
  const { metrics } = summaryOf({
    scenario: name,
    about,
    seed,
    replications: replication + 1,
    fingerprint: combined?.fingerprint ?? "",
    interrupted,
    metrics: combined?.metrics ?? [],
    expectations: [],
    files: [],
  });
  return JSON.stringify({
    scenario: name,
    seed,
    replications: replication + 1,
    same: finding === null,
    difference: finding === null ? null : { replication, ...finding },
    fingerprint: combined?.fingerprint ?? null,
    interrupted,
    compared: { events, draws, looks, storedAtUs },
    metrics,
    files: [],
    ...cost,
  });
}

const timeOf = (us: number): string => durationText(us / 1e6);

function verdictLines(finding: Finding, replication: number): string[] {
  if (finding.kind !== "stored") return [`Not the same twice, in replication ${replication}: a bug of the simulator.`];
  return [
    `The same twice, and not the same where replication ${replication} is stored at ${timeOf(finding.atUs)} and goes on from there (--from): a plug-in remembers`,
    "something outside of the state that it is given (docs/plugins.md), or else it is a bug of the simulator.",
  ];
}

function findingLines(finding: Finding): string[] {
  switch (finding.kind) {
    case "event":
      return differenceLines(finding, runs);
    case "state":
      return stateLines(finding);
    case "error":
      return [
        "First difference: not the same error stopped both.",
        ...finding.errors.map((text, k) => `  ${runs[k]}: ${text === "" ? "none" : text.split("\n")[0]}`),
        ...beforeLines(finding.before),
      ];
    case "result":
      return [
        "Every event, every draw and the state were the same, but not the results.",
        `First difference: ${finding.where}`,
        ...valueLines(finding.values),
      ];
    case "stored":
      return [`First difference: ${finding.where}`, ...valueLines(finding.values, ["uninterrupted", "gone on"])];
  }
}

function stateLines(finding: Extract<Finding, { kind: "state" }>): string[] {
  const { column, row, values, sameAtUs, events, again } = finding;
  const rest = events.length - shownEvents;
  return [
    "Every event, every draw and all that was folded were the same, but not the state.",
    `First difference: ${column}${row < 0 ? "" : `, row ${row}`}`,
    ...valueLines(values),
    "",
    sameAtUs === null
      ? "It is there before anything was simulated."
      : "The states were the same before these events, and differ after them:",
    ...events.slice(0, shownEvents).map((event) => `  ${eventText(event)}`),
    ...(rest > 0 ? [`  and ${countText(rest)} more`] : []),
    ...(again === "placed" ? ["To place it, both runs were repeated up to there, and differed again."] : []),
    ...(again === "not seen" ? ["Both runs were repeated to place it more exactly, and it was not seen again."] : []),
  ];
}

const valueLines = (values: readonly string[], names: readonly string[] = runs): string[] =>
  values.map((value, k) => `  ${names[k]}: ${value}`);
