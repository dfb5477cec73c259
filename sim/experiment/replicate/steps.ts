import type { Simulation, StoredMoment } from "../model.js";
import { ScenePoints } from "../scenes/scene-points.js";
import { SavePoints } from "../snapshot/save-points.js";
import { wallClockMs } from "../wall-clock.js";

/** How long a step between two looks at Ctrl-C and the progress line should take. */
const stepMs = 50;
/** Events between two looks at the clock: one alone where they take as long as `slowMs`, some where they are quick. */
const maxGroup = 8;
const slowMs = 1;

export interface StepOptions {
  /** Moments at which the replication is stored, ascending; microseconds. */
  readonly saveAtUs?: readonly number[];
  /** Who takes scenes of it, a line each; nobody unless given. */
  readonly writeScene?: ((line: string) => void) | undefined;
  /** The clock, or a test's. */
  readonly nowMs?: () => number;
}

/**
 * Simulates in steps that end when some time has passed, even in the middle of a moment in which a million things
 * happen; what is simulated does not depend on where steps end. Only a single event is never divided.
 */
export class Steps {
  readonly simulation: Simulation;
  #group = 1;
  readonly #nowMs: () => number;
  readonly #savePoints: SavePoints;
  readonly #scenePoints: ScenePoints | undefined;

  constructor(simulation: Simulation, { saveAtUs = [], writeScene, nowMs = wallClockMs }: StepOptions = {}) {
    this.simulation = simulation;
    this.#nowMs = nowMs;
    this.#savePoints = new SavePoints(simulation, saveAtUs);
    this.#scenePoints = writeScene === undefined ? undefined : new ScenePoints(simulation, writeScene);
  }

  /** What was stored on the way so far. */
  get stored(): readonly StoredMoment[] {
    return this.#savePoints.stored;
  }

  /** True if there is more to do. */
  next(): boolean {
    const simulation = this.simulation;
    const savePoints = this.#savePoints;
    const scenePoints = this.#scenePoints;
    const endMs = this.#nowMs() + stepMs;
    let beforeMs = endMs - stepMs;
    for (;;) {
      const hasMore = simulation.advance(Math.min(savePoints.untilUs, scenePoints?.untilUs ?? Infinity), this.#group);
      savePoints.look(hasMore);
      scenePoints?.look(hasMore);
      if (!hasMore) return false;
      const afterMs = this.#nowMs();
      if (afterMs >= endMs) return true;
      this.#group = afterMs - beforeMs < slowMs ? Math.min(simulation.maxGroup ?? maxGroup, 2 * this.#group) : 1;
      beforeMs = afterMs;
    }
  }

  /** How much of the replication is done, from 0 to 1. */
  get done(): number {
    return shareDone(this.simulation);
  }
}

/** How much of a replication is done, from 0 to 1. */
export const shareDone = ({ nowUs, horizonUs }: Pick<Simulation, "nowUs" | "horizonUs">): number =>
  horizonUs === 0 ? 1 : Math.min(1, nowUs / horizonUs);
