/**
 * Carries a search out on replications of a scenario, whose cells `check` and `sweep` know too. Whoever computes them, it looks after the same
 * ones, so that the same code finds the same value on any number of workers, and a search that was stopped goes on where it was.
 */
import { append } from "../../units/append.js";
import { codeVersion } from "../../program/code-version.js";
import { isSo, type ValueOf } from "../expect/event.js";
import { figuresOf, type ProbabilityClaim } from "../expect/claim.js";
import { judge } from "../expect/judge.js";
import { valuesOf as figuresIn } from "../expect/run-check.js";
import { figureName } from "../figures/figure.js";
import type { Model, ScenarioBasics } from "../model.js";
import type { Pool } from "../pool/pool.js";
import { foldFingerprints } from "../replicate/fold-fingerprints.js";
import type { CellResult } from "../store/cell.js";
import { cellKey, pointKey } from "../store/cell-key.js";
import { CellStore, closeStore } from "../store/cell-store.js";
import { computeCells } from "../sweep/compute-cells.js";
import type { ReadyPoint } from "../sweep/ready-sweep.js";
import type { Interrupt, Progress } from "../watch.js";
import { type Found, foundOf, type FoundQuestion } from "./found.js";
import { snapped, valueAt } from "./parameter.js";
import { placedScenario } from "./placed-value.js";
import { type ReadyThreshold, type ThresholdPoint, valuesOf } from "./ready-threshold.js";
import { nextWanted, type Tried, type Wanted, withRuns } from "./search.js";

export interface ThresholdOptions {
  /** Folder of stored cells, which `openStore` has tried; undefined: nothing is kept. */
  readonly store: string | undefined;
  /** Replications of a search at most; undefined: what its claim takes. */
  readonly replicationsMax: number | undefined;
  /** The command that runs one replication at these values alone. */
  readonly replayOf: (
    values: readonly (readonly [path: string, value: number | string])[],
    replication: number,
  ) => string;
  readonly progress: Progress;
  readonly interrupt: Interrupt;
  /** Threads for so many cells; undefined where this thread does the work. */
  readonly poolFor: (cells: number) => Pool | undefined;
}

/** A search, at one value of the second parameter where there is one. */
export interface Searched {
  readonly point: ThresholdPoint;
  /** In the order in which they were tried. */
  readonly tried: readonly Tried<ValueOf>[];
  readonly found: Found;
  readonly replications: number;
}

export interface ThresholdRun {
  readonly searches: readonly Searched[];
  readonly replications: number;
  /** Of the replications those that were computed now. */
  readonly computed: number;
  readonly fingerprint: string;
  readonly interrupted: boolean;
}

/** What a search may take, and before which number of replications it turns to another value. */
const budgetMin = 2000;
const budgetTimes = 20;
const patienceMin = 80;
const patienceTimes = 2;

/** Replications of one search at most. */
export const budgetOf = ({ fewest }: Pick<ReadyThreshold<ScenarioBasics>, "fewest">): number =>
  Math.max(budgetMin, budgetTimes * fewest);

/** Whether the event happened, as `judge` counts it: a run that measured nothing speaks against the claim. */
export const happenedIn =
  ({ event, side }: ProbabilityClaim) =>
  (run: ValueOf): boolean =>
    isSo(event, run) ?? side.startsWith("<");

/** The question of one search. */
function questionOf<Scenario extends ScenarioBasics>(
  { claim, parameter, precision, fewest }: ReadyThreshold<Scenario>,
  replicationsMax: number,
): FoundQuestion<ValueOf> {
  return {
    judge: (runs, alpha) => judge(claim, runs, alpha, 1),
    happened: happenedIn(claim),
    bound: claim.bound,
    alpha: 1 - claim.confidence,
    precision,
    snap: (position) => snapped(parameter, position),
    replicationsMax,
    patience: Math.max(patienceMin, patienceTimes * fewest),
  };
}

