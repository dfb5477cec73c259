/**
 * Who subscribes and unsubscribes when, as a scenario says. It is drawn before the run and changes by nothing that happens in it, so that every
 * part of a network knows who is to hear what was published when.
 */
import type { Change } from "../../sim/gossip/subscriptions.js";
import type { SimTimeUs } from "../../sim/units/quantity-types.js";
import type { Overlay } from "./overlay.js";
import type { ModelStreams } from "./overlay-draws.js";
import type { GossipScenario } from "./schema.js";

/** A change of a node, whose mask is the channel; `entry`: which of the scenario's it is of. */
export interface PlannedChange extends Change {
  readonly entry: number;
}

type Laid = Pick<Overlay, "classOf" | "names" | "listens">;

/** In the order of time, of one moment in that of the scenario; what changes nothing is none. */
export function plannedChanges(
  scenario: Pick<GossipScenario, "subscriptions" | "nodes" | "channels">,
  { classOf, names, listens }: Laid,
  streams: ModelStreams,
): readonly PlannedChange[] {
  const { subscriptions = [], nodes, channels } = scenario;
  if (subscriptions.length === 0) return [];
  const drawn = streams.purpose("subscriptions");
  const all = Array.from({ length: channels }, (_, channel) => channel);
  const planned = subscriptions.flatMap(({ at, classes, does, channels: some = all, over }, entry) => {
    const changes: PlannedChange[] = [];
    for (const [node, of] of classOf.entries()) {
      if (!classes.includes(nodes[of].class)) continue;
      // Under the moment, so that nodes that change from one channel to another do so at once.
      const timeUs = at + drawn.pairBelow(names.first[node], names.second[node], at, over + 1);
      for (const mask of some) changes.push({ timeUs, node, mask, isSubscribed: does === "subscribe", entry });
    }
    return changes;
  });
  planned.sort((a, b) => a.timeUs - b.timeUs || a.entry - b.entry || a.node - b.node || a.mask - b.mask);
  const stands = listens.slice();
  return planned.filter(({ node, mask, isSubscribed }) => {
    const row = mask * classOf.length + node;
    const is = isSubscribed ? 1 : 0;
    if (stands[row] === is) return false;
    stands[row] = is;
    return true;
  });
}

/** Who was subscribed when. */
export class Membership {
  readonly #overlay: Pick<Overlay, "classOf" | "listens" | "changes">;
  /** Changes of each row of `listens`, by number and in their order; of none there is no list. Looked up by row, never gone through. */
  readonly #ofRow = new Map<number, number[]>();

  constructor(overlay: Pick<Overlay, "classOf" | "listens" | "changes">) {
    this.#overlay = overlay;
    for (const [k, { node, mask }] of overlay.changes.entries()) {
      const row = this.#rowOf(node, mask);
      const some = this.#ofRow.get(row);
      if (some === undefined) this.#ofRow.set(row, [k]);
      else some.push(k);
    }
  }

  /** Whether a node was subscribed to a channel when all that happened by this moment had happened. */
  isMemberAt(node: number, channel: number, timeUs: SimTimeUs): boolean {
    const { listens, changes } = this.#overlay;
    const last = this.lastChange(node, channel, timeUs);
    return last < 0 ? listens[this.#rowOf(node, channel)] === 1 : changes[last].isSubscribed;
  }

  /** The last change of a node's subscription to a channel by this moment, by its number; −1: none. */
  lastChange(node: number, channel: number, timeUs: SimTimeUs): number {
    const { changes } = this.#overlay;
    let last = -1;
    for (const k of this.#ofRow.get(this.#rowOf(node, channel)) ?? []) {
      if (changes[k].timeUs > timeUs) break;
      last = k;
    }
    return last;
  }

  #rowOf(node: number, channel: number): number {
    return channel * this.#overlay.classOf.length + node;
  }
}
