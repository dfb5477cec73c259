/** Runs of a model whose network takes seconds to lay out: it is done in steps too, between which Ctrl-C is heard. */
import { complete, type InSteps } from "../units/in-steps.js";
import type { SimTimeUs } from "../units/quantity-types.js";
import type { Simulation } from "./model.js";

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
 * asked for needs the whole network, and lays it out.
 */
export function laidOutRun({ layOut, cutShort, ...begun }: LaidOutRun): Simulation {
  let standing: Simulation | undefined;
  const stand = (): Simulation => (standing ??= complete(layOut));
  const { horizonUs, frameCount, maxGroup } = begun;
  return {
    horizonUs,
    frameCount,
    ...(maxGroup !== undefined && { maxGroup }),
    get nowUs() {
      return (standing ?? begun).nowUs;
    },
    get frame() {
      return (standing ?? begun).frame;
    },
    advance(untilUs, maxEvents = Infinity) {
      if (standing !== undefined || maxEvents === Infinity) return stand().advance(untilUs, maxEvents);
      const { done, value } = layOut.next();
      if (done === true) standing = value;
      return true;
    },
    save: () => stand().save(),
    scene: () => stand().scene?.(),
    finish() {
      standing ??= cutShort?.();
      return stand().finish();
    },
  };
}
