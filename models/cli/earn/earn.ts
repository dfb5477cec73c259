import { type Arguments, type Command, UsageError } from "../../../sim/cli/command.js";
import { fileOptions, scenarioOptions } from "../../../sim/cli/load.js";
import { typedCommandLine } from "../../../sim/cli/replay.js";
import { agreeToWork, longWorkOption, togetherS } from "../../../sim/cli/long-work.js";
import { type ExitCode, exitCodes } from "../../../sim/cli/terminal/exit-codes.js";
import { print, printHead } from "../../../sim/cli/terminal/output-streams.js";
import { watchWork } from "../../../sim/cli/terminal/watched-work.js";
import { maxWorkers, workersFor } from "../../../sim/experiment/pool/worker-count.js";
import { elapsedS, peakRssBytes, startRunClock } from "../../../sim/output/manifest.js";
import { profileNames } from "../../scenario/profiles.js";
import { bitRate } from "../../../sim/units/dimensions.js";
import { parseQuantity } from "../../../sim/units/quantity.js";
import { runWays } from "../../earn/earn.js";
import { notTold } from "../../earn/not-told.js";
import { numberProblems, wholeOperator, type WholeOperator } from "../../earn/operator.js";
import { today, waysOf } from "../../earn/ways.js";
import { quilibrium } from "../../quilibrium.js";
import { earnHead, earnJson, earnText } from "./report.js";
import { texts } from "./texts.js";

const seniorities = ["none", "historic", "dawn"] as const;

/** `orrery earn`: what would I earn, when, and with how many nodes? */
export const earnCommand: Command = {
  usage: "earn --workers N [--nodes N]",
  about:
    "Says what an operator would earn: adds one to the network of October 2026, or to that of --scenario, runs replications, and tells QUIL a day, " +
    "dollars where there is a price, and the time until active, with intervals; and beside it the same with the workers divided over three nodes, or one. Writes nothing.",
  options: {
    workers: { type: "string", requiresArg: true, describe: "workers that you run, of all nodes together" },
    nodes: { type: "string", requiresArg: true, describe: "nodes that they are divided over (default: 1)" },
    upload: { type: "string", requiresArg: true, describe: "what your line carries up, for example '8 Mbit/s'" },
    uptime: {
      type: "string",
      requiresArg: true,
      describe: "share of time that your nodes are online (default: 100 %)",
    },
    seniority: {
      type: "string",
      requiresArg: true,
      describe: `old seniority: ${seniorities.join(", ")} (default: none)`,
    },
    price: { type: "string", requiresArg: true, describe: "what a token is worth, for example '0.05 USD'" },
    profile: {
      type: "string",
      requiresArg: true,
      describe: `what machine each node is, for its costs: ${profileNames.join(", ")}; needs a price`,
    },
    cost: {
      type: "string",
      requiresArg: true,
      describe: "what it costs otherwise, for example '{ power: 45 W, energy: 0.30 USD/kWh }'; needs a price",
    },
    scenario: { type: "string", requiresArg: true, describe: `the network that you join (default: ${today})` },
    ...scenarioOptions,
    threads: {
      type: "string",
      requiresArg: true,
      describe: "threads that share the replications (default: one a core)",
    },
    ...longWorkOption,
    json: { type: "boolean", describe: "print one JSON object" },
    quiet: { type: "boolean", describe: "no progress" },
    help: { type: "boolean", alias: "h", describe: "show this" },
  },
  examples: [
    "orrery earn --workers 4 --upload '8 Mbit/s'",
    "orrery earn --workers 48 --nodes 3 --price '0.05 USD' --replications 20",
    "orrery earn --workers 4 --price '0.002 USD' --profile home --cost '{ energy: 0.30 USD/kWh }'",
    "orrery earn --workers 4 --scenario my.yaml --horizon '60 d' --json",
  ],
  run: earn,
};

