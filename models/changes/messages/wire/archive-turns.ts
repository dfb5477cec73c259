/**
 * Which archive makes a global frame. Assumption: one that is offline, or that a fault keeps from the others, leaves its turn to the next that is not.
 */
import type { networkPurposes } from "../../../../sim/network/purposes.js";
import type { NameIn } from "../../../../sim/random/purposes.js";
import type { Streams } from "../../../../sim/random/stream.js";
import type { NetworkStreams } from "../../../state/purposes.js";
import type { World } from "../../../state/world.js";
import type { RulesInForce } from "../../network.js";
import type { ChainSide } from "./chain-side.js";

interface TurnServices {
  readonly world: World;
  readonly streams: NetworkStreams & Streams<NameIn<typeof networkPurposes>>;
  readonly rules: () => RulesInForce["rules"];
  /** Null in a scenario without faults. */
  readonly side: ChainSide | null;
}

/** Of so many that take turns, the first from one on that may; that one, if none may. */
export function firstFrom(one: number, count: number, may: (archive: number) => boolean): number {
  for (let k = 0; k < count; k++) if (may((one + k) % count)) return (one + k) % count;
  return one;
}

export class ArchiveTurns {
  readonly #services: TurnServices;

  constructor(services: TurnServices) {
    this.#services = services;
  }

  /** Whose turn a frame is, faults considered: in turn, or as a hash has it. */
  of(frame: number, archives: number): number {
    const { rules, streams, side } = this.#services;
    const turn =
      rules().leaderRule === "roundRobin"
        ? frame % archives
        : streams.purpose("maker of a global frame").below(0, frame, archives);
    if (side === null) return turn;
    const isWith = this.#withChain(side, frame);
    return firstFrom(turn, archives, (archive) => isWith[archive]);
  }

  /** Who makes it, if it is the turn of `turn`. */
  makerOf(frame: number, turn: number, archives: number): number {
    const { side, world } = this.#services;
    const { globalChain } = world;
    if (globalChain === null) return turn;
    const isWith = side === null ? null : this.#withChain(side, frame);
    return firstFrom(turn, archives, (one) => isWith?.[one] !== false && globalChain.isOnline(one, frame));
  }

  /** By archive: whether no fault keeps it from making this frame with others. */
  #withChain(side: ChainSide, frame: number): readonly boolean[] {
    return side.archivesAt(this.#services.world.clock.timeOf(frame));
  }
}
