import { type Arguments, type Command, UsageError } from "../command.js";
import { beforeLines, differenceLines, eventText } from "../terminal/difference-text.js";
import { compareTraces, type TraceRelation } from "../../output/diff-trace/compare-traces.js";
import { findTrace, relationOf, type RunRelation, type TraceFolder } from "../../output/diff-trace/trace-folder.js";
import { type ExitCode, exitCodes } from "../terminal/exit-codes.js";
import { messages } from "../terminal/messages.js";
import { refusingFiles } from "../refusing-files.js";
import { print } from "../terminal/output-streams.js";

/** `orrery diff-trace`: where two runs part, from their traces. */
export const diffTraceCommand: Command = {
  usage: "diff-trace A B",
  about:
    "Compares two runs that were made with --trace, named by their result folders or by their trace.csv, and prints the first event in which they differ, with time, handler, entity and stream. Exit code 99 if they differ.",
  options: {
    json: { type: "boolean", describe: "print one JSON object" },
    help: { type: "boolean", alias: "h", describe: "show this" },
  },
  examples: [
    "orrery run my.yaml --trace --out /tmp/a",
    "orrery run my.yaml --trace --out /tmp/b --set network.messageLoss='1 %'",
    "orrery diff-trace /tmp/a /tmp/b",
  ],
  run: async (args) => refusingFiles(() => diffTraces(args)),
};

async function diffTraces(args: Arguments): Promise<ExitCode> {
  if (args.words.length !== 2) throw new UsageError(messages.needsTwoTraces());
  const [one, other] = args.words.map(findTrace);
  const relation = await compareTraces(one, other);
  const about = relationWords[relationOf(one, other)]();
  print(args.flag("json") ? jsonOf(relation, [one, other], about) : textOf(relation, [one, other], about));
  return relation.kind === "same" ? exitCodes.ok : exitCodes.different;
}

/** What differs on purpose parts without a bug. */
const relationWords: Readonly<Record<RunRelation, () => string>> = {
  "other scenario": () => messages.differentRuns("scenarios"),
  "other seed": () => messages.differentRuns("seeds"),
  "other values": messages.differentValues,
  "other code": messages.differentCode,
  "same inputs": messages.sameInputs,
  unknown: messages.unknownInputs,
};

const names = ["first trace", "second trace"] as const;

function textOf(relation: TraceRelation, traces: readonly TraceFolder[], about: string): string {
  const head = traces.map((trace, k) => `${names[k].padEnd(12)}  ${trace.name}${runText(trace)}`);
  return [...head, ...relationLines(relation, about), ""].join("\n");
}

function relationLines(relation: TraceRelation, about: string): string[] {
  if (relation.kind === "same") {
    const { last } = relation;
    return ["", `The traces are the same${last === undefined ? ", and empty" : `, up to ${eventText(last)}`}.`];
  }
  const { difference, replication } = relation;
  const where = replication === 0 ? [] : [`In replication ${replication}:`];
  if (relation.kind === "different") return [about, "", ...where, ...differenceLines(difference, names)];
  const next = difference.events[relation.longer];
  return [
    about,
    "",
    ...where,
    `The ${names[1 - relation.longer]} is the beginning of the ${names[relation.longer]}, which goes on with`,
    ...(next === undefined ? [] : [`  ${eventText(next)}`]),
    ...beforeLines(difference.before),
  ];
}

const runText = ({ scenario, seed }: TraceFolder): string =>
  scenario === undefined ? "" : ` (${scenario}, seed ${seed ?? "unknown"})`;

function jsonOf(relation: TraceRelation, traces: readonly TraceFolder[], about: string): string {
  const runs = traces.map(({ name, scenario, seed }) => ({ trace: name, scenario, seed }));
  const object = { same: relation.kind === "same", relation: relation.kind, ...relation, about, runs };
  return `${JSON.stringify(object)}\n`;
}
