import { type Arguments, type Command, type Program, UsageError } from "../../../sim/cli/command.js";
import type { ExitCode } from "../../../sim/cli/terminal/exit-codes.js";
import { openRunFolder } from "../results/open-run-folder.js";
import { messages } from "../texts/messages.js";
import { refusingFiles } from "../../../sim/cli/refusing-files.js";
import { expectationOptions, explainExpectation } from "./explain-expectation.js";
import { explainMetric, explainRun } from "./explain-run.js";
import { explainOperator, explainProver, explainShard, shownLines } from "./explain-subject.js";

/** `orrery why`: the answer to "why is my node still joining", and to "who cost this shard its quorum". */
export const whyCommand: Command = {
  usage: "why RUN [--metric NAME | --prover ID | --shard N | --operator N], why FILE --expectation ID",
  about:
    "Tells what happened in a run: at most ten turns of events with their causes; or what moved a metric; or, of a run that was made with --events, the story of a prover, a class, an operator or a shard: what happened, when, by which rule, and what led to it. Of a scenario with --expectation: why what it expects fails, in the replication that speaks against it most; with --shrink also the smallest scenario in which it does.",
  options: {
    prover: {
      type: "string",
      requiresArg: true,
      describe: "index of the prover, the beginning of its address, or a class",
    },
    shard: { type: "string", requiresArg: true, describe: "number of the shard: what cost it its quorum, and who" },
    operator: { type: "string", requiresArg: true, describe: "number of the operator: all its provers" },
    metric: {
      type: "string",
      requiresArg: true,
      describe: "a metric, such as coverage.haltedShards: what moved it, largest first",
    },
    replication: { type: "string", requiresArg: true, describe: "which replication, from 0" },
    all: {
      type: "boolean",
      describe: `every event behind the story, also if they are more than ${shownLines}; all moves of a metric`,
    },
    ...expectationOptions,
    json: { type: "boolean", describe: "print one JSON object" },
    help: { type: "boolean", alias: "h", describe: "show this" },
  },
  examples: [
    "orrery run scenarios/mainnet-2026-03.yaml --events --out /tmp/mainnet",
    "orrery why /tmp/mainnet",
    "orrery why /tmp/mainnet --metric coverage.haltedShards",
    "orrery why /tmp/mainnet --prover 17",
    "orrery why /tmp/mainnet --shard 72",
    "orrery why scenarios/security/one-senior-dark-june.yaml --expectation no-halt --shrink small.yaml",
  ],
  run: async (args, { loadModel }) =>
    args.text("expectation") === undefined ? refusingFiles(() => explain(args)) : explainScenario(args, loadModel),
};

/** Of a scenario, of which there is no run yet. */
async function explainScenario(args: Arguments, loadModel: Program["loadModel"]): Promise<ExitCode> {
  const other = [...ofRuns, "all"].find((option) => args.flag(option) || args.text(option) !== undefined);
  if (other !== undefined) throw new UsageError(messages.onlyOfRuns(other));
  return explainExpectation(await loadModel(args.words), args);
}

const ofRuns = ["prover", "shard", "operator", "metric"];

async function explain(args: Arguments): Promise<ExitCode> {
  const [folder] = args.words;
  const other = Object.keys(expectationOptions).find(
    (option) => args.flag(option) || args.text(option) !== undefined || args.texts(option).length > 0,
  );
  if (other !== undefined) throw new UsageError(messages.onlyWithExpectation(other));
  if (folder !== undefined && /\.ya?ml$/.test(folder)) throw new UsageError(messages.isScenario(folder));
  if (folder === undefined || args.words.length > 1) throw new UsageError(messages.needsRun());
  await openRunFolder(folder);
  if (args.text("metric") !== undefined) return explainMetric(folder, args);
  if (args.text("shard") !== undefined) return explainShard(folder, args);
  if (args.text("operator") !== undefined) return explainOperator(folder, args);
  if (args.text("prover") !== undefined) return explainProver(folder, args);
  return explainRun(folder, args);
}
