import { type Arguments, type Command, type Program, UsageError } from "../command.js";
import { type ExitCode, exitCodes } from "../terminal/exit-codes.js";
import { scenarioOptions } from "../load.js";
import { agreeToWork, longWorkOption, togetherS } from "../long-work.js";
import { messages } from "../terminal/messages.js";
import { Profile } from "../terminal/profile.js";
import { keeps, type Model, type ScenarioBasics } from "../../experiment/model.js";
import { watchWork } from "../terminal/watched-work.js";
import { replayOf, reportedRun } from "../replay.js";
import { reportOption, tellNotDrawn, wantsReport } from "../report-option.js";
import { claimsText } from "../terminal/claims-table.js";
import { headLine, runJson, runText } from "../terminal/run-report.js";
import { type FinishedRun, folderOfRun, runScenario } from "../run-scenario.js";
import {
  bytesPerEvent,
  checkTraceWindow,
  maxWindowEvents,
  readTraceWindow,
  type TraceWindow,
  windowEvents,
} from "../../experiment/trace/trace-window.js";
import { WindowTracer } from "../../experiment/trace/window-tracer.js";
import type { ReadyScenario } from "../../experiment/ready-scenario.js";
import { checkSaveTimes, readSaveTimes, timeName } from "../../experiment/snapshot/save-times.js";
import { modelOfEach } from "../models-of-files.js";
import { type NamedSnapshot, snapshotOptions } from "../snapshots.js";
import { type ModelOfFile, type TypedRun, typedRuns } from "../typed-runs.js";
import type { Pool } from "../../experiment/pool/pool.js";
import { poolFor, threadsForOne, workersFor } from "../../experiment/pool/worker-count.js";
import { workersOption, workersTyped } from "../workers.js";
import { type ClaimedFolder, claimResultFolder } from "../../output/result-folder.js";
import { print, printHead, printNote } from "../terminal/output-streams.js";

/** `orrery run`: scenario files in, folders of results out. */
export const runCommand: Command = {
  usage: "run FILE...",
  about:
    "Runs scenarios and writes tables, pictures, a summary and a page to send (report.html) to results/<scenario>/<seed>-<hash>/, or to --out DIR. " +
    "With --from SNAPSHOT instead of a FILE it goes on from a run that was stored, with other values if asked.",
  options: {
    ...scenarioOptions,
    ...workersOption,
    ...snapshotOptions,
    replication: { type: "string", requiresArg: true, describe: "run this one replication only, counted from 0" },
    out: { type: "string", requiresArg: true, describe: "folder of the results (one FILE only)" },
    force: { type: "boolean", describe: "replace earlier results" },
    events: { type: "boolean", describe: "also keep a log of what happened, and write its tables" },
    trace: { type: "boolean", describe: "also write every event and every draw, for `orrery diff-trace`" },
    "trace-window": {
      type: "string",
      requiresArg: true,
      describe: "also write all events between two moments, as 120s..125s, for Perfetto (trace-window.json)",
    },
    parquet: { type: "boolean", describe: "also write every table as a Parquet file" },
    profile: { type: "boolean", describe: "also print how long each step of a frame took; runs in one thread" },
    ...reportOption,
    ...longWorkOption,
    json: { type: "boolean", describe: "print one JSON object a scenario on standard output" },
    quiet: { type: "boolean", describe: "no progress" },
    help: { type: "boolean", alias: "h", describe: "show this" },
  },
  examples: [
    "orrery run scenarios/launch.yaml",
    "orrery run scenarios/launch.yaml --seed 2 --horizon '6 h' --out /tmp/launch",
    "orrery run my.yaml --set operators[0].count=500 --json",
    "orrery run my.yaml --replications 20 --workers 4",
    "orrery run my.yaml --horizon '90 d' --save-at '30 d'",
    "orrery run scenarios/network/propagation.yaml --trace-window 20s..22s",
    "orrery run --from results/my/1-9f86d081/snapshot-30d.orrery --set operators[0].uptime='90 %'",
  ],
  run: async (args, program) => runFiles(await modelsTyped(args, program), args),
};

/** The snapshot that is needed to come to the same results: none where the run goes on as it would have anyway. */
const forkedFrom = (from: NamedSnapshot | undefined, resolvedYaml: string): string | undefined =>
  from === undefined || from.snapshot.resolvedYaml === resolvedYaml ? undefined : from.name;

/** Of work that takes longer somebody may want to see something meanwhile; estimated seconds. */
const watchableS = 20;

