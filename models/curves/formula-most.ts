/** What a formula can come to at most, while its variables and what it sees lie within ranges. */
import { boundsOf } from "../../sim/units/formula/bounds.js";
import { type Formula, type FormulaName, parseFormula } from "../../sim/units/formula/formula.js";
import type { Interval } from "../../sim/units/formula/functions.js";
import { FormulaFault } from "../../sim/units/formula/node.js";
import { type CurveContext, limitUnits } from "./curve.js";
import { curveTask, stateNames } from "./formula-language.js";
import { readVariables } from "./formula-variables.js";

/** What formulas see, by the names that they have for it; what is not named can be anything that it ever is. */
export type SeenRanges = Readonly<Partial<Record<keyof typeof stateNames, Interval>>>;

export class RangedFormula {
  readonly #read: Formula;
  readonly #variables: ReadonlyMap<string, Interval>;
  readonly #context: CurveContext;

  private constructor(read: Formula, variables: ReadonlyMap<string, FormulaName>, context: CurveContext) {
    this.#read = read;
    this.#variables = new Map([...variables].map(([name, { range }]) => [name, range]));
    this.#context = context;
  }

  /** A formula whose variables lie between those of the choices; undefined: it is none, or they are of several kinds. */
  static of(
    formula: string,
    choices: readonly Readonly<Record<string, string | number>>[],
    context: CurveContext,
  ): RangedFormula | undefined {
    const read = choices.map(readVariables);
    if (read.some(({ problems }) => problems.length > 0)) return undefined;
    const hull = new Map<string, FormulaName>();
    for (const { variables } of read)
      for (const [name, { dims, range }] of variables) {
        const known = hull.get(name)?.range ?? range;
        hull.set(name, { dims, range: [Math.min(known[0], range[0]), Math.max(known[1], range[1])] });
      }
    const parsed = read.map(({ variables }) => parseFormula(formula, curveTask(variables, context)));
    if (parsed.some(({ ok }) => !ok)) return undefined;
    const whole = parseFormula(formula, curveTask(hull, context));
    return whole.ok ? new RangedFormula(whole.formula, hull, context) : undefined;
  }

  /** Units that a frame issues at most: less than amounts can hold, since a run that would issue more is refused. */
  most(seen: SeenRanges): bigint {
    const ranges = Object.entries(stateNames).map(
      ([name, { range }]) => [name, seen[name] ?? range(this.#context)] as const,
    );
    const high = this.#highest(new Map([...ranges, ...this.#variables]));
    return BigInt(Math.floor(Math.min(Math.max(high, 0), Number(limitUnits - 1n))));
  }

  #highest(ranges: ReadonlyMap<string, Interval>): number {
    try {
      return boundsOf(this.#read.tree, ranges)[1];
    } catch (error) {
      if (error instanceof FormulaFault) return Number.POSITIVE_INFINITY;
      throw error;
    }
  }
}
