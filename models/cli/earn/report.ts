/** What the terminal and `--json` say of what an operator would earn. */
import Table from "cli-table3";
import { codeVersion } from "../../../sim/program/code-version.js";
import { counted, amountText, bytesText, durationText } from "../../../sim/units/readable.js";
import type { Earned } from "../../earn/earn.js";
import type { EarnedFigure } from "../../earn/figures.js";
import type { WholeOperator } from "../../earn/operator.js";
import type { Way } from "../../earn/ways.js";
import type { Scenario } from "../../scenario/schema.js";
import { texts } from "./texts.js";

export interface EarnFacts {
  readonly scenario: Scenario;
  readonly operator: WholeOperator;
  readonly days: number;
  /** What no run says, a sentence each. */
  readonly notTold: readonly string[];
  readonly elapsedS: number;
  readonly peakRssBytes: number;
}

/** Everything that determines it. */
export const earnHead = (ways: readonly Way[], { workers, seniority, uptime }: WholeOperator): string => {
  const { name, seed, replications } = ways[0].ready.scenario;
  return [
    `orrery ${codeVersion().version} · earn · ${name} · seed ${seed} · ${counted(replications, "replication")}`,
    `You join with ${counted(workers, "worker")}, seniority ${seniority}, online ${uptime} of the time.`,
  ].join("\n");
};

export function earnText(earned: Earned, { days, notTold, elapsedS, peakRssBytes }: EarnFacts): string {
  return [
    "",
    ...(earned.interrupted ? [texts.interrupted(earned.replications)] : []),
    ...tableLines(earned),
    ...advantageLines(earned),
    `Means over ${counted(days.toFixed(1), "day")}, the wait among them, with 95 % intervals.`,
    "",
    "What no run says:",
    ...notTold.map((line) => `  ${line}`),
    "",
    `took         ${durationText(elapsedS)}, ${bytesText(peakRssBytes)} of memory`,
    "",
  ].join("\n");
}

const nodesText = (nodes: number): string => (nodes === 1 ? "one node" : `${nodes} nodes`);

function tableLines({ ways }: Earned): string[] {
  if (ways.length === 0) return [];
  const table = new Table({
    head: ["", ...ways.map(({ nodes }) => nodesText(nodes))],
    colAligns: ["left", ...ways.map(() => "right" as const)],
    style: { head: [], border: [], compact: true },
  });
  ways[0].figures.forEach(({ about }, k) => {
    table.push([about, ...ways.map(({ figures }) => figureText(figures[k]))]);
  });
  return [table.toString()];
}

function figureText({ value, lower95, upper95, unit, n }: EarnedFigure): string {
  if (value === null) return n === 0 ? "never" : `in ${counted(n, "replication")} only`;
  const interval =
    lower95 === null || upper95 === null || lower95 === upper95
      ? ""
      : ` [${amountText(lower95)}, ${amountText(upper95)}]`;
  return `${amountText(value)}${interval} ${unit}`;
}

const percent = (share: number): string => `${share > 0 ? "+" : ""}${(100 * share).toFixed(1)} %`;

function advantageLines({ ways, advantage }: Earned): string[] {
  if (advantage === null || advantage.value === null || ways.length < 2) return [];
  const { value, lower95, upper95 } = advantage;
  const [first, other] = ways.map(({ nodes }) => nodesText(nodes));
  const interval = lower95 === null || upper95 === null ? "" : ` [${percent(lower95)}, ${percent(upper95)}]`;
  const isSure = lower95 !== null && upper95 !== null && (lower95 > 0 || upper95 < 0);
  const verdict = isSure ? "that is no chance" : "that may be chance";
  return [
    `${other} instead of ${first}: ${percent(value)}${interval} QUIL, in pairs on the same random numbers; ${verdict}.`,
  ];
}

/** The object of `--json`. */
export const earnJson = (earned: Earned, { scenario, operator, ...facts }: EarnFacts): string =>
  JSON.stringify({ scenario: scenario.name, seed: scenario.seed, operator, ...earned, ...facts });