async function earn(args: Arguments): Promise<ExitCode> {
  const { operator, upload, threads } = whatWasTyped(args);
  const file = args.text("scenario") ?? today;
  const ways = waysOf(quilibrium, file, operator, fileOptions(args));
  const { plan, scenario } = ways[0].ready;
  const used = workersFor(threads, scenario.replications, plan);
  const seconds = ways.reduce(
    (sum, { ready }) => sum + togetherS(ready.plan.seconds / ready.plan.replications, scenario.replications, used),
    0,
  );
  await agreeToWork(seconds, args);
  const [json, quiet] = [args.flag("json"), args.flag("quiet")];
  const work = watchWork(texts.interrupting());
  const clock = startRunClock();
  try {
    printHead(`${earnHead(ways, operator)}\n`, { json, quiet });
    const progress = await work.begin(quiet);
    const earned = await runWays(
      quilibrium,
      { operator, ways },
      {
        workers: threads,
        replayOf: () => typedCommandLine(process.argv.slice(2)),
        progress,
        interrupt: work.interrupt,
      },
    );
    progress.stop();
    const cost = { elapsedS: elapsedS(clock), peakRssBytes: peakRssBytes() };
    const facts = { scenario, operator, days: ways[0].days, notTold: notTold(upload), ...cost };
    print(json ? `${earnJson(earned, facts)}\n` : earnText(earned, facts));
    return work.interrupt.requested ? work.interrupt.exitCode : exitCodes.ok;
  } finally {
    work.end();
  }
}

interface Typed {
  readonly operator: WholeOperator;
  readonly upload: { readonly text: string; readonly bitPerS: number } | undefined;
  readonly threads: number | undefined;
}

/** Throws `UsageError` with all that is wrong. */
function whatWasTyped(args: Arguments): Typed {
  const wrong: string[] = [];
  const [word] = args.words;
  if (word !== undefined) wrong.push(texts.noWords(word));
  const operator = operatorTyped(args, wrong);
  const upload = uploadTyped(args, wrong);
  const threads = threadsTyped(args, wrong);
  if (wrong.length > 0 || operator === undefined) throw new UsageError(wrong.join("\n"));
  return { operator, upload, threads };
}

/** Undefined where `wrong` says what it is. */
function operatorTyped(args: Arguments, wrong: string[]): WholeOperator | undefined {
  const before = wrong.length;
  if (args.text("workers") === undefined) wrong.push(texts.needsWorkers());
  const workers = counted("workers", args.text("workers") ?? "1", wrong);
  const nodes = counted("nodes", args.text("nodes") ?? "1", wrong);
  if (args.text("workers") !== undefined)
    for (const problem of numberProblems({ workers, nodes })) wrong.push(`--${problem}.`);
  const seniority = seniorities.find((one) => one === (args.text("seniority") ?? "none"));
  if (seniority === undefined) wrong.push(texts.badSeniority(args.text("seniority") ?? "", seniorities));
  if (seniority === undefined || wrong.length > before) return undefined;
  const [uptime, price, profile, cost] = ["uptime", "price", "profile", "cost"].map((name) => args.text(name));
  return wholeOperator({
    workers,
    nodes,
    seniority,
    ...(uptime !== undefined && { uptime }),
    ...(price !== undefined && { price }),
    ...(profile !== undefined && { profile }),
    ...(cost !== undefined && { cost }),
  });
}

/** NaN, which `wrong` tells of, for what is no whole number. */
function counted(option: string, text: string, wrong: string[]): number {
  const count = wholeNumber(text);
  if (Number.isNaN(count)) wrong.push(texts.badCount(option, text));
  return count;
}

const wholeNumber = (text: string): number => (/^\d{1,9}$/.test(text) ? Number(text) : Number.NaN);

function uploadTyped(args: Arguments, wrong: string[]): Typed["upload"] {
  const text = args.text("upload");
  if (text === undefined) return undefined;
  const parsed = parseQuantity(bitRate, text);
  if (parsed.ok) return { text, bitPerS: parsed.value };
  wrong.push(`--upload: ${parsed.message}`);
  return undefined;
}

function threadsTyped(args: Arguments, wrong: string[]): number | undefined {
  const text = args.text("threads");
  if (text === undefined) return undefined;
  const threads = wholeNumber(text);
  if (!(threads >= 1 && threads <= maxWorkers)) wrong.push(texts.badThreads(text, maxWorkers));
  return threads;
}
