/** A scenario with another value at a path, checked and planned like one that was written so. */
import type { Plain } from "../../scenario/tree.js";
import { type MapTree, plainOf, treeOf } from "../../scenario/tree.js";
import { fillDefaults } from "../../scenario/fill.js";
import { laterError } from "../../scenario/later-error.js";
import { Refusal } from "../../scenario/error.js";
import { putInTree } from "../../scenario/override.js";
import type { Step } from "../../scenario/path.js";
import type { SourceSpan } from "../../scenario/source.js";
import { standardMessage, translateIssues } from "../../scenario/translate.js";
import type { Model, Plan, ScenarioBasics } from "../model.js";
import { detailOf, planFor, type ReadyScenario, ScenarioErrors } from "../ready-scenario.js";

export interface PlacedValue {
  readonly steps: readonly Step[];
  readonly value: number | string;
  /** Where it was typed, or what it was made of. */
  readonly span: SourceSpan;
}

export interface PlacedScenario<Scenario> {
  readonly scenario: Scenario;
  /** With every default filled in. */
  readonly written: { readonly [key: string]: Plain };
  readonly plan: Plan;
}

/** Throws `ScenarioErrors` where a value cannot be, placed where the last of them was typed. */
export function placedScenario<Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  { file, written }: Pick<ReadyScenario<Scenario>, "file" | "written">,
  values: readonly PlacedValue[],
): PlacedScenario<Scenario> {
  const { span } = values[values.length - 1];
  const nowhere: MapTree = { kind: "map", span, entries: new Map() };
  try {
    const tree = values.reduce(
      (below, { steps, value, span: own }) =>
        putInTree(below, steps, { value: { kind: "scalar", span: own, value, raw: String(value) }, span: own }),
      treeOf(written, nowhere),
    );
    const plain = plainOf(tree);
    const parsed = model.schema.safeParse(plain, { error: () => standardMessage });
    if (!parsed.success) throw new ScenarioErrors(translateIssues(model.schema, tree, parsed.error.issues));
    const plan = planFor(model, file, parsed.data);
    if (plan.infeasible.length > 0)
      throw new ScenarioErrors(
        plan.infeasible.map((wrong) => laterError(tree, wrong.path, wrong.message, detailOf(wrong))),
      );
    return { scenario: parsed.data, written: fillDefaults(model.schema, plain) as { [key: string]: Plain }, plan };
  } catch (error) {
    if (error instanceof Refusal) throw new ScenarioErrors([error.error]);
    throw error;
  }
}
