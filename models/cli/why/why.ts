import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Arguments, type Command, UsageError } from "../../../sim/cli/command.js";
import { type ExitCode, exitCodes } from "../../../sim/cli/terminal/exit-codes.js";
import { recoverResult } from "../../../sim/output/result-folder.js";
import { messages } from "../texts/messages.js";
import { refusingFiles } from "../../../sim/cli/refusing-files.js";
import { standing, timeline } from "./explain.js";
import { explainMetric, explainRun } from "./explain-run.js";
import { eventsOf, findProver } from "./read-log.js";
import { print } from "../../../sim/cli/terminal/output-streams.js";

/** Lines of the timeline that are shown unless all are asked for. */
const shownLines = 40;

/** `orrery why`: the answer to "why is my node still joining". */
export const whyCommand: Command = {
  usage: "why RUN [--metric NAME | --prover ID]",
  about:
    "Tells what happened in a run: at most ten turns of events with their causes; or what moved a metric. With --prover what happened to a prover in a run that was made with --events: when, by which rule and why, and how each of its allocations stands.",
  options: {
    prover: { type: "string", requiresArg: true, describe: "index of the prover, or the beginning of its address" },
    metric: {
      type: "string",
      requiresArg: true,
      describe: "a metric, such as coverage.haltedShards: what moved it, largest first",
    },
    replication: { type: "string", requiresArg: true, describe: "which replication, from 0" },
    all: {
      type: "boolean",
      describe: `the whole timeline, not only the last ${shownLines} events; all moves of a metric`,
    },
    json: { type: "boolean", describe: "print one JSON object" },
    help: { type: "boolean", alias: "h", describe: "show this" },
  },
  examples: [
    "orrery run scenarios/mainnet-2026-03.yaml --events --out /tmp/mainnet",
    "orrery why /tmp/mainnet",
    "orrery why /tmp/mainnet --metric coverage.haltedShards",
    "orrery why /tmp/mainnet --prover 17",
  ],
  run: async (args) => refusingFiles(() => explain(args)),
};

async function explain(args: Arguments): Promise<ExitCode> {
  const [folder] = args.words;
  const id = args.text("prover");
  if (folder === undefined || args.words.length > 1) throw new UsageError(messages.needsRun());
  recoverResult(folder);
  if (args.text("metric") !== undefined) return explainMetric(folder, args);
  if (id === undefined) return explainRun(folder, args);
  if (id === "") throw new UsageError(messages.needsProver());
  for (const name of ["events.csv", "provers.csv"]) {
    if (!existsSync(join(folder, name))) throw new UsageError(messages.noLog(folder, name));
  }
  const replication = args.text("replication") ?? "0";
  const prover = await findProver(folder, id, replication);
  const events = await eventsOf(folder, prover["prover"], replication);
  const allocations = standing(events, prover["prover"]);
  if (args.flag("json")) {
    print(`${JSON.stringify({ prover, events, places: allocations })}\n`);
    return exitCodes.ok;
  }
  const lines = timeline(events);
  const shown = args.flag("all") ? lines : lines.slice(-shownLines);
  const { address, operator_class: name, seniority, workers } = prover;
  const head = `prover ${prover["prover"]} · class ${name} · ${workers} workers · seniority ${seniority} · address ${address}`;
  const hidden = lines.length - shown.length;
  const skipped = hidden > 0 ? [`(${hidden} earlier events: --all shows them)`] : [];
  const text = [head, "", "What happened", ...skipped, ...shown, "", "How its allocations stand", ...allocations];
  print(`${text.join("\n")}\n`);
  return exitCodes.ok;
}
