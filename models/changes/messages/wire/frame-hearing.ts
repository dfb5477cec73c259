/** When nodes hear of a frame: when their archive has it, and then at their next poll. Reckoned, so that no poll is an event. */
import type { BitsPerSecond, Bytes, DurationUs, SimTimeUs } from "../../../../sim/units/quantity-types.js";
import { votersNeeded } from "../../../protocol/consensus/certifies.js";
import { archiveSeniority } from "../../../protocol/consensus/committee.js";
import { simplexTimeouts } from "../../../protocol/consensus/simplex.js";
import type { RuleSwitches } from "../../../protocol/ground/rule-sets.js";
import { globalFrameBytes, globalVoteBytes, voteRoundsOf } from "../../../protocol/transport/flows.js";
import { globalRoundUs } from "./global-round.js";
import { type Kind, kindsOf, oneOrTwo } from "./kinds.js";
import type { WirePlaces } from "./places.js";
import { type PollQueue, pollQueue, pollWaitUs } from "./poll-queue.js";
import type { HeardRound } from "./view-outcome.js";
import type { WireFaults } from "./wire-faults.js";

type HearingRules = Pick<RuleSwitches, "quorumRule" | "voteWeight" | "transport">;

/** What decides how soon a frame is heard. */
export interface HeardFrame {
  readonly archives: number;
  readonly maker: number;
  /** Nodes that are online. */
  readonly pollers: number;
  /** Of requests in it. */
  readonly requestBytes: Bytes;
  /** Archives that nodes can poll. */
  readonly serving: number;
  /** Its moment, if faults may be on while it is made and voted on; −1: none is. */
  readonly faultyUs: SimTimeUs;
}

/** Frames of a stretch, the most that any of them has of anything. */
export interface MostHeard extends Omit<HeardFrame, "maker" | "faultyUs"> {
  /** Whether faults may be on, though none of those that concern whoever asks. */
  readonly isFaulty: boolean;
}

/** How long a node takes at most to hear of a frame, by its line. */
export type HeardMax = (downloadBitsPerS: BitsPerSecond, accessUs: DurationUs) => DurationUs;

/** Frames, and bounds of stretches of them, that are remembered. */
const [rememberedFrames, rememberedBounds] = [1024, 64];

/** More than there are archives. */
const maxArchives = 2 ** 16;

/** After which archives give up waiting for a frame, and nodes for one that is not made. */
const givenUpUs: DurationUs = simplexTimeouts(0).leaderMs * 1000;

/** A frame that was reckoned, with its queue. */
interface Reckoned extends HeardFrame, HeardRound {}

/** The longest round of any maker. */
interface MostReckoned extends MostHeard {
  readonly queue: PollQueue;
  readonly roundUs: DurationUs;
}

interface HearingServices {
  readonly places: WirePlaces;
  readonly rules: () => HearingRules;
  readonly jitterUs: DurationUs;
  readonly faults?: WireFaults | null;
}

export class FrameHearing {
  readonly #places: WirePlaces;
  readonly #rules: () => HearingRules;
  readonly #jitterUs: DurationUs;
  readonly #faults: WireFaults | null;
  /** Between the two regions that are furthest apart. */
  readonly longestUs: DurationUs;
  /** By maker and pollers, of frames without faults, memoised: shards ask again and again for the same stretch. Asked by key only. */
  readonly #reckoned = new Map<number, Reckoned>();
  /** By moment, of frames in which faults are on; asked by key only. */
  readonly #faulty = new Map<SimTimeUs, Reckoned>();
  /** By kind of end, of so many archives; asked by key only. */
  #furthest = { archives: -1, byKind: new Map<number, DurationUs>() };
  /** The last bounds, the latest first. */
  #bounds: readonly MostReckoned[] = [];

  /** `jitterUs`: mean of what is added to a latency. */
  constructor({ places, rules, jitterUs, faults = null }: HearingServices) {
    this.#places = places;
    this.#rules = rules;
    this.#jitterUs = jitterUs;
    this.#faults = faults;
    this.longestUs = places.regions.latencyUs.reduce((most, us) => Math.max(most, us), 0);
  }

  /** The queue of an archive's upload. */
  queueOf({ serving, pollers, requestBytes }: Pick<HeardFrame, "serving" | "pollers" | "requestBytes">): PollQueue {
    const { topology, ofArchive } = this.#places;
    const uploadBitsPerS = topology.uploadBitsPerS[ofArchive[0]];
    return pollQueue({ nodes: pollers / serving, bytes: globalFrameBytes(requestBytes), uploadBitsPerS });
  }

