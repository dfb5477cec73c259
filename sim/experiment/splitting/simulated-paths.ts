/** Paths that are runs of a model: looked at when its metrics are, stored as snapshots are, and gone on from on branches of their own. */
import { InvariantError } from "../../kernel/invariants.js";
import { recordOf, ReplicationFailure } from "../failure.js";
import { type Comparison, comparisons } from "../figures/figure.js";
import type { Looks, Model, ScenarioBasics, Simulation, StoredMoment } from "../model.js";
import { exp } from "../../units/portable-math.js";
import type { Path, Paths } from "./paths.js";

/** What is waited for: that a metric is so at a look. */
export interface RareEvent {
  /** One that declares a level. */
  readonly metric: string;
  readonly comparison: Comparison;
  /** In the unit of the metric. */
  readonly bound: number | bigint;
}

export interface StoredPath {
  readonly replication: number;
  readonly highest: number;
  /** Undefined: the run is over. */
  readonly moment: StoredMoment | undefined;
}

export interface SimulatedPathsOptions<Scenario extends ScenarioBasics> {
  readonly model: Pick<Model<Scenario>, "createSimulation">;
  readonly scenario: Scenario;
  readonly event: RareEvent;
  /** The command that comes to the same failure. */
  readonly replay: string;
}

/** Root k is replication k of the scenario. What a path throws is `InvariantError` or `ReplicationFailure`. */
export const simulatedPaths = <Scenario extends ScenarioBasics>(
  options: SimulatedPathsOptions<Scenario>,
): Paths<StoredPath> => ({
  begin: (root) =>
    new SimulatedPath(options, { replication: root, highest: Number.NEGATIVE_INFINITY, moment: undefined }),
  goOn: (from, branch) => new SimulatedPath(options, from, { branch }),
});

/**
 * The weights of runs that are drawn by the other law that the scenario has (`RunIdentity.isTilted`), replications from `first` on: how much
 * likelier by its own each is in which the event happens, 0 of each in which it does not. Yields after every run.
 */
export function* tiltedWeights<Scenario extends ScenarioBasics>(
  options: SimulatedPathsOptions<Scenario>,
  { first, count }: { readonly first: number; readonly count: number },
): Generator<void, readonly number[], undefined> {
  const weights: number[] = [];
  for (let replication = first; replication < first + count; replication++) {
    const start = { replication, highest: Number.NEGATIVE_INFINITY, moment: undefined };
    const path = new SimulatedPath(options, start, { isTilted: true });
    weights.push(path.reaches(Number.POSITIVE_INFINITY) ? exp(path.logRatio) : 0);
    yield;
  }
  return weights;
}

/** Where a path goes: on a branch of its own, or by another law. */
interface Way {
  readonly branch?: string;
  readonly isTilted?: boolean;
}

class SimulatedPath<Scenario extends ScenarioBasics> implements Path<StoredPath> {
  highest: number;
  readonly #options: SimulatedPathsOptions<Scenario>;
  readonly #from: StoredPath;
  readonly #way: Way;
  #simulation: Simulation | undefined;
  #isOver = false;

  constructor(options: SimulatedPathsOptions<Scenario>, from: StoredPath, way: Way = {}) {
    this.#options = options;
    this.#from = from;
    this.#way = way;
    this.highest = from.highest;
    this.#isOver = way.branch !== undefined && from.moment === undefined;
  }

  /** Logarithm of the likelihood ratio of what was drawn so far; 0 by its own law. */
  get logRatio(): number {
    return this.#simulation?.looks?.logRatio?.() ?? 0;
  }

  reaches(level: number): boolean {
    try {
      while (this.highest < level && !this.#isOver) this.#look();
    } catch (error) {
      throw error instanceof InvariantError ? error : new ReplicationFailure(recordOf(error), this.#options.replay);
    }
    return this.highest >= level;
  }

  store(): StoredPath {
    const { replication } = this.#from;
    const { highest } = this;
    const simulation = this.#simulation;
    // It has come no further than where it began.
    if (simulation === undefined) return { ...this.#from, highest };
    const moment = this.#isOver ? undefined : { atUs: simulation.nowUs, state: simulation.save() };
    return { replication, highest, moment };
  }

  /** Simulates up to the next look at the metrics. */
  #look(): void {
    const { metric, comparison, bound } = this.#options.event;
    const isNew = this.#simulation === undefined;
    const simulation = (this.#simulation ??= this.#begun());
    const looks = looksOf(simulation);
    // The first look of a run is at its beginning.
    const hasMore = simulation.advance(isNew && this.#from.moment === undefined ? 0 : looks.nextUs);
    this.#isOver = !hasMore;
    const value = looks.valueOf(metric);
    const level =
      value !== null && comparisons[comparison](value, bound) ? Number.POSITIVE_INFINITY : looks.levelOf(metric);
    this.highest = Math.max(this.highest, level);
  }

  #begun(): Simulation {
    const { model, scenario, replay } = this.#options;
    const { replication, moment } = this.#from;
    return model.createSimulation(scenario, {
      seed: String(scenario.seed),
      replication,
      replay,
      ...(moment !== undefined && { from: moment }),
      ...this.#way,
    });
  }
}

function looksOf({ looks }: Simulation): Looks {
  if (looks === undefined) throw new RangeError("the model tells no metrics of a run under way");
  return looks;
}
