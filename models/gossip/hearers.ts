/** How many nodes listen to a channel and take a flow, by both, in all and by group, as subscriptions change. */
import type { SimTimeUs } from "../../sim/units/quantity-types.js";
import type { Channels } from "./channels.js";
import { classGroup, regionGroup } from "./groups.js";
import type { Overlay } from "./overlay.js";

export interface HearerCount {
  all: number;
  readonly byGroup: Float64Array;
}

export class Hearers {
  readonly #overlay: Overlay;
  /** By flow and class. */
  readonly #taken: readonly (readonly boolean[])[];
  readonly #counts: readonly (readonly HearerCount[])[];
  /** The first of the overlay's changes that is not counted yet. */
  #next = 0;

  constructor(overlay: Overlay, { topicsOf }: Channels, taken: readonly (readonly boolean[])[]) {
    this.#overlay = overlay;
    this.#taken = taken;
    const { listens, classOf, groupCount } = overlay;
    this.#counts = taken.map(() => topicsOf.map(() => ({ all: 0, byGroup: new Float64Array(groupCount) })));
    for (const channel of topicsOf.keys())
      for (const node of classOf.keys())
        if (listens[channel * classOf.length + node] === 1) this.#add(node, channel, 1);
  }

  /** At a moment that is no earlier than the last one that was asked for. */
  at(flow: number, channel: number, timeUs: SimTimeUs): HearerCount {
    const { changes } = this.#overlay;
    for (; this.#next < changes.length && changes[this.#next].timeUs <= timeUs; this.#next++) {
      const { node, mask, isSubscribed } = changes[this.#next];
      this.#add(node, mask, isSubscribed ? 1 : -1);
    }
    return this.#counts[flow][channel];
  }

  #add(node: number, channel: number, count: number): void {
    const overlay = this.#overlay;
    for (const [flow, classes] of this.#taken.entries()) {
      if (!classes[overlay.classOf[node]]) continue;
      const counted = this.#counts[flow][channel];
      counted.all += count;
      counted.byGroup[regionGroup(overlay, node)] += count;
      counted.byGroup[classGroup(overlay, node)] += count;
    }
  }
}
