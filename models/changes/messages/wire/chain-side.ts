/**
 * Who is with the global chain while faults are on: the archives that are in contact, both ways, with enough others to make frames, and the nodes
 * that are in contact with any of these. Whoever is not hears no frame and is heard by no maker of one: as far as the protocol can see it is offline.
 *
 * Assumption: where no archives are enough there is no frame to miss, and nobody is cut off but who is down.
 */
import type { SimTimeUs } from "../../../../sim/units/quantity-types.js";
import { type Kind, kindsOf } from "./kinds.js";
import type { WirePlaces } from "./places.js";
import type { WireFaults } from "./wire-faults.js";

interface SideServices {
  readonly faults: WireFaults;
  readonly places: WirePlaces;
  /** Archives that are needed for a frame. */
  readonly needed: () => number;
}

/** What holds as long as the same faults are on. */
interface Sides {
  /** What it was worked out for. */
  readonly key: string;
  /** By archive: whether it is with the chain. */
  readonly isWith: readonly boolean[];
  /** By kind of end: 1 cut off, 0 not; −1: nobody has asked. */
  readonly cutOff: Int8Array;
}

export class ChainSide {
  readonly faults: WireFaults;
  readonly #services: SideServices;
  #known: Sides | null = null;

  constructor(services: SideServices) {
    this.#services = services;
    this.faults = services.faults;
  }

  /** By archive, of those that there are: whether it is with the chain. */
  archivesAt(timeUs: SimTimeUs): readonly boolean[] {
    return this.#at(timeUs).isWith;
  }

  /** How many archives nodes can poll; all where none can make a frame. */
  servingAt(timeUs: SimTimeUs): number {
    const { isWith } = this.#at(timeUs);
    const count = isWith.filter(Boolean).length;
    return count === 0 ? isWith.length : count;
  }

  /** The fewest that they can poll from one moment up to, not with, another; null: no fault may be on then. */
  servingBetween(fromUs: SimTimeUs, untilUs: SimTimeUs): number | null {
    const { faults } = this;
    if (!faults.isOnBetween(fromUs, untilUs)) return null;
    let serving = Infinity;
    for (let atUs = fromUs; atUs < untilUs; atUs = faults.nextChangeUs(atUs))
      serving = Math.min(serving, this.servingAt(atUs));
    return serving;
  }

  /** Of what archives would send each other at a moment, the parts that they send and that arrive. */
  meshShares(timeUs: SimTimeUs): { readonly sent: number; readonly received: number } {
    const { faults } = this;
    const ends = this.#services.places.ofArchive;
    if (ends.length < 2) return { sent: 1, received: 1 };
    const all = ends.length * (ends.length - 1);
    let [sent, received] = [0, 0];
    const kinds = this.#kindsOf(ends);
    for (const from of kinds) {
      if (!faults.isDown(from.first, timeUs)) sent += from.count * (ends.length - 1);
      for (const to of kinds) {
        const isSame = from === to;
        const pairs = from.count * (isSame ? to.count - 1 : to.count);
        if (pairs > 0 && faults.isOpen(from.first, isSame ? to.last : to.first, timeUs)) received += pairs;
      }
    }
    return { sent: sent / all, received: received / all };
  }

  /** Whether a node is down, or in contact with no archive that is with the chain. */
  isCutOff(end: number, timeUs: SimTimeUs): boolean {
    const { faults, places } = this.#services;
    const { cutOff, isWith } = this.#at(timeUs);
    const kind = places.kindOf(end);
    if (cutOff[kind] < 0) {
      const reaches = (archive: number): boolean =>
        isWith[archive] && faults.isInContact(end, places.ofArchive[archive], timeUs);
      const isAlone = isWith.some(Boolean) && !isWith.some((_is, archive) => reaches(archive));
      cutOff[kind] = faults.isDown(end, timeUs) || isAlone ? 1 : 0;
    }
    return cutOff[kind] === 1;
  }

  /** Whether archives make frames at a moment at which these are online: one of them is in contact with as many as it takes. */
  makesFrames(isOnline: (archive: number) => boolean, timeUs: SimTimeUs): boolean {
    const online = [...this.#services.places.ofArchive.keys()].filter(isOnline);
    return this.#withEnough(online, timeUs).some(Boolean);
  }

  #at(timeUs: SimTimeUs): Sides {
    const { faults, places, needed } = this.#services;
    const key = `${faults.onAt(timeUs).join()} ${places.ofArchive.length} ${needed()}`;
    if (this.#known?.key === key) return this.#known;
    const archives = [...places.ofArchive.keys()];
    const cutOff = new Int8Array(places.kindCount).fill(-1);
    return (this.#known = { key, isWith: this.#withEnough(archives, timeUs), cutOff });
  }

  /** For each of some archives, whether it and others of them that it is in contact with are as many as it takes. */
  #withEnough(archives: readonly number[], timeUs: SimTimeUs): readonly boolean[] {
    const { faults, places, needed } = this.#services;
    const ends = archives.map((archive) => places.ofArchive[archive]);
    const kinds = this.#kindsOf(ends);
    const inContact = (one: number, other: number): number => (faults.isInContact(one, other, timeUs) ? 1 : 0);
    const isEnough = new Map(
      kinds.map((one) => {
        const others = kinds.reduce(
          (sum, other) => sum + (other === one ? 0 : other.count * inContact(one.first, other.first)),
          0,
        );
        const alike = one.count > 1 ? (one.count - 1) * inContact(one.first, one.last) : 0;
        return [one.kind, inContact(one.first, one.first) + alike + others >= needed()] as const;
      }),
    );
    return ends.map((end) => isEnough.get(places.kindOf(end)) === true);
  }

  #kindsOf(ends: Iterable<number>): readonly Kind[] {
    return kindsOf(ends, (end) => this.#services.places.kindOf(end));
  }
}
