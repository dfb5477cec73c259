/** From files to scenarios that can be run: read, checked and planned, or refused with everything that is wrong. */
import { codeVersion } from "../program/code-version.js";
import { locating, type ScenarioError } from "../scenario/error.js";
import { formatErrors } from "../scenario/format.js";
import type { ErrorDetail } from "../scenario/later-error.js";
import {
  type FailedScenario,
  type LoadedScenario,
  type LoadedSweep,
  type LoadOptions,
  loadScenario,
} from "../scenario/load.js";
import { nearestWord } from "../scenario/nearest.js";
import { toYaml } from "../scenario/print.js";
import type { Plain } from "../scenario/tree.js";
import { append } from "../units/append.js";
import { fileNameRule, isFileName } from "../units/file-name.js";
import { messages } from "./messages.js";
import { expectationProblems } from "./expect/expectations.js";
import { claimProblems } from "./claims/claim.js";
import { outputProblems } from "./figures/outputs.js";
import type { Dated } from "../scenario/timeline/moments.js";
import type { Infeasible, Model, Plan, ScenarioBasics } from "./model.js";

/** Other values than those of the file, and the folder that it may extend files of. */
export type FileOptions = Omit<LoadOptions<Model["schema"]>, "schema">;

/** All errors of all files that were to be run, as data and as a text of lines. Exit code 2. */
export class ScenarioErrors extends Error {
  override readonly name = "ScenarioErrors";
  constructor(readonly errors: readonly ScenarioError[]) {
    super(`${formatErrors(errors)}\n${messages.scenarioRefused(errors.length)}`);
  }
}

/** A scenario that can be run. */
export interface ReadyScenario<Scenario extends ScenarioBasics> {
  readonly file: string;
  readonly scenario: Scenario;
  readonly plan: Plan;
  /** Everything that determines the run, as a scenario file. */
  readonly resolvedYaml: string;
  /** The design points that it has beside itself. */
  readonly sweep: LoadedSweep<Scenario> | undefined;
  readonly written: Plain;
  /** Scenarios that claims hold it against, by the index of the claim. */
  readonly against: ReadonlyMap<number, Scenario>;
  /** An error at the place where a value was written. */
  readonly errorFor: LoadedScenario<Scenario>["errorFor"];
}

/** The comment above a resolved scenario. */
export const resolvedHeader = (): string[] => [
  `Resolved by orrery ${codeVersion().version}: everything that determined the run, runnable as it is.`,
];

/** Loads one file, with other values as far as they are given; its name can be that of a folder. */
export function loadFile<Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  file: string,
  options: FileOptions = {},
): LoadedScenario<Scenario> | FailedScenario {
  const loaded = loadScenario(file, { schema: model.schema, ...options });
  if (!loaded.ok) return ofStoredRun(file, loaded) ?? ofOtherModel(loaded) ?? loaded;
  if (isFileName(loaded.value.name)) return loaded;
  return { ok: false, errors: [loaded.errorFor("name", messages.badName(loaded.value.name, fileNameRule))] };
}

/** A stored run, as `--save-at` names it, is no text; another file of that name may be a scenario. */
function ofStoredRun(file: string, { errors: [first, ...others] }: FailedScenario): FailedScenario | undefined {
  if (!file.endsWith(".orrery") || others.length > 0 || first.path !== "") return undefined;
  return { ok: false, errors: [{ ...first, message: messages.storedRun() }] };
}

/** Of a scenario of another model that alone is said: it knows none of the other fields either. */
function ofOtherModel({ errors }: FailedScenario): FailedScenario | undefined {
  const named = errors.filter(({ path }) => path === "model");
  if (named.length === 0) return undefined;
  return { ok: false, errors: named.map((error) => ({ ...error, message: messages.otherModel() })) };
}

