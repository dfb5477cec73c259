import Table from "cli-table3";
import { cellCount } from "../../experiment/sweep/grid.js";
import { type Arguments, type Command, UsageError } from "../command.js";
import { type ExitCode, exitCodes } from "../terminal/exit-codes.js";
import { loadAll, type ReadyScenario } from "../../experiment/ready-scenario.js";
import { fileOptions, scenarioOptions } from "../load.js";
import { messages } from "../terminal/messages.js";
import type { Model, Plan, ScenarioBasics } from "../../experiment/model.js";
import { bytesText, countText, durationText } from "../../units/readable.js";
import { readySweep } from "../../experiment/sweep/ready-sweep.js";
import { workersFor } from "../../experiment/pool/worker-count.js";
import { workersOption, workersTyped } from "../workers.js";
import { print } from "../terminal/output-streams.js";

/** `orrery plan`: what would run before anything does. */
export const planCommand: Command = {
  usage: "plan FILE...",
  about:
    "Says what would run: how large it is, frames and replications, and roughly what it would cost. Runs and writes nothing.",
  options: {
    ...scenarioOptions,
    ...workersOption,
    json: { type: "boolean", describe: "print one JSON object a scenario" },
    help: { type: "boolean", alias: "h", describe: "show this" },
  },
  examples: ["orrery plan scenarios/launch.yaml", "orrery plan scenarios/*.yaml --replications 20"],
  run: async (args, program) => planFiles(await program.loadModel(args.words), args),
};

/** Prints the plans of all files, or throws for what is wrong in any of them. */
export function planFiles<Scenario extends ScenarioBasics>(model: Model<Scenario>, args: Arguments): ExitCode {
  if (args.words.length === 0) throw new UsageError(messages.needsFile("plan"));
  const typed = workersTyped(args);
  const ready = loadAll(model, args.words, fileOptions(args)).map((one) => ({
    ...one,
    workersUsed: workersFor(typed, one.plan.replications, one.plan),
    sweep: one.sweep === undefined ? undefined : planSweep(model, one, typed),
  }));
  if (args.flag("json")) {
    for (const { scenario, plan, workersUsed, sweep } of ready) {
      const { infeasible: _infeasible, sizes: _sizes, ...rest } = plan;
      const { name, seed } = scenario;
      print(`${JSON.stringify({ scenario: name, seed, ...rest, workersUsed, sweep })}\n`);
    }
    return exitCodes.ok;
  }
  const sizeNames = ready[0].plan.sizes.map(([name]) => name);
  const head = ["scenario", ...sizeNames, "frames", "events", "replications", "memory", "time"];
  const table = new Table({
    head,
    colAligns: head.map((_name, column) => (column === 0 ? "left" : "right")),
    style: { head: [], border: [] },
  });
  for (const { scenario, plan } of ready) {
    const { sizes, frames, events, replications } = plan;
    const counts = [...sizes.map(([, count]) => count), frames, events.total, replications].map(countText);
    table.push([
      scenario.name,
      ...counts,
      `about ${bytesText(plan.memoryBytes)}`,
      `about ${durationText(plan.seconds)}`,
    ]);
  }
  print(`${table.toString()}\n`);
  for (const { scenario, plan, workersUsed, sweep } of ready) {
    const swept = sweep === undefined ? [] : [messages.sweepPlan(sweep), sweepDivision(sweep)];
    for (const line of plan.timeline ?? []) print(`${scenario.name}: ${line}\n`);
    for (const note of [
      ...plan.notes,
      ...(plan.olderForms ?? []),
      divisionOf(model, { scenario, plan, workersUsed }),
      ...swept,
    ]) {
      print(`${scenario.name}: ${note}\n`);
    }
    if (sweep !== undefined) print(pointsText(sweep));
  }
  return exitCodes.ok;
}

/** Who does the work, and how long that takes together. */
function divisionOf(
  { divisionOf: divisionOfRun }: Pick<Model, "divisionOf">,
  { scenario, plan, workersUsed: workers }: { scenario: ScenarioBasics; plan: Plan; workersUsed: number },
): string {
  const { replications, seconds } = plan;
  if (replications === 1)
    return divisionOfRun?.(scenario) ? messages.oneDivided() : messages.oneWorker(scenario.fidelity);
  const togetherS = (seconds * Math.ceil(replications / workers)) / replications;
  return messages.divided({ count: replications, what: "replications", workers }, durationText(togetherS));
}

/** What `orrery sweep` would run, and its cost: seconds of one worker. */
interface SweepPlan {
  readonly points: number;
  readonly replications: number;
  readonly cells: number;
  readonly seconds: number;
  readonly workersUsed: number;
  readonly designPoints: readonly PlannedPoint[];
}

/** A design point: the values of its fields, and what all its replications would cost. */
interface PlannedPoint {
  readonly point: number;
  /** Amounts beyond what a number holds exactly are decimal text. */
  readonly parameters: Readonly<Record<string, number | string>>;
  readonly events: number;
  readonly memoryBytes: number;
  readonly seconds: number;
}

const exact = (value: number | bigint | string): number | string => (typeof value === "bigint" ? String(value) : value);

/** Points that are printed one by one. */
const pointsShown = 40;

function pointsText({ designPoints }: SweepPlan): string {
  const [first] = designPoints;
  const names = Object.keys(first.parameters);
  const head = ["point", ...names, "events", "memory", "time"];
  // Without lines between the rows.
  const chars = { mid: "", "left-mid": "", "mid-mid": "", "right-mid": "" };
  const table = new Table({ chars, head, colAligns: head.map(() => "right"), style: { head: [], border: [] } });
  for (const { point, parameters, events, memoryBytes, seconds } of designPoints.slice(0, pointsShown))
    table.push([
      String(point),
      ...names.map((name) => String(parameters[name])),
      countText(events),
      `about ${bytesText(memoryBytes)}`,
      `about ${durationText(seconds)}`,
    ]);
  const rest = designPoints.length - pointsShown;
  return `${table.toString()}\n${rest > 0 ? `${messages.morePoints(rest)}\n` : ""}`;
}

/** Throws `ScenarioErrors` if a point cannot be. */
function planSweep<Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  { file, scenario, written, errorFor, sweep }: ReadyScenario<Scenario>,
  typed: number | undefined,
): SweepPlan | undefined {
  if (sweep === undefined) return undefined;
  const { grid, points, parameters } = readySweep(model, file, { value: scenario, written, errorFor, sweep });
  const cells = cellCount(grid);
  const memoryBytes = points.reduce((max, { plan }) => Math.max(max, plan.memoryBytes), 0);
  const seconds = points.reduce((sum, { plan }) => sum + plan.seconds, 0);
  const designPoints = points.map(({ plan }, point) => ({
    point,
    parameters: Object.fromEntries(parameters.columns.map(({ name, values }) => [name, exact(values[point])])),
    events: plan.events.total,
    memoryBytes: plan.memoryBytes,
    seconds: plan.seconds,
  }));
  return { ...grid, cells, seconds, workersUsed: workersFor(typed, cells, { memoryBytes }), designPoints };
}

function sweepDivision({ cells, seconds, workersUsed }: SweepPlan): string {
  const togetherS = (seconds * Math.ceil(cells / workersUsed)) / cells;
  return messages.divided({ count: cells, what: "cells", workers: workersUsed }, durationText(togetherS));
}