  /** By archive: from the frame's moment until it has the frame, and can tell of it; `Infinity`: it never has. */
  roundUs(frame: HeardFrame): readonly DurationUs[] {
    return this.#reckon(frame).roundUs;
  }

  /**
   * From the frame's moment until a node has it, of the first archive from `first` on that it gets answers of; `Infinity`: of none. For frames in
   * which faults are on.
   */
  heardInFaultUs(end: number, first: number, frame: HeardFrame, u: number): DurationUs {
    const faults = this.#faults;
    if (faults === null) return Number.POSITIVE_INFINITY;
    const round = this.roundUs(frame);
    const { ofArchive } = this.#places;
    for (let k = 0; k < frame.archives; k++) {
      const archive = (first + k) % frame.archives;
      const atUs = frame.faultyUs + round[archive];
      if (atUs === Number.POSITIVE_INFINITY || !faults.isInContact(end, ofArchive[archive], atUs)) continue;
      const addedUs = faults.addedUs(end, ofArchive[archive], atUs) + faults.addedUs(ofArchive[archive], end, atUs);
      return round[archive] + addedUs + this.pollUs(end, archive, frame, u);
    }
    return Number.POSITIVE_INFINITY;
  }

  /** From when its archive has the frame until a node has it, by a number in [0, 1). */
  pollUs(end: number, archive: number, frame: HeardFrame, u: number): DurationUs {
    const { ofArchive, topology } = this.#places;
    const { queue, bytes } = this.#reckon(frame);
    const downloadBitsPerS = topology.downloadBitsPerS[end];
    return pollWaitUs({ queue, bytes, downloadBitsPerS, u }) + this.wayUs(ofArchive[archive], end);
  }

  /** What is the same for all nodes that hear of a frame. */
  heardRound(frame: HeardFrame): HeardRound {
    return this.#reckon(frame);
  }

  /** As long as a node takes at most to hear of a frame with no more requests and pollers than these, whoever makes it. */
  mostUs(most: MostHeard): HeardMax {
    const { queue, roundUs } = this.#reckonMost(most);
    const bytes = globalFrameBytes(most.requestBytes);
    return (downloadBitsPerS, accessUs) => {
      const inUs = (8e6 * bytes) / downloadBitsPerS;
      const longestUs = this.longestWayUs(accessUs);
      return roundUs + Math.max(queue.cycleUs, inUs) + queue.waitUs + Math.max(queue.serviceUs, inUs) + longestUs;
    };
  }

  /** Mean time on the way between an archive and an end with such a line, wherever they are, at most. */
  longestWayUs(accessUs: DurationUs): DurationUs {
    const { ofArchive, topology } = this.#places;
    return this.longestUs + accessUs + topology.accessUs[ofArchive[0]] + this.#jitterUs;
  }

  /** What all ways follow from. */
  get ground(): { readonly places: WirePlaces; readonly jitterUs: DurationUs } {
    return { places: this.#places, jitterUs: this.#jitterUs };
  }

  /** Mean time on the way to the archive that is furthest from an end. */
  furthestUs(end: number): DurationUs {
    const { ofArchive } = this.#places;
    if (ofArchive.length !== this.#furthest.archives)
      this.#furthest = { archives: ofArchive.length, byKind: new Map() };
    const { byKind } = this.#furthest;
    const kind = this.#places.kindOf(end);
    let most = byKind.get(kind);
    if (most === undefined) {
      most = ofArchive.reduce((us, archive) => Math.max(us, this.wayUs(end, archive)), 0);
      byKind.set(kind, most);
    }
    return most;
  }

  /** Mean time on the way of a few bytes. */
  wayUs(from: number, to: number): DurationUs {
    return this.latencyUs(from, to) + this.#jitterUs;
  }

  /** The same without jitter. */
  latencyUs(from: number, to: number): DurationUs {
    const { topology, regions } = this.#places;
    const { accessUs, regionOf } = topology;
    const between = regions.latencyUs[regionOf[from] * regions.names.length + regionOf[to]];
    return between + accessUs[from] + accessUs[to];
  }

  #reckon(frame: HeardFrame): Reckoned {
    const { faultyUs, maker, pollers } = frame;
    const [memo, key] =
      faultyUs < 0 ? [this.#reckoned, pollers * maxArchives + maker] : ([this.#faulty, faultyUs] as const);
    const known = memo.get(key);
    const isKnown =
      known?.maker === maker &&
      known.pollers === pollers &&
      known.serving === frame.serving &&
      known.requestBytes === frame.requestBytes &&
      known.archives === frame.archives;
    if (isKnown) return known;
    const queue = this.queueOf(frame);
    const reckoned = {
      ...frame,
      queue,
      bytes: globalFrameBytes(frame.requestBytes),
      roundUs: this.#round(frame, queue),
    };
    if (memo.size >= rememberedFrames) memo.clear();
    memo.set(key, reckoned);
    return reckoned;
  }

  #reckonMost(most: MostHeard): MostReckoned {
    const known = this.#bounds.find(
      (one) =>
        one.pollers === most.pollers &&
        one.serving === most.serving &&
        one.requestBytes === most.requestBytes &&
        one.archives === most.archives &&
        one.isFaulty === most.isFaulty,
    );
    if (known !== undefined) return known;
    const queue = this.queueOf(most);
    const roundUs = most.isFaulty ? this.#slowestRoundUs(most, queue) : this.#longestRoundUs(most, queue);
    const reckoned = { ...most, queue, roundUs };
    this.#bounds = [reckoned, ...this.#bounds.slice(0, rememberedBounds - 1)];
    return reckoned;
  }

