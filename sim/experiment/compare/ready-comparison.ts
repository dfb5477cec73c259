/** Two sides that can be compared: both read, checked and planned, and both of the same random numbers. */
import { differingPaths } from "../snapshot/differing-paths.js";
import type { Override } from "../../scenario/override.js";
import type { ScenarioError } from "../../scenario/error.js";
import { parsePath } from "../../scenario/path.js";
import { shorten } from "../../scenario/shorten.js";
import type { Plain } from "../../scenario/tree.js";
import { outputNames } from "../figures/outputs.js";
import type { Model, ScenarioBasics } from "../model.js";
import { type FileOptions, loadAll, type ReadyScenario, ScenarioErrors } from "../ready-scenario.js";

export interface SideFile {
  readonly file: string;
  readonly options: FileOptions;
}

export interface ReadyComparison<Scenario extends ScenarioBasics> {
  readonly a: ReadyScenario<Scenario>;
  readonly b: ReadyScenario<Scenario>;
  /** What B has otherwise than A, but for its name; texts of YAML values, undefined where there is none. */
  readonly changes: readonly Change[];
  /** Names of metrics that both have, those of figures that both ask for among them. */
  readonly metrics: readonly string[];
  /** The seed that B's file has, where it is not the one that both use. */
  readonly otherSeed: number | string | undefined;
}

export interface Change {
  readonly path: string;
  readonly a: string | undefined;
  readonly b: string | undefined;
}

/** What says which scenario it is and how often it runs. */
const labels: ReadonlySet<string> = new Set(["$schema", "name", "about", "seed", "replications"]);

/** Both sides run on the seed of A. Throws `ScenarioErrors` with all that is wrong with either. */
export function readyComparison<Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  sides: { readonly a: SideFile; readonly b: SideFile },
): ReadyComparison<Scenario> {
  const errors: ScenarioError[] = [];
  const load = ({ file, options }: SideFile): ReadyScenario<Scenario> | undefined => {
    try {
      return loadAll(model, [file], options)[0];
    } catch (error) {
      if (!(error instanceof ScenarioErrors)) throw error;
      errors.push(...error.errors);
      return undefined;
    }
  };
  const [a, own] = [load(sides.a), load(sides.b)];
  if (a === undefined || own === undefined) throw new ScenarioErrors(distinct(errors));
  const hasOther = String(own.scenario.seed) !== String(a.scenario.seed);
  const b = hasOther ? loadAll(model, [sides.b.file], withSeed(sides.b.options, a.scenario.seed))[0] : own;
  return { ...comparisonOf(model, a, b), otherSeed: hasOther ? own.scenario.seed : undefined };
}

/** Of scenarios that were loaded. What B says of a seed does not count. */
export function comparisonOf<Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  a: ReadyScenario<Scenario>,
  b: ReadyScenario<Scenario>,
): Omit<ReadyComparison<Scenario>, "otherSeed"> {
  const inB = new Set(metricsOf(model, b.scenario));
  return {
    a,
    b: { ...b, scenario: { ...b.scenario, seed: a.scenario.seed } },
    changes: changesOf(a.written, b.written),
    metrics: metricsOf(model, a.scenario).filter((name) => inB.has(name)),
  };
}

/** One file may be wrong on both sides. */
function distinct(errors: readonly ScenarioError[]): ScenarioError[] {
  const seen = new Set<string>();
  return errors.filter(({ file, line, column, path, message }) => {
    const key = JSON.stringify([file, line, column, path, message]);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

function withSeed(options: FileOptions, seed: number | string): FileOptions {
  const override: Override = { flag: "--seed", text: `seed=${JSON.stringify(seed)}` };
  return { ...options, overrides: [...(options.overrides ?? []), override] };
}

const metricsOf = <Scenario extends ScenarioBasics>(model: Model<Scenario>, scenario: Scenario): readonly string[] => {
  const infos = model.metricsOf(scenario);
  return [...infos.map(({ name }) => name), ...outputNames(scenario, infos)];
};

function changesOf(a: Plain, b: Plain): Change[] {
  return differingPaths(bare(a), bare(b)).map((path) => ({ path, a: textAt(a, path), b: textAt(b, path) }));
}

const bare = (written: Plain): unknown =>
  Object.fromEntries(Object.entries(written as object).filter(([key]) => !labels.has(key)));

/** A value as JSON, as far as it goes: long ones are shortened. */
function textAt(written: Plain, path: string): string | undefined {
  let value: unknown = written;
  for (const step of parsePath(path) ?? []) value = (value as Readonly<Record<string, unknown>> | undefined)?.[step];
  if (value === undefined) return undefined;
  return shorten(typeof value === "string" ? value : JSON.stringify(value));
}
