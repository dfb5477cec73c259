import type { Simulation } from "../model.js";

/** Scenes of a run: as many as one watches in a minute or two. */
export const maxScenes = 240;

/** Moments at which a scene is taken of a replication, evenly over its time; what is simulated does not depend on them. */
export class ScenePoints {
  readonly #simulation: Pick<Simulation, "horizonUs" | "nowUs" | "scene">;
  readonly #write: (line: string) => void;
  readonly #everyUs: number;
  #nextUs: number;

  /** `write` gets a line of JSON a scene, in order of time. Of a simulation that shows no scenes it gets none. */
  constructor(simulation: Pick<Simulation, "horizonUs" | "nowUs" | "scene">, write: (line: string) => void) {
    const { horizonUs, nowUs, scene } = simulation;
    this.#simulation = simulation;
    this.#write = write;
    this.#everyUs = Math.max(1, Math.ceil(horizonUs / maxScenes));
    this.#nextUs = scene === undefined ? Infinity : (Math.floor(nowUs / this.#everyUs) + 1) * this.#everyUs;
  }

  /** How far to simulate before the next look. */
  get untilUs(): number {
    return this.#nextUs;
  }

  /** To be called after every advance; `hasMore`: what it gave. */
  look(hasMore: boolean): void {
    const { horizonUs, nowUs } = this.#simulation;
    // That of the end is taken when nothing is left to happen.
    if (hasMore ? nowUs < this.#nextUs || this.#nextUs >= horizonUs : this.#nextUs === Infinity) return;
    // Where nothing is left to happen, one scene stands for all that would follow.
    const atUs = hasMore ? this.#nextUs : horizonUs;
    const scene = this.#simulation.scene?.();
    this.#nextUs = hasMore && scene !== undefined ? this.#nextUs + this.#everyUs : Infinity;
    if (scene !== undefined) this.#write(JSON.stringify({ atUs, ...scene }));
  }
}