  /** The longest round of any maker. */
  #longestRoundUs(most: MostHeard, queue: PollQueue): DurationUs {
    let roundUs = 0;
    for (const { first: maker } of this.#kindsOf(most.archives))
      for (const us of this.#round({ ...most, maker, faultyUs: -1 }, queue)) roundUs = Math.max(roundUs, us);
    return roundUs;
  }

  /** A round in which each message takes as long as the slowest between any two, whoever makes a quorum. */
  #slowestRoundUs({ archives, requestBytes }: MostHeard, { waitUs }: PollQueue): DurationUs {
    const { transport } = this.#rules();
    const slowestUs = (bytes: Bytes): DurationUs => {
      let most = 0;
      const some = oneOrTwo(this.#kindsOf(archives));
      for (const from of some)
        for (const to of some)
          if (from !== to) most = Math.max(most, this.#sendUs(from, to, { archives, bytes, waitUs }));
      return most;
    };
    const votesUs = voteRoundsOf(transport) * slowestUs(globalVoteBytes(transport));
    return Math.min(givenUpUs, slowestUs(globalFrameBytes(requestBytes)) + votesUs);
  }

  #round({ archives, maker, requestBytes, faultyUs }: HeardFrame, { waitUs }: PollQueue): readonly DurationUs[] {
    const { ofArchive } = this.#places;
    const rules = this.#rules();
    const faults = faultyUs < 0 ? null : this.#faults;
    const sendUs = (from: number, to: number, bytes: Bytes, atUs: DurationUs): DurationUs => {
      const addedUs = faults?.addedUs(ofArchive[from], ofArchive[to], faultyUs + atUs) ?? 0;
      return this.#sendUs(from, to, { archives, bytes, waitUs }) + addedUs;
    };
    const round = globalRoundUs({
      archives,
      maker,
      kindOf: (archive) => this.#kindOf(archive),
      sendUs,
      quorum: votersNeeded(archives, archiveSeniority, rules),
      voteRounds: voteRoundsOf(rules.transport),
      proposalBytes: globalFrameBytes(requestBytes),
      voteBytes: globalVoteBytes(rules.transport),
    });
    return round.map((us) => (us === Number.POSITIVE_INFINITY ? us : Math.min(us, givenUpUs)));
  }

  /** Archives have lines of one class: they differ by where they are, which is also what a fault is about. */
  #kindOf(archive: number): number {
    const { ofArchive, topology } = this.#places;
    return topology.regionOf[ofArchive[archive]];
  }

  #kindsOf(archives: number): readonly Kind[] {
    return kindsOf(Array(archives).keys(), (archive) => this.#kindOf(archive));
  }

  /** One message of an archive to all others, until one of them has it. */
  #sendUs(
    from: number,
    to: number,
    { archives, bytes, waitUs }: { readonly archives: number; readonly bytes: Bytes; readonly waitUs: DurationUs },
  ): DurationUs {
    const { ofArchive, topology } = this.#places;
    const [source, target] = [ofArchive[from], ofArchive[to]];
    const outUs = (8e6 * bytes * (archives - 1)) / topology.uploadBitsPerS[source];
    const inUs = (8e6 * bytes) / topology.downloadBitsPerS[target];
    return waitUs + Math.max(outUs, inUs) + this.wayUs(source, target);
  }
}
