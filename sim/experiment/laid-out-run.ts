/** Runs of a model whose network takes seconds to lay out: it is done in steps too, between which Ctrl-C is heard. */
import { complete, type InSteps } from "../units/in-steps.js";
import type { SimTimeUs } from "../units/quantity-types.js";
import type { FinishedRun, Simulation } from "./model.js";
import type { Scene } from "./scenes/scene.js";

export interface LaidOutRun extends Pick<Simulation, "horizonUs" | "frameCount" | "maxGroup"> {
  /** Where the run begins or goes on from, and the frame of that moment. */
  readonly nowUs: SimTimeUs;
  readonly frame: number;
  /** Steps of some milliseconds, after which the run stands there. */
  readonly layOut: InSteps<Simulation>;
  /** The run as it is if it is ended before that; unless given, all is laid out then. */
  readonly cutShort?: () => Simulation;
}

/**
 * Of a model that tells no metrics of a run under way. Where `advance` is asked for so many events, a step of the layout stands for them all; whatever else is
 * asked for needs the whole network, and lays it out. A class, for the reason that `KernelSimulation` is one.
 */
export class LaidOutSimulation implements Simulation {
  readonly horizonUs: SimTimeUs;
  readonly frameCount: number;
  readonly maxGroup?: number;
  readonly #run: LaidOutRun;
  #standing: Simulation | undefined;

  constructor(run: LaidOutRun) {
    this.#run = run;
    this.horizonUs = run.horizonUs;
    this.frameCount = run.frameCount;
    if (run.maxGroup !== undefined) this.maxGroup = run.maxGroup;
  }

  get nowUs(): SimTimeUs {
    return (this.#standing ?? this.#run).nowUs;
  }

  get frame(): number {
    return (this.#standing ?? this.#run).frame;
  }

  advance(untilUs: SimTimeUs, maxEvents = Infinity): boolean {
    if (this.#standing !== undefined || maxEvents === Infinity) return this.#stand().advance(untilUs, maxEvents);
    const { done, value } = this.#run.layOut.next();
    if (done === true) this.#standing = value;
    return true;
  }

  save(): Uint8Array<ArrayBuffer> {
    return this.#stand().save();
  }

  scene(): Scene | undefined {
    return this.#stand().scene?.();
  }

  finish(): FinishedRun {
    this.#standing ??= this.#run.cutShort?.();
    return this.#stand().finish();
  }

  #stand(): Simulation {
    return (this.#standing ??= complete(this.#run.layOut));
  }
}
