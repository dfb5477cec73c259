import type { Simulation } from "./model.js";

/** How long a step between two looks at Ctrl-C and the progress line should take. */
const stepMs = 50;

/** Simulates in steps whose length follows the clock; what is simulated does not depend on where steps end. */
export class Steps {
  #stepUs: number;

  constructor(readonly simulation: Simulation) {
    this.#stepUs = Math.max(1, Math.floor(simulation.horizonUs / 1000));
  }

  /** True if there is more to do. */
  next(): boolean {
    const { horizonUs, nowUs } = this.simulation;
    const begunMs = performance.now();
    const more = this.simulation.advance(Math.min(horizonUs, nowUs + this.#stepUs));
    const tookMs = performance.now() - begunMs;
    if (tookMs < stepMs / 2) this.#stepUs = Math.min(horizonUs, this.#stepUs * 2);
    else if (tookMs > stepMs * 2) this.#stepUs = Math.max(1, Math.floor(this.#stepUs / 2));
    return more;
  }

  /** How much of the replication is done, from 0 to 1. */
  get done(): number {
    return shareDone(this.simulation);
  }
}

/** How much of a replication is done, from 0 to 1. */
export const shareDone = ({ nowUs, horizonUs }: Pick<Simulation, "nowUs" | "horizonUs">): number =>
  horizonUs === 0 ? 1 : Math.min(1, nowUs / horizonUs);
