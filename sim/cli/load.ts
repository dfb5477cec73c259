import { statSync } from "node:fs";
import { placed, type ScenarioError } from "../scenario/error.js";
import { append } from "../units/append.js";
import { formatErrors } from "../scenario/format.js";
import { type FailedScenario, type LoadedScenario, type LoadedSweep, loadScenario } from "../scenario/load.js";
import { nearestWord } from "../scenario/nearest.js";
import type { Override } from "../scenario/override.js";
import { toYaml } from "../scenario/print.js";
import type { Plain } from "../scenario/tree.js";
import { codeVersion } from "../output/code-version.js";
import { fileNameRule, isFileName } from "../units/file-name.js";
import { type Arguments, type CommandOptions, UsageError } from "./command.js";
import { messages } from "./messages.js";
import type { Model, Plan, ScenarioBasics } from "./model.js";

/** Options that change what a scenario says. */
export const scenarioOptions: CommandOptions = {
  seed: { type: "string", requiresArg: true, describe: "another seed: a number or a phrase" },
  replications: { type: "string", requiresArg: true, describe: "how many runs with other random numbers" },
  fidelity: { type: "string", requiresArg: true, describe: "how finely time is simulated" },
  horizon: { type: "string", requiresArg: true, describe: "simulated time, for example '30 d'" },
  set: { type: "string", requiresArg: true, array: true, describe: "another value: --set operators[0].count=5" },
  root: {
    type: "string",
    requiresArg: true,
    describe: "folder that `extends` may reach (default: that of the project)",
  },
};

/** All errors of all files that were to be run. Exit code 2. */
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
  /** An error at the place where a value was written. */
  readonly errorFor: LoadedScenario<Scenario>["errorFor"];
}

/** The comment above a resolved scenario. */
export const resolvedHeader = (): string[] => [
  `Resolved by orrery ${codeVersion().version}: everything that determined the run, runnable as it is.`,
];

/** Loads one file with what was typed; its name can be that of a folder. */
export function loadFile<Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  file: string,
  args: Arguments,
): LoadedScenario<Scenario> | FailedScenario {
  const loaded = loadScenario(file, { schema: model.schema, overrides: overridesOf(args), root: rootTyped(args) });
  if (!loaded.ok || isFileName(loaded.value.name)) return loaded;
  return { ok: false, errors: [loaded.errorFor("name", messages.badName(loaded.value.name, fileNameRule))] };
}

/** Loads and plans files; throws `ScenarioErrors` with all that is wrong in any of them. */
export function loadAll<Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  files: readonly string[],
  args: Arguments,
): ReadyScenario<Scenario>[] {
  const errors: ScenarioError[] = [];
  const ready: ReadyScenario<Scenario>[] = [];
  for (const file of files) {
    const loaded = loadFile(model, file, args);
    if (!loaded.ok) {
      append(errors, loaded.errors);
      continue;
    }
    const { value: scenario, written, sweep } = loaded;
    const plan = planFor(model, file, scenario);
    append(
      errors,
      plan.infeasible.map((wrong) => loaded.errorFor(wrong.path, wrong.message, nearestRight(wrong))),
    );
    ready.push({
      file,
      scenario,
      plan,
      resolvedYaml: toYaml(written, resolvedHeader()),
      sweep,
      written,
      errorFor: loaded.errorFor,
    });
  }
  if (errors.length > 0) throw new ScenarioErrors(errors);
  return ready;
}

/** What a scenario would take; an error that nobody expected names its file. */
export function planFor<Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  file: string,
  scenario: Scenario,
): Plan {
  return placed(
    file,
    () => model.planOf(scenario),
    (error) => {
      throw new ScenarioErrors([error]);
    },
  );
}

/** The right word in place of a misspelt one that a plan found. */
export const nearestRight = ({ misspelt }: Plan["infeasible"][number]): string | undefined =>
  misspelt === undefined ? undefined : nearestWord(misspelt.word, misspelt.known);

/** `--root DIR`. Throws `UsageError` unless that is a folder. */
function rootTyped(args: Arguments): string | undefined {
  const root = args.text("root");
  if (root !== undefined && statSync(root, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new UsageError(messages.noRoot(root));
  return root;
}

/** `--set` first, so that `--seed` and its like have the last word. */
export function overridesOf(args: Arguments): Override[] {
  const named = ["seed", "replications", "fidelity", "horizon"].flatMap((name) => {
    const text = args.text(name);
    return text === undefined ? [] : [{ flag: `--${name}`, text: `${name}=${valueText(name, text)}` }];
  });
  return [...args.texts("set"), ...named];
}

/** A phrase may look like YAML and is none; everything else is read as a scenario file would read it. */
const valueText = (name: string, text: string): string =>
  name === "seed" && !/^\d+$/.test(text) ? JSON.stringify(text) : text;
