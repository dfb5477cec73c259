import type { Simulation } from "../model.js";
import { wallClockMs } from "../wall-clock.js";

/** How long a step between two looks at Ctrl-C and the progress line should take. */
const stepMs = 50;
/** Events between two looks at the clock: one alone where they take as long as `slowMs`, some where they are quick. */
const maxGroup = 8;
const slowMs = 1;

/**
 * Simulates in steps that end when some time has passed, even in the middle of a moment in which a million things
 * happen; what is simulated does not depend on where steps end. Only a single event is never divided.
 */
export class Steps {
  #group = 1;
  readonly #nowMs: () => number;

  /** `nowMs`: the clock, or a test's. */
  constructor(
    readonly simulation: Simulation,
    nowMs: () => number = wallClockMs,
  ) {
    this.#nowMs = nowMs;
  }

  /** True if there is more to do. */
  next(): boolean {
    const { simulation } = this;
    const endMs = this.#nowMs() + stepMs;
    let beforeMs = endMs - stepMs;
    for (;;) {
      if (!simulation.advance(simulation.horizonUs, this.#group)) return false;
      const afterMs = this.#nowMs();
      if (afterMs >= endMs) return true;
      this.#group = afterMs - beforeMs < slowMs ? Math.min(maxGroup, 2 * this.#group) : 1;
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
