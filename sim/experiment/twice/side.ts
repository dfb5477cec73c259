import { RunRecorder } from "../trace/run-recorder.js";
import type { Pair } from "../trace/difference.js";
import type { FinishedRun, Model, RunIdentity, ScenarioBasics, Simulation } from "../model.js";

/** Draws of one slice that are kept with their names, 40 bytes each; a large network begins with a million. */
const maxDraws = 1 << 22;

/** One of the two runs that are compared, with what was recorded of it; an error stops it and is kept. */
export class Side {
  readonly recorder = new RunRecorder({ maxDraws });
  /** What stopped it, if anything did. */
  error: unknown;
  readonly #simulation: Simulation | undefined;

  constructor(begin: (observer: RunRecorder) => Simulation) {
    this.#simulation = this.#attempt(() => begin(this.recorder));
  }

  get simulation(): Simulation {
    if (this.#simulation === undefined) throw this.error;
    return this.#simulation;
  }

  get isStopped(): boolean {
    return this.error !== undefined;
  }

  /** Simulates up to a time, and no more than so many events; true if there is more to do. */
  advance(untilUs: number, maxEvents?: number): boolean {
    if (this.isStopped) return false;
    return this.#attempt(() => this.simulation.advance(untilUs, maxEvents)) ?? false;
  }

  /** Ends the run where it stands; undefined if an error has stopped it, or does so now. */
  finish(): FinishedRun | undefined {
    if (this.isStopped) return undefined;
    const result = this.#attempt(() => this.simulation.finish());
    if (result !== undefined) this.recorder.close(this.simulation.nowUs);
    return result;
  }

  #attempt<Result>(act: () => Result): Result | undefined {
    try {
      return act();
    } catch (error) {
      this.error = error ?? new Error("stopped without a reason");
      return undefined;
    }
  }
}

/** The same run, begun twice. */
export function createSides<Scenario extends ScenarioBasics>(
  model: Pick<Model<Scenario>, "createSimulation">,
  scenario: Scenario,
  identity: RunIdentity,
): Pair<Side> {
  const begin = (observer: RunRecorder): Simulation => model.createSimulation(scenario, { ...identity, observer });
  return [new Side(begin), new Side(begin)];
}
