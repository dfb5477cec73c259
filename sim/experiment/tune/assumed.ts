/** On which figures that nobody has measured the answer hangs: each is made smaller and larger, one at a time, at one point of the front. */
import { max, min } from "d3-array";
import type { AssumedInput, ScenarioBasics } from "../model.js";
import type { Plain } from "../../scenario/tree.js";
import { readMagnitude } from "../../scenario/sweep/magnitude.js";
import type { Outcome, TuneBench } from "./tune-bench.js";

/** A figure at one value. */
export interface VariedInput {
  readonly value: Plain;
  /** Undefined: it is no scenario with this value. */
  readonly outcome: Outcome | undefined;
}

export interface AssumedEffect {
  readonly path: string;
  readonly why: string;
  readonly value: Plain;
  readonly smaller: VariedInput | undefined;
  readonly larger: VariedInput | undefined;
  /** By how much an objective changes between the two at most, as a share of what it is. */
  readonly change: number;
  /** Constraints that hold with one of the values and not with another. */
  readonly turned: readonly number[];
}

export interface AssumedEffects {
  /** The one that matters most first: what turns a constraint, then what changes an objective most. */
  readonly inputs: readonly AssumedEffect[];
  /** Numbers that were not looked at, since the budget ends before them; and what is assumed and no number. */
  readonly left: number;
  readonly words: number;
}

interface Figure extends AssumedInput {
  readonly value: number | string;
}

/** Undefined: somebody wants an end. */
export async function assumedEffects<Scenario extends ScenarioBasics>(
  bench: TuneBench<Scenario>,
  point: number,
  { by, inputs }: { readonly by: number; readonly inputs: number },
): Promise<AssumedEffects | undefined> {
  const { value: scenario, written } = bench.points[point];
  const { axes, scaled } = bench.ready.tune;
  const tuned = new Set(axes.map(({ path }) => path));
  const assumed = (bench.model.assumedInputs?.(scenario) ?? []).map((input) => figuresIn(input, written));
  const figures = [
    ...new Map(
      assumed
        .flat()
        .filter(({ path }) => !tuned.has(path))
        .map((figure) => [figure.path, figure]),
    ).values(),
  ];
  const varied = figures.slice(0, inputs).map((figure) => {
    const at = (factor: number) => {
      const value = scaled(figure.path, figure.value, factor);
      if (value === undefined) return undefined;
      return { value, point: bench.changed(point, [{ path: figure.path, value }]) };
    };
    return { figure, smaller: at(1 - by), larger: at(1 + by) };
  });
  const points = varied.flatMap(({ smaller, larger }) => [smaller?.point, larger?.point]);
  const known = points.filter((one) => one !== undefined);
  if (!(await bench.measure(known, bench.replications))) return undefined;
  const middle = bench.judged(point);
  const found = varied.map(({ figure, smaller, larger }): AssumedEffect => {
    const [low, high] = [smaller, larger].map(
      (one): VariedInput | undefined =>
        one && {
          value: one.value,
          outcome:
            one.point === undefined
              ? undefined
              : bench.outcomeOf(one.point, bench.runsOf(one.point, bench.replications)),
        },
    );
    const outcomes = [low?.outcome, middle, high?.outcome].filter((one) => one !== undefined);
    return {
      path: figure.path,
      why: figure.why,
      value: figure.value,
      smaller: low,
      larger: high,
      change: changeOver(outcomes, middle),
      turned: middle.held.flatMap((_unused, k) => {
        const holds = outcomes.map(({ held }) => held[k].violation === 0);
        return holds.includes(true) && holds.includes(false) ? [k] : [];
      }),
    };
  });
  return {
    inputs: found.sort(
      (a, b) => b.turned.length - a.turned.length || b.change - a.change || (a.path < b.path ? -1 : 1),
    ),
    left: Math.max(0, figures.length - inputs),
    words: assumed.filter((of) => of.length === 0).length,
  };
}

/** Numbers and quantities at a path, and below it where that is a map. */
function figuresIn({ path, why, value }: AssumedInput, written: Plain): Figure[] {
  const found = valueAt(written, path) ?? value;
  return numbersIn(found, path).map(([at, number]) => ({ path: at, why, value: number }));
}

function numbersIn(value: Plain | undefined, path: string): (readonly [path: string, value: number | string])[] {
  if (value === undefined || value === null || typeof value === "boolean") return [];
  if (Array.isArray(value)) return value.flatMap((item, k) => numbersIn(item, `${path}[${k}]`));
  if (typeof value === "object")
    return Object.entries(value).flatMap(([key, item]) => numbersIn(item, `${path}.${key}`));
  return readMagnitude(value) === undefined ? [] : [[path, value]];
}

function valueAt(value: Plain, path: string): Plain | undefined {
  let at: Plain | undefined = value;
  for (const step of path.match(/[^.[\]]+/g) ?? []) {
    if (typeof at !== "object" || at === null) return undefined;
    at = (at as Readonly<Record<string, Plain>>)[step];
  }
  return at;
}

function changeOver(outcomes: readonly Outcome[], middle: Outcome): number {
  const changes = middle.objectives.map((own, k) => {
    const values = outcomes.map(({ objectives }) => objectives[k]).filter(Number.isFinite);
    if (values.length < outcomes.length) return Number.POSITIVE_INFINITY;
    const reach = (max(values) ?? 0) - (min(values) ?? 0);
    return reach === 0 ? 0 : own === 0 ? 1 : reach / Math.abs(own);
  });
  return max(changes) ?? 0;
}
