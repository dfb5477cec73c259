import { StateWriter } from "../table/state-writer.js";
import type { Stored } from "../table/stored.js";
import type { SimTimeUs } from "../units/quantity-types.js";
import type { KernelRun } from "./kernel-run.js";
import type { FinishedRun, Simulation } from "./model.js";
import type { Scene } from "./scenes/scene.js";

/**
 * A run of a kernel and parts beside it, under way. A class: an object with getters of its own has a hidden class of its
 * own, which the engine keeps as old memory, and with it the whole run, until a garbage collection of all memory.
 */
export class KernelSimulation implements Simulation {
  readonly horizonUs: SimTimeUs;
  readonly frameCount: number;
  readonly maxGroup?: number;
  readonly scene?: () => Scene;
  readonly #run: KernelRun;
  readonly #state: Pick<Stored, "save">;
  readonly #everyUs: number;
  #nowUs: SimTimeUs;
  #nextStepUs: number;

  /** `state`: all that is stored beside the kernel. The run is as it was at `nowUs`. */
  constructor(run: KernelRun, state: Pick<Stored, "save">, nowUs: SimTimeUs) {
    this.#run = run;
    this.#state = state;
    this.horizonUs = run.kernel.horizonUs;
    this.frameCount = Math.ceil(this.horizonUs / run.stepUs);
    this.#nowUs = nowUs;
    this.#everyUs = run.step?.everyUs ?? Infinity;
    this.#nextStepUs = this.#everyUs === Infinity ? Infinity : Math.floor(nowUs / this.#everyUs) * this.#everyUs;
    const { maxGroup, scene } = run;
    if (maxGroup !== undefined) this.maxGroup = maxGroup;
    if (scene !== undefined) this.scene = () => scene(this.#nowUs);
  }

  get nowUs(): SimTimeUs {
    return this.#nowUs;
  }

  get frame(): number {
    return Math.min(this.frameCount, Math.floor(this.#nowUs / this.#run.stepUs));
  }

  advance(untilUs: SimTimeUs, maxEvents = Infinity): boolean {
    const hasMore = this.#handle(untilUs, maxEvents);
    const lastUs = Math.min(untilUs, this.#run.kernel.nextUs - 1, this.#nextStepUs - 1);
    this.#nowUs = hasMore ? Math.max(this.#nowUs, lastUs) : this.horizonUs;
    return hasMore;
  }

  save(): Uint8Array<ArrayBuffer> {
    const to = new StateWriter();
    to.part("kernel", this.#run.kernel);
    to.part("state", this.#state);
    return to.bytes();
  }

  finish(): FinishedRun {
    const { kernel, settle, invariants, finish } = this.#run;
    settle?.(this.#nowUs);
    for (const invariant of invariants) {
      const broken = invariant.check();
      if (broken !== null) kernel.fail(`${invariant.name}: ${broken}`);
    }
    return finish(this.#nowUs);
  }

  /** Handles events up to a time, with the steps between them. True if there is more. */
  #handle(untilUs: SimTimeUs, maxEvents: number): boolean {
    const { kernel, step } = this.#run;
    let left = maxEvents;
    while (this.#nextStepUs <= Math.min(untilUs, this.horizonUs)) {
      const before = kernel.eventCount;
      if (this.#nextStepUs > 0) kernel.runUntil(this.#nextStepUs - 1, left);
      if (kernel.nextUs < this.#nextStepUs) return true;
      left -= kernel.eventCount - before;
      step?.run(this.#nextStepUs);
      this.#nextStepUs += this.#everyUs;
      if (left < 1) return true;
    }
    return kernel.runUntil(untilUs, left) || this.#nextStepUs <= this.horizonUs;
  }
}