/** Throws `ReplicationFailure` where a replication cannot be finished, and `ScenarioErrors` for a value that cannot be. */
export async function runThreshold<Scenario extends ScenarioBasics>(
  model: Model<Scenario>,
  threshold: ReadyThreshold<Scenario>,
  options: ThresholdOptions,
): Promise<ThresholdRun> {
  const question = questionOf(threshold, options.replicationsMax ?? budgetOf(threshold));
  const cells = new Cells(model, threshold, options);
  const searches: Searched[] = [];
  const fingerprints: string[] = [];
  let interrupted = false;
  try {
    for (const [at, point] of threshold.points.entries()) {
      let tried: readonly Tried<ValueOf>[] = [];
      const used = (): number => tried.reduce((sum, { runs }) => sum + runs.length, 0);
      for (;;) {
        const wanted = nextWanted(tried, question);
        if (wanted === undefined) break;
        const done = (share: number): number =>
          (at + (used() + share * (wanted.until - wanted.from)) / question.replicationsMax) / threshold.points.length;
        const found = options.interrupt.requested ? undefined : await cells.at(point, wanted, done);
        // What an interruption left out depends on how fast the workers were.
        if (found === undefined) {
          interrupted = true;
          break;
        }
        append(
          fingerprints,
          found.map(({ fingerprint }) => fingerprint),
        );
        tried = withRuns(tried, wanted.position, found.map(figuresIn), question);
      }
      if (tried.length > 0) searches.push({ point, tried, found: foundOf(tried, question), replications: used() });
      if (interrupted) break;
    }
  } finally {
    await cells.close();
  }
  return {
    searches,
    replications: searches.reduce((sum, { replications }) => sum + replications, 0),
    computed: cells.computed,
    fingerprint: foldFingerprints(fingerprints, "cells"),
    interrupted,
  };
}

/** Replications at any value, from the store or computed. */
class Cells<Scenario extends ScenarioBasics> {
  computed = 0;
  #pool: Pool | undefined;
  readonly #store: CellStore | undefined;
  readonly #points = new Map<string, ReadyPoint<Scenario>>();

  constructor(
    readonly model: Model<Scenario>,
    readonly threshold: ReadyThreshold<Scenario>,
    readonly options: ThresholdOptions,
  ) {
    this.#store = options.store === undefined ? undefined : new CellStore(options.store);
  }

  /** Undefined if it was interrupted. */
  async at(
    point: ThresholdPoint,
    { position, from, until }: Wanted,
    done: (share: number) => number,
  ): Promise<readonly CellResult[] | undefined> {
    const { model, options, threshold } = this;
    const ready = this.#pointAt(point, position);
    const cells: (CellResult | undefined)[] = [];
    for (let k = from; k < until; k++) cells[k] = this.#store?.read(ready.keyOf(k));
    const missing = Array.from({ length: until - from }, (_, k) => from + k).filter((k) => cells[k] === undefined);
    if (missing.length > 1) this.#pool ??= options.poolFor(missing.length);
    const values = [
      ...(point.second === undefined || threshold.second === undefined
        ? []
        : [[threshold.second.path, point.second.value] as const]),
      [threshold.parameter.path, valueAt(threshold.parameter, position)] as const,
    ];
    const computed = await computeCells(
      model,
      { grid: { points: 1, replications: until }, points: [ready] },
      {
        cells: missing,
        store: options.store,
        replayOf: (_, replication) => options.replayOf(values, replication),
        progress: {
          update: (state) => options.progress.update({ ...state, done: done(state.done) }),
        },
        interrupt: options.interrupt,
        pool: this.#pool,
      },
    );
    for (const { cell, result } of computed) cells[cell] = result;
    this.computed += computed.length;
    return computed.length < missing.length ? undefined : (cells.slice(from) as CellResult[]);
  }

  async close(): Promise<void> {
    if (this.options.store !== undefined) closeStore(this.options.store);
    await this.#pool?.close();
  }

  #pointAt(point: ThresholdPoint, position: number): ReadyPoint<Scenario> {
    const { ready, parameter, claim } = this.threshold;
    const name = JSON.stringify([point.second?.position ?? null, position]);
    const known = this.#points.get(name);
    if (known !== undefined) return known;
    const { scenario, written, plan } = placedScenario(this.model, ready, valuesOf({ parameter, point, position }));
    const outputs = figuresOf(claim).map(figureName);
    const seed = String(scenario.seed);
    const key = pointKey({ ...written, outputs }, codeVersion());
    const made: ReadyPoint<Scenario> = {
      scenario: { ...scenario, outputs },
      plan,
      seed,
      parameters: [],
      keyOf: (replication) => cellKey(key, seed, replication),
    };
    this.#points.set(name, made);
    return made;
  }
}
