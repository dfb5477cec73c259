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
import type { SourceSpan } from "../source.js";
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

export interface LocatedCondition {
  readonly condition: Condition;
  readonly span: SourceSpan;
}

/** A sweep that was understood. */
export interface SweepText {
  /** In the order of writing. */
  readonly factors: readonly Factor[];
  readonly conditions: readonly LocatedCondition[];
  readonly randomNumbers: "common" | "own";
  readonly span: SourceSpan;
  /** As it was written. */
  readonly written: Plain;
}

/** Reads the sweep of a scenario; `sweep` is its entry, `scenario` the rest. */
export function readSweep(
  { keySpan, value: tree }: Entry,
  { schema, scenario }: { readonly schema: AnySchema; readonly scenario: MapTree },
): SweepText | readonly ScenarioError[] {
  const around: MapTree = {
    kind: "map",
    span: scenario.span,
    entries: new Map([[sweepKey, { keySpan, value: tree }]]),
  };
  const grammar = z.strictObject({ [sweepKey]: sweepSchema });
  const parsed = grammar.safeParse(plainOf(around), { error: () => standardMessage });
  if (!parsed.success) return translateIssues(grammar, around, parsed.error.issues);
  const reader = new SweepReader({ schema, scenario });
  const { factors, conditions } = reader.read(tree as MapTree);
  if (reader.errors.length > 0) return reader.errors;
  if (factors.length === 0) return [errorAt(keySpan, sweepKey, messages.nothingSwept())];
  const { randomNumbers } = parsed.data[sweepKey];
  return { factors, conditions, randomNumbers, span: keySpan, written: plainOf(tree) };
}

/** Goes on after an error, so that all are found at once. */
class SweepReader {
  readonly errors: ScenarioError[] = [];
  readonly #paths = new Set<string>();

  constructor(readonly context: AxisContext) {}

  read(sweep: MapTree): { factors: Factor[]; conditions: LocatedCondition[] } {
    const factors: Factor[] = [];
    const conditions: LocatedCondition[] = [];
    for (const [key, { keySpan, value }] of sweep.entries) {
      if (this.#paths.size > limits.sweepFields) break;
      if (key === "zip") append(factors, this.#zips(value));
      else if (key === "latin") append(factors, this.#latin(value as MapTree));
      else if (key === "where") append(conditions, this.#conditions(value));
      else if (!(sweepWords as readonly string[]).includes(key)) {
        append(factors, this.#factor([[key, { keySpan, value }]]));
      }
    }
    return { factors, conditions };
  }

  #zips(tree: Tree): Factor[] {
    const groups = tree.kind === "list" ? tree.items : [tree];
    return groups.flatMap((group) => this.#factor([...(group as MapTree).entries], group.span));
  }

  /** One factor from axes that advance together; none if something is wrong with them. */
  #factor(entries: readonly (readonly [string, Entry])[], group?: SourceSpan): Factor[] {
    const axes = entries.flatMap(([path, { keySpan, value }]) =>
      this.#attempt(() => [this.#once(readAxis(this.context, path, { span: keySpan, tree: value }))]),
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
    const axes = over.flatMap(([path, { keySpan: span, value }]) =>
      this.#attempt(() => {
        const { steps } = checkPath(this.context, path, span);
        const bounds = inRange([sweepKey], { path, tree: value }, () => boundsOf(plainOf(value) as RangeText));
        return [
          this.#once({
            path: printPath(steps),
            steps,
            span,
            bounds,
            written: Object.values(plainOf(value) as object),
          }),
        ];
      }),
    );
    return axes.length === 0 || axes.length < over.length ? [] : [{ kind: "latin", axes, length: points }];
  }

  #conditions(tree: Tree): LocatedCondition[] {
    const texts = tree.kind === "list" ? tree.items : [tree];
    return texts.flatMap((text) => {
      const condition = parseCondition(plainOf(text) as string, this.context);
      if (!("problem" in condition)) return [{ condition, span: text.span }];
      this.#report(text.span, ["where"], condition);
      return [];
    });
  }

  #once<Named extends { readonly steps: readonly Step[]; readonly span: SourceSpan }>(axis: Named): Named {
    const path = printPath(axis.steps);
    if (this.#paths.size === limits.sweepFields) this.#report(axis.span, [path], messages.tooManyFields());
    if (this.#paths.has(path))
      throw new Refusal(errorAt(axis.span, printPath([sweepKey, path]), messages.sweptTwice(path)));
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

  #report(span: SourceSpan, steps: readonly string[], problem: Problem): void {
    this.errors.push(errorAt(span, printPath([sweepKey, ...steps]), problem));
  }
}
