/** Points of a scenario and what was measured of them: cells in the store, under the names that checks give to the same. */
import { append } from "../../units/append.js";
import { codeVersion } from "../../program/code-version.js";
import type { SearchedPoint } from "../../scenario/search/read.js";
import type { PointError } from "../../scenario/sweep/expand.js";
import { sum } from "d3-array";
import type { ValueOf } from "../expect/event.js";
import type { Model, ScenarioBasics } from "../model.js";
import type { Pool } from "../pool/pool.js";
import { detailOf, planFor } from "../ready-scenario.js";
import type { CellResult } from "../store/cell.js";
import { cellKey, pointKey } from "../store/cell-key.js";
import { CellStore } from "../store/cell-store.js";
import { computeCells } from "../sweep/compute-cells.js";
import { maxCells } from "../sweep/grid.js";
import type { ReadyPoint } from "../sweep/ready-sweep.js";
import type { Interrupt, Progress } from "../watch.js";

export interface SearchOptions {
  /** Folder of stored cells, which `openStore` has tried. */
  readonly store: string;
  /** The command that runs one replication of a scenario alone; `point`: of the search. */
  readonly replayOf: (point: SearchedPoint<unknown>, seed: string, replication: number) => string;
  readonly progress: Progress;
  readonly interrupt: Interrupt;
  /** Threads for so many cells; undefined where this thread does the work. */
  readonly poolFor: (cells: number) => Pool | undefined;
}

/** A point on one seed. */
interface Row<Scenario> {
  readonly point: number;
  readonly ready: ReadyPoint<Scenario>;
  readonly cells: (CellResult | undefined)[];
}

export class PointCells<Scenario extends ScenarioBasics> {
  /** By number. */
  readonly points: SearchedPoint<Scenario>[] = [];
  /** What is wrong with the first place that is no scenario. */
  firstRefused: readonly PointError[] = [];
  /** Places that were asked for and are none, each time that they were. */
  refused = 0;
  computed = 0;
  memoryBytes = 0;
  readonly #numbers = new Map<string, number>();
  readonly #rows = new Map<string, Row<Scenario>>();
  readonly #store: CellStore;
  #pool: Pool | undefined;

  constructor(
    readonly model: Model<Scenario>,
    readonly file: string,
    /** Figures that each run is asked for. */
    readonly outputs: readonly string[],
    readonly options: SearchOptions,
  ) {
    this.#store = new CellStore(options.store);
  }

  /** The number of a point, the same for the same `key`; undefined: there is no such scenario. */
  protected numberOf(found: SearchedPoint<Scenario> | readonly PointError[], beside = ""): number | undefined {
    if (!("parameters" in found)) return this.#refuse(found);
    const point = this.points.length;
    const key = JSON.stringify(found.parameters) + beside;
    const known = this.#numbers.get(key);
    if (known !== undefined) {
      if (known < 0) this.refused++;
      return known < 0 ? undefined : known;
    }
    const plan = planFor(this.model, this.file, found.value);
    if (plan.infeasible.length > 0) {
      this.#numbers.set(key, -1);
      return this.#refuse(plan.infeasible.map((wrong) => found.errorFor(wrong.path, wrong.message, detailOf(wrong))));
    }
    this.#numbers.set(key, point);
    this.points.push(found);
    this.memoryBytes = Math.max(this.memoryBytes, plan.memoryBytes);
    this.#addRow(point, String(found.value.seed), plan);
    return point;
  }

  replicationsOf(point: number): number {
    return this.#row(point).cells.length;
  }

  measure(points: readonly number[], replications: number): Promise<boolean> {
    return this.#compute(
      points.map((point) => this.#row(point)),
      replications,
    );
  }

  /** Of a point on the seed of the search, or on another one. */
  runsOf(point: number, replications = Number.POSITIVE_INFINITY, seed?: string): readonly ValueOf[] {
    return this.#row(point, seed)
      .cells.slice(0, replications)
      .map((cell) => valuesOf(cell as CellResult));
  }

  /** Measures points on another seed. False: somebody wants an end. */
  measureFresh(points: readonly number[], seed: string, replications: number): Promise<boolean> {
    for (const point of points)
      if (!this.#rows.has(rowKey(point, seed))) this.#addRow(point, seed, this.#row(point).ready.plan);
    return this.#compute(
      points.map((point) => this.#row(point, seed)),
      replications,
    );
  }

  async close(): Promise<void> {
    await this.#pool?.close();
  }

  /** Cells that were asked for, whether they were computed or stored. */
  get cells(): number {
    return sum([...this.#rows.values()], ({ cells }) => cells.length);
  }

  #refuse(errors: readonly PointError[]): undefined {
    this.refused++;
    if (this.firstRefused.length === 0) this.firstRefused = errors;
    return undefined;
  }

  #row(point: number, seed = this.#seedOf(point)): Row<Scenario> {
    return this.#rows.get(rowKey(point, seed)) as Row<Scenario>;
  }

  #seedOf(point: number): string {
    return String(this.points[point].value.seed);
  }

  #addRow(point: number, seed: string, plan: ReadyPoint<Scenario>["plan"]): void {
    const { value, written, parameters } = this.points[point];
    const key = pointKey({ ...(written as object), outputs: this.outputs }, codeVersion());
    const scenario = { ...value, outputs: this.outputs, claims: undefined };
    const ready = { scenario, plan, seed, parameters, keyOf: (k: number) => cellKey(key, seed, k) };
    this.#rows.set(rowKey(point, seed), { point, ready, cells: [] });
  }

  async #compute(rows: readonly Row<Scenario>[], replications: number): Promise<boolean> {
    const wide = Math.min(maxCells, replications);
    const points = rows.map(({ ready }) => ready);
    const found = rows.map(({ cells }) => [...cells]);
    const missing: number[] = [];
    for (const [at, row] of rows.entries())
      for (let k = row.cells.length; k < wide; k++) {
        const cell = this.#store.read(row.ready.keyOf(k));
        if (cell === undefined) missing.push(at * wide + k);
        else found[at][k] = cell;
      }
    if (missing.length > 1) this.#pool ??= this.options.poolFor(missing.length);
    const computed = await computeCells(
      this.model,
      { grid: { points: points.length, replications: wide }, points },
      {
        ...this.options,
        cells: missing,
        pool: this.#pool,
        replayOf: (at, k) => this.options.replayOf(this.points[rows[at].point], rows[at].ready.seed, k),
      },
    );
    this.computed += computed.length;
    // What an interruption left out depends on how fast the workers were.
    if (computed.length < missing.length || this.options.interrupt.requested) return false;
    for (const { cell, result } of computed) found[Math.floor(cell / wide)][cell % wide] = result;
    for (const [at, row] of rows.entries()) append(row.cells, found[at].slice(row.cells.length));
    return true;
  }
}

const rowKey = (point: number, seed: string): string => `${point} ${seed}`;

function valuesOf({ metrics }: CellResult): ValueOf {
  const values = new Map(metrics.map(({ name, value }) => [name, value]));
  return (name) => {
    const value = values.get(name) ?? null;
    return typeof value === "string" ? null : value;
  };
}
