/** `orrery check --update-baseline` stores what a check found, and `--baseline` says whether it has moved since. */
import { dirname, join } from "node:path";
import { type Budget, budgetText, commonPrefix, readBudget } from "../experiment/expect/baseline/budget.js";
import { type Margins, type MovedScenario, movementOf } from "../experiment/expect/baseline/movement.js";
import { files } from "../files/file-system.js";
import { ownName } from "../files/owner.js";
import { makeFolders, removeTree, writeNewFile } from "../files/trees.js";
import { share } from "../units/dimensions.js";
import { parseQuantity } from "../units/quantity.js";
import { type Arguments, type CommandOptions, UsageError } from "./command.js";
import { baselineMessages as messages } from "./terminal/baseline-messages.js";

const defaultFolder = "results/baselines/checks";
/** What counts as the same unless something else is said. */
const defaultMargin = 0.1;

export const baselineOptions: CommandOptions = {
  "update-baseline": {
    type: "boolean",
    describe: "store what was found, to compare with later; where fingerprints change it needs --because",
  },
  because: { type: "string", requiresArg: true, describe: "why stored fingerprints change; kept beside the new ones" },
  baseline: {
    type: "boolean",
    describe:
      "compare with what was stored: have results moved, only the trajectory, or neither? Exit code 99 if they have",
  },
  "baseline-folder": {
    type: "string",
    requiresArg: true,
    describe: `folder of what is stored (default: ${defaultFolder})`,
  },
  margin: {
    type: "string",
    requiresArg: true,
    describe:
      "what counts as the same: a share of each stored mean, and so many points of each share of runs (default: 10 %); ID=VALUE for one expectation, in its unit",
  },
};

/** What was asked for. */
export interface Baselines {
  readonly updates: boolean;
  readonly compares: boolean;
  readonly folder: string;
  readonly because: string | undefined;
  readonly margins: Margins;
}

/** A scenario beside what is stored of it. */
export interface BesideStored {
  readonly file: string;
  readonly now: Budget;
  readonly stored: Budget | undefined;
  /** Undefined: nothing is stored. */
  readonly moved: MovedScenario | undefined;
}

/** Throws `UsageError`. `isPart`: whether only a part of the expectations is judged. */
export function baselinesTyped(args: Arguments, isPart: boolean): Baselines {
  const [updates, compares] = [args.flag("update-baseline"), args.flag("baseline")];
  const because = args.text("because");
  if (updates && isPart) throw new UsageError(messages.noPart());
  if (because !== undefined && !updates) throw new UsageError(messages.needs("because", "--update-baseline"));
  if (because?.trim() === "") throw new UsageError(messages.noReason());
  if (args.text("margin") !== undefined && !compares) throw new UsageError(messages.needs("margin", "--baseline"));
  if (args.text("baseline-folder") !== undefined && !compares && !updates)
    throw new UsageError(messages.needs("baseline-folder", "--baseline or --update-baseline"));
  const folder = args.text("baseline-folder") ?? defaultFolder;
  return { updates, compares, folder, because, margins: marginsTyped(args.texts("margin")) };
}

function marginsTyped(texts: readonly string[]): Margins {
  let ofAll = defaultMargin;
  const byId = new Map<string, number>();
  for (const text of texts) {
    const [, id, value] = /^(?:([^=]+)=)?(.*)$/.exec(text) ?? [];
    const isPlain = id !== undefined && /^\d{1,15}(?:\.\d{1,15})?$/.test(value.trim());
    const parsed = isPlain ? { ok: true as const, value: Number(value) } : parseQuantity(share, value);
    if (!parsed.ok) throw new UsageError(messages.badMargin(text, parsed.message));
    if (!(parsed.value > 0)) throw new UsageError(messages.badMargin(text, "it is above 0"));
    if (id === undefined) ofAll = parsed.value;
    else byId.set(id.trim(), parsed.value);
  }
  return { share: ofAll, byId };
}

const pathOf = (folder: string, scenario: string): string => join(folder, `${scenario}.json`);

/** What is stored of scenarios, by their names. Throws `UsageError` for what is no such file, and for margins of nothing. */
export function readStored(
  { folder, compares, updates, margins }: Baselines,
  { scenarios, ids }: { readonly scenarios: readonly string[]; readonly ids: readonly string[] },
): ReadonlyMap<string, Budget> {
  const stored = new Map<string, Budget>();
  if (!compares && !updates) return stored;
  const unknown = [...margins.byId.keys()].find((id) => !ids.includes(id));
  if (unknown !== undefined) throw new UsageError(messages.noExpectation(unknown, ids));
  const twice = scenarios.find((name, k) => scenarios.indexOf(name) !== k);
  if (twice !== undefined) throw new UsageError(messages.sameName(twice));
  for (const name of scenarios) {
    const path = pathOf(folder, name);
    if (files.stat(path) === undefined) continue;
    const budget = readBudget(files.readText(path));
    if (budget === undefined) throw new UsageError(messages.noBudget(path));
    stored.set(name, budget);
  }
  return stored;
}

/** How a scenario stands beside what is stored of it. */
export function besideStored(
  { file, now }: Pick<BesideStored, "file" | "now">,
  stored: Budget | undefined,
  margins: Margins,
): BesideStored {
  return { file, now, stored, moved: stored === undefined ? undefined : movementOf(stored, now, margins) };
}

/** Stores them all, or none. Throws `UsageError` where a fingerprint changes without a reason. */
export function storeBudgets(
  beside: readonly BesideStored[],
  { folder, because }: Pick<Baselines, "folder" | "because">,
): readonly string[] {
  const changed = beside.filter(({ now, stored }) => stored !== undefined && hasChanged(stored, now));
  if (changed.length > 0 && because === undefined)
    throw new UsageError(messages.needsReason(changed.map(({ now }) => now.scenario)));
  makeFolders(folder);
  return beside.map(({ now, stored }) => {
    const path = pathOf(folder, now.scenario);
    const kept = stored?.changes ?? [];
    const change = stored === undefined || because === undefined ? undefined : changeOf(stored, now, because);
    replaceFile(path, budgetText({ ...now, changes: change === undefined ? kept : [...kept, change] }));
    return path;
  });
}

/** Other replications than before, or none in common, are a change too. */
function hasChanged(stored: Budget, now: Budget): boolean {
  const common = commonPrefix(stored, now);
  return common === undefined || common.before !== common.after;
}

function changeOf(stored: Budget, now: Budget, because: string): Budget["changes"][number] | undefined {
  if (!hasChanged(stored, now)) return undefined;
  const common = commonPrefix(stored, now);
  return { because, before: common?.before ?? lastOf(stored), after: common?.after ?? lastOf(now) };
}

const lastOf = ({ fingerprints }: Budget): string => Object.values(fingerprints).at(-1) ?? "";

/** The file is there whole, as before or as now, whenever the process ends. */
function replaceFile(path: string, text: string): void {
  const temporary = join(dirname(path), `.${ownName()}.tmp`);
  removeTree(temporary);
  writeNewFile(temporary, [Buffer.from(text)]);
  files.rename(temporary, path);
}
