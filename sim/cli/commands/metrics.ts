import {
  type ListedFigure,
  type ListedMetric,
  listedFigures,
  listedMetrics,
} from "../../experiment/figures/catalogue.js";
import type { MetricInfo } from "../../experiment/figures/metric-info.js";
import type { Model, ScenarioBasics } from "../../experiment/model.js";
import { loadAll } from "../../experiment/ready-scenario.js";
import { type Arguments, type Command, UsageError } from "../command.js";
import { fileOptions, scenarioOptions } from "../load.js";
import { type ExitCode, exitCodes } from "../terminal/exit-codes.js";
import { messages } from "../terminal/messages.js";
import { print } from "../terminal/output-streams.js";

/** `orrery metrics`: what a run measures, and what can be asked of it. */
export const metricsCommand: Command = {
  usage: "metrics [FILE]",
  about:
    "Lists the metrics that a run of the scenario has, or those of all runs, with unit, meaning, range and who reads them; and " +
    "the figures over time that `outputs` of a scenario can ask for. Runs and writes nothing.",
  options: {
    ...scenarioOptions,
    json: { type: "boolean", describe: "print one JSON object" },
    help: { type: "boolean", alias: "h", describe: "show this" },
  },
  examples: ["orrery metrics", "orrery metrics scenarios/launch.yaml --json"],
  run: async (args, program) => listMetrics(await program.loadModel(args.words), args),
};

export function listMetrics<Scenario extends ScenarioBasics>(model: Model<Scenario>, args: Arguments): ExitCode {
  const [file, another] = args.words;
  if (another !== undefined) throw new UsageError(messages.oneFile("metrics"));
  const metrics = metricsAsked(model, file, args);
  const pictures = model.picturesByMetric?.();
  const listed = listedMetrics(metrics, (name) => pictures?.get(name) ?? []);
  const figures = listedFigures();
  print(args.flag("json") ? `${JSON.stringify({ metrics: listed, figures }, null, 2)}\n` : textOf(listed, figures));
  return exitCodes.ok;
}

function metricsAsked<Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  file: string | undefined,
  args: Arguments,
): readonly MetricInfo[] {
  if (file === undefined) return model.metricsOf();
  return model.metricsOf(loadAll(model, [file], fileOptions(args))[0].scenario);
}

const courses = { level: [], total: ["since the start"], end: ["known at the end"] } as const;

function textOf(metrics: readonly ListedMetric[], figures: readonly ListedFigure[]): string {
  const metricLines = metrics.map(({ name, unit, about, range, course, pictures, alias, level }) => {
    const drawn = pictures.map((picture) => `picture ${picture}`);
    const short = alias === null ? [] : [`also ${alias}`];
    const notes = [...courses[course], ...short, ...drawn, ...(level === null ? [] : [`level ${level}`])];
    return `  ${name} (${unit}${rangeText(range)}): ${about}${notes.length === 0 ? "" : ` [${notes.join(", ")}]`}`;
  });
  const width = Math.max(...figures.map(({ written }) => written.length));
  return [
    "Metrics: in summary.json and figures.csv, and in series.csv but for those known at the end",
    ...metricLines,
    "",
    "Figures over time, for `outputs` of a scenario; values hold from one report step to the next",
    ...figures.map(({ written, about }) => `  ${written.padEnd(width)}  ${about}`),
    "",
  ].join("\n");
}

const rangeText = ({ min, max }: ListedMetric["range"]): string =>
  max !== null ? `, ${min ?? "−∞"} to ${max}` : min !== null ? `, from ${min}` : "";
