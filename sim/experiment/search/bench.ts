/** Points of a search, and how good they are. */
import type { ValueOf } from "../expect/event.js";
import type { Model, ScenarioBasics } from "../model.js";
import { distanceTo } from "./bound.js";
import type { SearchBench } from "./find.js";
import { figuresOfMeasure, valueOfMeasure } from "./measure.js";
import { PointCells, type SearchOptions } from "./point-cells.js";
import { compareScores, isBetter, type Score } from "./rank.js";
import type { ReadySearch } from "./ready-search.js";
import type { Place } from "./start.js";

export class Bench<Scenario extends ScenarioBasics> extends PointCells<Scenario> implements SearchBench {
  constructor(
    model: Model<Scenario>,
    readonly search: ReadySearch<Scenario>,
    options: SearchOptions,
  ) {
    const { measure, until, cost } = search.goal;
    const measures = [measure, until?.measure, cost].filter((one) => one !== undefined);
    super(model, search.file, [...new Set(measures.flatMap(figuresOfMeasure))], options);
  }

  pointAt(place: Place): number | undefined {
    return this.numberOf(this.search.search.pointAt(place, this.points.length));
  }

  ranked(points: readonly number[], replications: number): number[] {
    const scores = new Map(points.map((point) => [point, this.scoreOf(point, replications)]));
    return [...points].sort(
      (a, b) => compareScores(this.search.goal.aim, scores.get(a) as Score, scores.get(b) as Score) || a - b,
    );
  }

  seemsBetter(point: number, other: number, replications: number): boolean {
    const known = { ...this.scoreOf(other, replications), shortfall: 0 };
    return isBetter(this.search.goal.aim, this.scoreOf(point, replications), known);
  }

  scoreOf(point: number, replications: number): Score {
    return this.#scoreOf(point, this.runsOf(point, replications));
  }

  #scoreOf(point: number, runs: readonly ValueOf[]): Score {
    const { measure, until, cost } = this.search.goal;
    const { axes } = this.search.search;
    const { parameters } = this.points[point];
    const valueOf = (of: typeof measure): number | null => valueOfMeasure(of, runs, parameters, axes);
    return {
      shortfall: until === undefined ? 0 : distanceTo(until.bound, runs).shortfall,
      value: valueOf(measure),
      cost: cost === undefined ? null : valueOf(cost),
    };
  }
}
