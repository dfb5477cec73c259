/** When a node's heartbeats are: heartbeat h of a node is at its phase plus h intervals. */
import type { NodeNames } from "../network/node-names.js";
import type { Purpose } from "../random/stream.js";
import type { DurationUs, SimTimeUs } from "../units/quantity-types.js";

export class Heartbeats {
  /** Of each node, below an interval. */
  readonly phaseUs: Int32Array;
  readonly everyUs: DurationUs;

  constructor({ first, second }: NodeNames, everyUs: DurationUs, stream: Purpose) {
    this.everyUs = everyUs;
    this.phaseUs = Int32Array.from(first, (word, node) => stream.pairBelow(word, second[node], 0, everyUs));
  }

  /** The last heartbeat at or before a moment; −1: none yet. */
  lastOf(node: number, timeUs: SimTimeUs): number {
    return Math.floor((timeUs - this.phaseUs[node]) / this.everyUs);
  }

  /** The first at or after a moment. */
  firstFrom(node: number, timeUs: SimTimeUs): number {
    return Math.max(0, Math.ceil((timeUs - this.phaseUs[node]) / this.everyUs));
  }

  timeUs(node: number, heartbeat: number): SimTimeUs {
    return this.phaseUs[node] + heartbeat * this.everyUs;
  }
}