/** Estimated, of what is left to run. */
function secondsOf(
  { ready: { plan, scenario }, replications, from }: TypedRun<ScenarioBasics>,
  workers: number,
): number {
  const left = from === undefined ? 1 : Math.max(0, 1 - from.snapshot.atUs / scenario.horizon);
  return togetherS((left * plan.seconds) / plan.replications, replications.list.length, workers);
}

/** Of each file that was typed, its model; with a snapshot all are of one. Throws `UsageError` where they are not. */
async function modelsTyped(args: Arguments, program: Program): Promise<Model | ModelOfFile<ScenarioBasics>> {
  const { words } = args;
  const stored = args.texts("from");
  if (stored.length > 0 || words.length < 2) return await program.loadModel([...words, ...stored]);
  return modelOfEach(words, program);
}

/** Threads of each model, as many as any of its runs has; none are started before they have work. */
function poolsOf<Scenario extends ScenarioBasics>(
  runs: readonly TypedRun<Scenario>[],
  workers: readonly number[],
): ReadonlyMap<Model<Scenario>, Pool> {
  const pools = new Map<Model<Scenario>, Pool>();
  for (const { model } of runs) {
    if (pools.has(model)) continue;
    const most = runs.reduce((max, run, k) => (run.model === model ? Math.max(max, workers[k]) : max), 0);
    const pool = poolFor(model.worker, most);
    if (pool !== undefined) pools.set(model, pool);
  }
  return pools;
}

/** Of a single replication that its model could divide, what takes one thread. */
const ofStored = ["save-at", "from"];
const ofObserved = ["trace", "trace-window"];

/** Why not all threads that were typed have work; undefined: they have, as far as is known before. */
function whyIdle<Scenario extends ScenarioBasics>(
  { model, ready: { scenario }, replications }: Pick<TypedRun<Scenario>, "model" | "ready" | "replications">,
  { typed, used, args }: { readonly typed: number; readonly used: number; readonly args: Arguments },
): string | undefined {
  if (typed === 1) return undefined;
  if (args.flag("profile")) return messages.oneThreadFor(typed, "profile");
  if (typed <= used) return undefined;
  const division = model.divisionOf?.(scenario) ?? null;
  if (division === null || replications.list.length > 1) return messages.spareWorkers(typed, used);
  const undivided = division.isStored ? ofObserved : [...ofStored, ...ofObserved];
  const option = undivided.find((name) => args.flag(name) || args.texts(name).length > 0);
  return option === undefined ? undefined : messages.oneThreadFor(typed, option);
}

/** Throws `UsageError` for what is asked for of a run whose model does not have it. */
function refuseNotKept<Scenario extends ScenarioBasics>(runs: readonly TypedRun<Scenario>[], args: Arguments): void {
  for (const option of ["events", "profile"] as const) {
    const without = args.flag(option) ? runs.find(({ model }) => !keeps(model, option)) : undefined;
    if (without !== undefined) throw new UsageError(messages.keepsNone(option, without.ready.file));
  }
}

/** Throws `UsageError` or `TraceWindowRefusal` where a window cannot be traced of one of the runs. */
function refuseWindow<Scenario extends ScenarioBasics>(
  window: TraceWindow,
  runs: readonly TypedRun<Scenario>[],
  args: Arguments,
): void {
  if (args.flag("trace")) throw new UsageError(messages.oneTrace());
  for (const { ready, replications } of runs) {
    if (replications.list.length > 1) throw new UsageError(messages.windowOfOne(ready.file, replications.list.length));
    const { scenario, plan } = ready;
    checkTraceWindow(window, { name: scenario.name, horizonUs: scenario.horizon, total: plan.events.total });
  }
}

/** How much a window will be, about. */
function windowFacts(
  window: TraceWindow,
  { scenario, plan }: Pick<ReadyScenario<ScenarioBasics>, "scenario" | "plan">,
) {
  const { total } = plan.events;
  const events = windowEvents(window, { horizonUs: scenario.horizon, total });
  return { events, total, max: maxWindowEvents, bytesEach: bytesPerEvent };
}

