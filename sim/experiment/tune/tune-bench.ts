/** Points of a tuning, and how good they are. */
import type { ChangedField } from "../../scenario/search/read.js";
import type { ValueOf } from "../expect/event.js";
import type { Model, ScenarioBasics } from "../model.js";
import { figuresOfMeasure, type Measure, valueOfMeasure } from "../search/measure.js";
import { PointCells, type SearchOptions } from "../search/point-cells.js";
import { violationOf } from "./constraint.js";
import type { Judged } from "./nsga/domination.js";
import type { NsgaBench } from "./nsga/nsga2.js";
import { clippedShare, type Place } from "./nsga/variation.js";
import type { ReadyTune } from "./ready-tune.js";

/** What runs say of a point. */
export interface Outcome extends Judged {
  /** Of the objectives in their own units and directions; null: not measured in all runs. */
  readonly values: readonly (number | null)[];
  /** Of each constraint what it is of, and how far it is from holding. */
  readonly held: readonly { readonly value: number | null; readonly violation: number }[];
}

export class TuneBench<Scenario extends ScenarioBasics> extends PointCells<Scenario> implements NsgaBench {
  /** Where each point was first met. */
  readonly #places = new Map<number, Place>();
  readonly #outcomes = new Map<number, Outcome>();
  /** Points in the order in which they were measured. */
  readonly measured: number[] = [];

  constructor(
    model: Model<Scenario>,
    readonly ready: ReadyTune<Scenario>,
    readonly replications: number,
    options: SearchOptions,
  ) {
    super(model, ready.file, [...new Set(measuresOf(ready).flatMap(figuresOfMeasure))], options);
  }

  pointAt(place: Place): number | undefined {
    const shares = place.map(clippedShare);
    const point = this.numberOf(this.ready.tune.pointAt(shares, this.points.length));
    if (point !== undefined && !this.#places.has(point)) this.#places.set(point, shares);
    return point;
  }

  /** The point at the place of another one, with further values. */
  changed(of: number, changes: readonly ChangedField[]): number | undefined {
    const found = this.ready.tune.pointAt(this.placeOf(of), this.points.length, changes);
    return this.numberOf(found, JSON.stringify(changes));
  }

  placeOf(point: number): Place {
    return this.#places.get(point) as Place;
  }

  async judge(points: readonly number[]): Promise<boolean> {
    const fresh = [...new Set(points)].filter((point) => !this.#outcomes.has(point));
    if (!(await this.measure(fresh, this.replications))) return false;
    for (const point of fresh) {
      this.measured.push(point);
      this.#outcomes.set(point, this.outcomeOf(point, this.runsOf(point, this.replications)));
    }
    return true;
  }

  judged(point: number): Outcome {
    return this.#outcomes.get(point) as Outcome;
  }

  /** Of a measure at a point that was judged. */
  valueAt(measure: Measure, point: number): number | null {
    return this.#valueIn(measure, point, this.runsOf(point, this.replications));
  }

  outcomeOf(point: number, runs: readonly ValueOf[]): Outcome {
    const { objectives, constraints } = this.ready;
    const values = objectives.map(({ measure }) => this.#valueIn(measure, point, runs));
    const held = constraints.map((constraint) => ({
      value: this.#valueIn(constraint.measure, point, runs),
      violation: violationOf(constraint, runs),
    }));
    return {
      values,
      held,
      objectives: values.map((value, k) => smallOf(value, objectives[k].aim === "maximise")),
      violation: values.includes(null)
        ? Number.POSITIVE_INFINITY
        : held.reduce((sum, { violation }) => sum + violation, 0),
    };
  }

  #valueIn(measure: Measure, point: number, runs: readonly ValueOf[]): number | null {
    return valueOfMeasure(measure, runs, this.points[point].parameters, this.ready.tune.axes);
  }
}

/** A value that is to be small, whichever way it was asked. */
const smallOf = (value: number | null, isMore: boolean): number =>
  value === null ? Number.POSITIVE_INFINITY : isMore ? -value : value;

/** Of objectives and constraints, each once. */
export const measuresOf = <Scenario>({
  objectives,
  constraints,
}: Pick<ReadyTune<Scenario>, "objectives" | "constraints">): readonly Measure[] => [
  ...new Map([...objectives, ...constraints].map(({ measure }) => [measure.text, measure])).values(),
];
