import { nextCapacity } from "../../../sim/table/growth.js";

/** Rings of which every class has its figures side by side; few shards are deeper. A power of two. */
const nearRings = 8;
/** More than there are rings that pay. */
const ringLimit = 64;

/** A figure for each ring of each reward class, as far as it was computed. */
export class RingFigures {
  /** NaN where unknown. */
  #near = new Float64Array(0);
  // Reached by key only, so the order of a Map never matters.
  readonly #deep = new Map<number, number>();

  /** The figure of a ring below 64, or NaN. */
  get(rewardClass: number, ring: number): number {
    if (ring >= nearRings) return this.#deep.get(rewardClass * ringLimit + ring) ?? Number.NaN;
    const at = rewardClass * nearRings + ring;
    return at < this.#near.length ? this.#near[at] : Number.NaN;
  }

  /** Keeps a figure, and gives it back. */
  set(rewardClass: number, ring: number, figure: number): number {
    if (ring >= nearRings) {
      this.#deep.set(rewardClass * ringLimit + ring, figure);
      return figure;
    }
    const at = rewardClass * nearRings + ring;
    const known = this.#near.length;
    if (at >= known) {
      const wider = new Float64Array(nearRings * nextCapacity(known / nearRings, rewardClass + 1));
      wider.set(this.#near);
      this.#near = wider.fill(Number.NaN, known);
    }
    this.#near[at] = figure;
    return figure;
  }

  /** Nothing is known any more. */
  clear(): void {
    this.#near.fill(Number.NaN);
    this.#deep.clear();
  }
}
