/**
 *   sweep: ─► schema ─► axes: a field and its values ─► factors: axes that advance together
 *                                                          │ every combination, the last factor fastest
 *                        conditions ──────────────────────►▼
 *                                                        points (expand.ts)
 */
import { append } from "../../units/append.js";
import { z } from "zod";
import { errorAt, type Problem, Refusal, type ScenarioError } from "../error.js";
import { limits } from "../limits.js";
import { printPath, type Step } from "../path.js";
import type { AnySchema } from "../schema-walk.js";
import type { Place } from "../source.js";
import { standardMessage, translateIssues } from "../translate.js";
import { type Entry, findInTree, type MapTree, type Plain, plainOf, type Tree } from "../tree.js";
import { type Axis, type AxisContext, checkPath, inRange, readAxis } from "./axes.js";
import { messages } from "./messages.js";
import { type Bounds, boundsOf, type RangeText } from "./range.js";
import { sweepKey, sweepSchema, sweepWords } from "./schema.js";
import { type Condition, parseCondition } from "./where.js";

/** Axes that advance together: one, those of a `zip`, or those of a Latin hypercube, which are drawn later. */
export type Factor =
  | { readonly kind: "values"; readonly axes: readonly Axis[]; readonly length: number }
  | { readonly kind: "latin"; readonly axes: readonly LatinAxis[]; readonly length: number };

export interface LatinAxis extends Omit<Axis, "values"> {
  readonly bounds: Bounds;
}

export interface PlacedCondition {
  readonly condition: Condition;
  readonly place: Place;
}

/** A sweep that was understood. */
export interface SweepText {
  /** In the order of writing. */
  readonly factors: readonly Factor[];
  readonly conditions: readonly PlacedCondition[];
  readonly randomNumbers: "common" | "own";
  readonly place: Place;
  /** As it was written. */
  readonly written: Plain;
}

/** Reads the sweep of a scenario; `sweep` is its entry, `scenario` the rest. */
export function readSweep(
  { keyPlace, value: tree }: Entry,
  { schema, scenario }: { readonly schema: AnySchema; readonly scenario: MapTree },
): SweepText | readonly ScenarioError[] {
  const around: MapTree = {
    kind: "map",
    place: scenario.place,
    entries: new Map([[sweepKey, { keyPlace, value: tree }]]),
  };
  const grammar = z.strictObject({ [sweepKey]: sweepSchema });
  const parsed = grammar.safeParse(plainOf(around), { error: () => standardMessage });
  if (!parsed.success) return translateIssues(grammar, around, parsed.error.issues);
  const reader = new SweepReader({ schema, scenario });
  const { factors, conditions } = reader.read(tree as MapTree);
  if (reader.errors.length > 0) return reader.errors;
  if (factors.length === 0) return [errorAt(keyPlace, sweepKey, messages.nothingSwept())];
  const { randomNumbers } = parsed.data[sweepKey];
  return { factors, conditions, randomNumbers, place: keyPlace, written: plainOf(tree) };
}

/** Goes on after an error, so that all are found at once. */
class SweepReader {
  readonly errors: ScenarioError[] = [];
  readonly #paths = new Set<string>();

  constructor(readonly context: AxisContext) {}

  read(sweep: MapTree): { factors: Factor[]; conditions: PlacedCondition[] } {
    const factors: Factor[] = [];
    const conditions: PlacedCondition[] = [];
    for (const [key, { keyPlace, value }] of sweep.entries) {
      if (this.#paths.size > limits.sweepFields) break;
      if (key === "zip") append(factors, this.#zips(value));
      else if (key === "latin") append(factors, this.#latin(value as MapTree));
      else if (key === "where") append(conditions, this.#conditions(value));
      else if (!(sweepWords as readonly string[]).includes(key)) {
        append(factors, this.#factor([[key, { keyPlace, value }]]));
      }
    }
    return { factors, conditions };
  }

  #zips(tree: Tree): Factor[] {
    const groups = tree.kind === "list" ? tree.items : [tree];
    return groups.flatMap((group) => this.#factor([...(group as MapTree).entries], group.place));
  }

  /** One factor from axes that advance together; none if something is wrong with them. */
  #factor(entries: readonly (readonly [string, Entry])[], group?: Place): Factor[] {
    const axes = entries.flatMap(([path, { keyPlace, value }]) =>
      this.#attempt(() => [this.#once(readAxis(this.context, path, { place: keyPlace, tree: value }))]),
    );
    if (axes.length < entries.length || axes.length === 0) return [];
    const [{ values }] = axes;
    if (group !== undefined && axes.some((axis) => axis.values.length !== values.length)) {
      const lengths = axes.map((axis) => `${axis.path} has ${axis.values.length}`);
      this.#report(group, ["zip"], messages.differentLengths(lengths));
      return [];
    }
    return [{ kind: "values", axes, length: values.length }];
  }

  #latin(tree: MapTree): Factor[] {
    const points = plainOf(findInTree(tree, ["points"]).tree as Tree) as number;
    const over = [...(findInTree(tree, ["over"]).tree as MapTree).entries];
    const axes = over.flatMap(([path, { keyPlace: place, value }]) =>
      this.#attempt(() => {
        const steps = checkPath(this.context, path, place);
        const bounds = inRange(path, value, () => boundsOf(plainOf(value) as RangeText));
        return [
          this.#once({
            path: printPath(steps),
            steps,
            place,
            bounds,
            written: Object.values(plainOf(value) as object),
          }),
        ];
      }),
    );
    return axes.length === 0 || axes.length < over.length ? [] : [{ kind: "latin", axes, length: points }];
  }

  #conditions(tree: Tree): PlacedCondition[] {
    const texts = tree.kind === "list" ? tree.items : [tree];
    return texts.flatMap((text) => {
      const condition = parseCondition(plainOf(text) as string, this.context);
      if (!("problem" in condition)) return [{ condition, place: text.place }];
      this.#report(text.place, ["where"], condition);
      return [];
    });
  }

  #once<Named extends { readonly steps: readonly Step[]; readonly place: Place }>(axis: Named): Named {
    const path = printPath(axis.steps);
    if (this.#paths.size === limits.sweepFields) this.#report(axis.place, [path], messages.tooManyFields());
    if (this.#paths.has(path))
      throw new Refusal(errorAt(axis.place, printPath([sweepKey, path]), messages.sweptTwice(path)));
    this.#paths.add(path);
    return axis;
  }

  #attempt<Result>(make: () => Result[]): Result[] {
    try {
      return make();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.errors.push(error.error);
      return [];
    }
  }

  #report(place: Place, steps: readonly string[], problem: Problem): void {
    this.errors.push(errorAt(place, printPath([sweepKey, ...steps]), problem));
  }
}
