/**
 * Whose turn it is: what a node does every so many frames it does in a phase of its own, which is drawn, so that its position
 * in the scenario's list decides neither its join frames nor its rings (protocol.md section 9).
 */
import { grown, nextCapacity } from "../../sim/table/growth.js";
import type { Draws } from "./draws.js";

/** Phases by period, memoised: a node asks for its own in every frame that concerns it. Nothing to be stored. */
export class Turns {
  /** By period, a few frames: one more than the phase of each node; 0: not drawn yet. */
  readonly #drawn: (Int32Array | undefined)[] = [];

  of({ draws }: { readonly draws: Draws }, node: number, period: number): number {
    let drawn = this.#drawn[period];
    if (drawn === undefined || node >= drawn.length) {
      drawn = grown(drawn ?? new Int32Array(0), nextCapacity(drawn?.length ?? 0, node + 1));
      this.#drawn[period] = drawn;
    }
    if (drawn[node] === 0) drawn[node] = draws.nodes.purpose("turn").below(node, period, period) + 1;
    return drawn[node] - 1;
  }
}

interface Turning {
  readonly draws: Draws;
  readonly turns: Turns;
}

/** Phase of a node in a period of so many frames, from 0: always the same for one period, independent between two. */
export function turnOf(network: Turning, node: number, period: number): number {
  return network.turns.of(network, node, period);
}

/** First frame of the node's phase at or after `from`. */
export function nextTurn(
  network: Turning,
  node: number,
  { from, period }: { readonly from: number; readonly period: number },
): number {
  return from + ((turnOf(network, node, period) + period - (from % period)) % period);
}
