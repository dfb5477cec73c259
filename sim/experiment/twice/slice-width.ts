import type { Simulation } from "../model.js";

/**
 * Values of the state that may be compared for each event: the more there are, the more events share a look at it. At
 * this figure the looks take no time that stands out: 1,400 of them in six days of mainnet-2026-03, nine events each.
 */
const valuesPerEvent = 65_536;
/** What a slice should not exceed, whatever the state: recordings take memory. */
export const max = { events: 20_000, draws: 200_000 };

/** What a slice held. */
export interface SliceContent {
  readonly events: number;
  readonly draws: number;
  /** Values of the whole state. */
  readonly stateSize: number;
}

/** How long the next slice is: short, to place a difference well, and long enough that comparing costs little. */
export class SliceWidth {
  /** Simulated microseconds. */
  us: number;
  readonly #minUs: number;
  readonly #maxUs: number;

  constructor({ horizonUs, frameCount }: Pick<Simulation, "horizonUs" | "frameCount">) {
    const stepUs = Math.ceil(horizonUs / Math.max(1, frameCount));
    this.us = Math.max(1, stepUs);
    // Many events at one moment say nothing of its surroundings: without a least width it would slow the comparison for long.
    this.#minUs = Math.max(1, Math.floor(stepUs / 1000));
    this.#maxUs = Math.max(1, horizonUs);
  }

  learn({ events, draws, stateSize }: SliceContent): void {
    const wanted = Math.min(max.events, Math.ceil(stateSize / valuesPerEvent));
    if (events > 2 * wanted || draws > max.draws) this.us = Math.max(this.#minUs, Math.floor(this.us / 2));
    else if (events < wanted / 2 && draws < max.draws / 2) this.us = Math.min(this.#maxUs, 2 * this.us);
  }
}
