/** Whom of its peers a node takes: those with the least lots, of which each has its own, so that who else is there changes none of them. */
import { wayFirst, waySecond } from "../network/node-names.js";
import type { Purpose } from "../random/stream.js";
import type { GossipState } from "./state.js";

export interface Drawing {
  readonly node: number;
  /** A topic; or `maskLot` of a mask. */
  readonly of: number;
  readonly heartbeat: number;
}

/** Masks draw apart from topics, of which there are fewer. */
export const maskLot = (mask: number): number => 32 + mask;

/** Of some connections of a node the `take` with the least lots, in the order of their lots; all unless given. */
export function byLot(
  { names, connections }: GossipState,
  stream: Purpose,
  { node, of, heartbeat }: Drawing,
  some: readonly number[],
  take = some.length,
): number[] {
  const chosen: number[] = [];
  const lots: number[] = [];
  if (take <= 0) return chosen;
  for (const c of some) {
    const peer = connections.ends[c];
    stream.drawPair(wayFirst(names, node, peer), waySecond(names, node, peer, of), heartbeat);
    const lot = (stream.words[0] >>> 0) * 2 ** 21 + (stream.words[1] >>> 11);
    let place = chosen.length;
    if (place === take) {
      if (lot >= lots[place - 1]) continue;
      place--;
    }
    for (; place > 0 && lots[place - 1] > lot; place--) {
      lots[place] = lots[place - 1];
      chosen[place] = chosen[place - 1];
    }
    lots[place] = lot;
    chosen[place] = c;
  }
  return chosen;
}
