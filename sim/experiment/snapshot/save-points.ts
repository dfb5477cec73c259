import type { Simulation, StoredMoment } from "../model.js";

/** Stores a replication at moments that it passes. */
export class SavePoints {
  readonly #simulation: Simulation;
  readonly #timesUs: readonly number[];
  readonly #stored: StoredMoment[] = [];

  /** `timesUs`: ascending, none before the present moment or beyond the horizon. */
  constructor(simulation: Simulation, timesUs: readonly number[]) {
    this.#simulation = simulation;
    this.#timesUs = timesUs;
  }

  /** What was stored so far, in order of time. */
  get stored(): readonly StoredMoment[] {
    return this.#stored;
  }

  /** How far to simulate before the next look. */
  get untilUs(): number {
    return this.#timesUs[this.#stored.length] ?? this.#simulation.horizonUs;
  }

  /** To be called after every advance; `hasMore`: what it gave. */
  look(hasMore: boolean): void {
    for (let k = this.#stored.length; k < this.#timesUs.length; k++) {
      const atUs = this.#timesUs[k];
      // Where nothing is left to happen, the run is already what it will be.
      if (hasMore && this.#simulation.nowUs < atUs) return;
      this.#stored.push({ atUs, state: this.#simulation.save() });
    }
  }
}