/** Everything is checked before anything runs: files, networks, folders. */
export async function runFiles<Scenario extends ScenarioBasics>(
  models: Model<Scenario> | ModelOfFile<Scenario>,
  args: Arguments,
): Promise<ExitCode> {
  const out = args.text("out");
  if (out !== undefined && args.words.length > 1) throw new UsageError(messages.oneFolder());
  const force = args.flag("force");
  const typed = workersTyped(args);
  const saveAtUs = readSaveTimes(args.texts("save-at"));
  const windowText = args.text("trace-window");
  const window = windowText === undefined ? undefined : readTraceWindow(windowText);
  const runs = typedRuns(typeof models === "function" ? models : () => models, args);
  refuseNotKept(runs, args);
  if (window !== undefined) refuseWindow(window, runs, args);
  for (const { ready, from } of runs) {
    const { file: name, scenario } = ready;
    checkSaveTimes(saveAtUs, { name, fromUs: from?.snapshot.atUs ?? 0, untilUs: scenario.horizon });
  }
  const folders = runs.map((run) => out ?? folderOfRun(run));
  folders.forEach((folder, k) => {
    if (folders.indexOf(folder) < k) throw new UsageError(messages.sameFolder(folder));
  });
  const isProfiled = args.flag("profile");
  // A profile is of one thread.
  const max = isProfiled ? 1 : typed;
  const workers = runs.map(({ ready, replications }) => workersFor(max, replications.list.length, ready.plan));
  const seconds = runs.reduce((sum, run, k) => sum + secondsOf(run, workers[k]), 0);
  await agreeToWork(seconds, args);
  const pools = poolsOf(runs, workers);

  const json = args.flag("json");
  const quiet = args.flag("quiet");
  const work = watchWork();
  const { interrupt } = work;
  const claims: ClaimedFolder[] = [];
  let code: ExitCode = exitCodes.ok;
  const claimed: FinishedRun["summary"][] = [];
  try {
    for (const folder of folders) claims.push(claimResultFolder({ folder, force }));
    for (const [k, { model, ready, replications, events, from }] of runs.entries()) {
      const { file, scenario } = ready;
      const head = `${headLine(scenario, { replication: replications.only, fromUs: from?.snapshot.atUs })}\n`;
      printHead(head, { json, quiet });
      if (!quiet) for (const form of ready.plan.olderForms ?? []) printNote(`${scenario.name}: ${form}\n`);
      const idle = typed === undefined ? undefined : whyIdle(runs[k], { typed, used: workers[k], args });
      if (idle !== undefined && !quiet) printNote(`${idle}\n`);
      if (ready.sweep !== undefined && !quiet) printNote(`${messages.hasSweep(file, scenario.name)}\n`);
      if (!quiet && model.sceneWords !== undefined && seconds >= watchableS)
        printNote(`${messages.watchMeanwhile(folders[k])}\n`);
      const progress = await work.begin(quiet);
      const profile = isProfiled ? new Profile() : undefined;
      const tracer = window === undefined ? undefined : new WindowTracer(window);
      if (window !== undefined && !quiet) printNote(`${messages.traceAhead(windowFacts(window, ready))}\n`);
      try {
        const finished = await runScenario(model, ready, {
          folder: claims[k],
          replications: replications.list,
          replayOf: replayOf(from === undefined ? file : args.words[0], args, scenario),
          events,
          trace: args.flag("trace"),
          parquet: args.flag("parquet"),
          profiler: profile,
          tracer,
          saveAtUs,
          threads: threadsForOne(max),
          ...(from !== undefined && { from: from.moments, snapshot: from }),
          commandLine: ["orrery", ...process.argv.slice(2)],
          reportedCommand: wantsReport(args)
            ? reportedRun({ only: replications.only, snapshot: forkedFrom(from, ready.resolvedYaml) })
            : undefined,
          progress,
          interrupt,
          pool: workers[k] > 1 ? pools.get(model) : undefined,
        });
        print(json ? `${runJson(finished)}\n` : runText(finished));
        claimed.push(finished.summary);
        if (profile !== undefined) (json ? printNote : print)(profile.text());
        if (tracer !== undefined && !quiet)
          printNote(`${messages.traceWritten(tracer.events.timeUs.length, tracer.leftOut)}\n`);
        if (finished.notStoredUs.length > 0) printNote(`${messages.notStored(finished.notStoredUs.map(timeName))}\n`);
        if (!tellNotDrawn(finished.missing)) code = exitCodes.unforeseen;
      } finally {
        progress.stop();
        claims[k].release();
      }
      if (interrupt.requested) break;
    }
    if (!json) print(claimsText(claimed));
    return interrupt.requested ? interrupt.exitCode : code;
  } finally {
    for (const claim of claims) claim.release();
    work.end();
    for (const pool of pools.values()) await pool.close();
  }
}