/** Loads and plans files, each of the model that there is for it; throws `ScenarioErrors` with all that is wrong in any of them. */
export function loadAll<Scenario extends ScenarioBasics>(
  models: Model<Scenario> | ((file: string) => Model<Scenario>),
  files: readonly string[],
  options: FileOptions = {},
): ReadyScenario<Scenario>[] {
  const errors: ScenarioError[] = [];
  const ready: ReadyScenario<Scenario>[] = [];
  for (const file of files) {
    const model = typeof models === "function" ? models(file) : models;
    const loaded = loadFile(model, file, options);
    if (!loaded.ok) {
      append(errors, loaded.errors);
      continue;
    }
    try {
      ready.push(withAgainst(model, readyScenario(model, file, loaded), options));
    } catch (error) {
      if (!(error instanceof ScenarioErrors)) throw error;
      append(errors, error.errors);
    }
  }
  if (errors.length > 0) throw new ScenarioErrors(errors);
  return ready;
}

/** A scenario and what its claims hold it against, which is loaded from the same place; throws `ScenarioErrors`. */
export const withAgainst = <Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  ready: ReadyScenario<Scenario>,
  options: FileOptions,
): ReadyScenario<Scenario> => ({ ...ready, against: againstOf(model, ready, options) });

function againstOf<Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  { file, scenario }: ReadyScenario<Scenario>,
  options: FileOptions,
): ReadonlyMap<number, Scenario> {
  const errors: ScenarioError[] = [];
  const against = new Map<number, Scenario>();
  (scenario.claims ?? []).forEach((claim, k) => {
    if (claim.against === undefined) return;
    const others = claim.against.map((text, n) => ({ flag: `claims[${k}].against[${n}]`, text }));
    const loaded = loadFile(model, file, { ...options, overrides: [...(options.overrides ?? []), ...others] });
    if (!loaded.ok) return append(errors, loaded.errors);
    try {
      against.set(k, readyScenario(model, file, loaded).scenario);
    } catch (error) {
      if (!(error instanceof ScenarioErrors)) throw error;
      append(errors, error.errors);
    }
  });
  if (errors.length > 0) throw new ScenarioErrors(errors);
  return against;
}

/** Plans a scenario that was loaded; throws `ScenarioErrors` with all that is infeasible about it. */
export function readyScenario<Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  file: string,
  { value: scenario, written, sweep, errorFor }: LoadedScenario<Scenario>,
): ReadyScenario<Scenario> {
  const plan = planFor(model, file, scenario);
  if (plan.infeasible.length > 0) {
    throw new ScenarioErrors(plan.infeasible.map((wrong) => errorFor(wrong.path, wrong.message, detailOf(wrong))));
  }
  return {
    file,
    scenario,
    plan,
    resolvedYaml: toYaml(written, resolvedHeader()),
    sweep,
    written,
    against: new Map(),
    errorFor,
  };
}

/** Of a model whose scenarios have no dated events. */
const noDates: Dated = { moments: [], lookEveryUs: null };

/** The dated events that windows of figures can be of: none, where a model tells none. */
export const datedIn = <Scenario extends ScenarioBasics>(
  model: Pick<Model<Scenario>, "datedOf">,
  scenario: Scenario,
): Dated => model.datedOf?.(scenario) ?? noDates;

/** What a scenario would take; an error that nobody expected names its file. */
export function planFor<Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  file: string,
  scenario: Scenario,
): Plan {
  return locating(
    file,
    () => {
      const plan = model.planOf(scenario);
      const metrics = model.metricsOf(scenario);
      const dated = datedIn(model, scenario);
      const wrong = [
        ...outputProblems(scenario, metrics, dated),
        ...expectationProblems(scenario, metrics, dated),
        ...claimProblems(scenario, metrics, dated),
      ];
      return wrong.length === 0 ? plan : { ...plan, infeasible: [...plan.infeasible, ...wrong] };
    },
    (error) => {
      throw new ScenarioErrors([error]);
    },
  );
}

/** Where in a text something is wrong, and the right word in place of a misspelt one. */
export const detailOf = ({ misspelt, within }: Infeasible): ErrorDetail => ({
  nearest: misspelt === undefined ? undefined : nearestWord(misspelt.word, misspelt.known),
  within,
});
