/** Frames that have been, cut into stretches within which the same flows, each counted at once: until a report, a request or a fault. */
import type { World } from "../../../state/world.js";
import type { ChainSide } from "./chain-side.js";
import type { HeardFrames } from "./heard-frames.js";
import type { SteadyFlows } from "./steady-flows.js";
import type { WireTraffic } from "./traffic.js";

interface StretchServices {
  readonly world: World;
  readonly traffic: WireTraffic;
  readonly flows: SteadyFlows;
  readonly heardFrames: HeardFrames;
  /** Null in a scenario without faults. */
  readonly side: ChainSide | null;
}

export class FlowStretches {
  readonly #services: StretchServices;

  constructor(services: StretchServices) {
    this.#services = services;
  }

  /** Counts the traffic of all frames before `until` that is not counted yet; shards are counted as they are accrued. */
  countUntil(until: number): void {
    const { world, traffic, flows, heardFrames, side } = this.#services;
    let from = traffic.countedUntil < 0 ? until : traffic.countedUntil;
    traffic.countedUntil = Math.max(traffic.countedUntil, until);
    while (from < until) {
      const end = this.#sameFaultsUntil(from, until);
      flows.add({
        heard: heardFrames.at(from),
        frames: end - from,
        made: world.framesBetween(from, end),
        isFirstMade: world.framesBetween(from, from + 1) > 0,
        mesh: side?.meshShares(world.clock.timeOf(from)) ?? { sent: 1, received: 1 },
      });
      from = end;
    }
  }

  /** The first frame after `from`, up to `until`, of which faults may be others; the one within which they change is a stretch of its own. */
  #sameFaultsUntil(from: number, until: number): number {
    const { side, world } = this.#services;
    const { clock } = world;
    const changeUs = side?.faults.nextChangeUs(clock.timeOf(from)) ?? Infinity;
    if (changeUs >= clock.timeOf(until)) return until;
    return Math.min(until, Math.max(from + 1, clock.frameAt(changeUs)));
  }
}
