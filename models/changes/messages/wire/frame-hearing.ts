/** When nodes hear of a frame: when their archive has it, and then at their next poll. Reckoned, so that no poll is an event. */
import type { Bytes, DurationUs } from "../../../../sim/units/quantity-types.js";
import { votersNeeded } from "../../../protocol/consensus/certifies.js";
import { archiveSeniority } from "../../../protocol/consensus/committee.js";
import { simplexTimeouts } from "../../../protocol/consensus/simplex.js";
import type { RuleSwitches } from "../../../protocol/ground/rule-sets.js";
import { globalFrameBytes, globalVoteBytes, voteRoundsOf } from "../../../protocol/transport/flows.js";
import { globalRoundUs } from "./global-round.js";
import type { WirePlaces } from "./places.js";
import { type PollQueue, pollQueue } from "./poll-queue.js";

type HearingRules = Pick<RuleSwitches, "quorumRule" | "voteWeight" | "transport">;

/** What decides how soon a frame is heard. */
export interface HeardFrame {
  readonly archives: number;
  readonly maker: number;
  /** Nodes that are online. */
  readonly pollers: number;
  /** Of requests in it. */
  readonly requestBytes: Bytes;
}

/** After which archives give up waiting for a frame, and nodes for one that is not made. */
const givenUpUs: DurationUs = simplexTimeouts(0).leaderMs * 1000;

/** A frame as it was reckoned last, with its queue. */
interface Reckoned extends HeardFrame {
  readonly queue: PollQueue;
  readonly us: readonly DurationUs[];
}

/** The longest round of any maker. */
interface MostReckoned extends Omit<HeardFrame, "maker"> {
  readonly queue: PollQueue;
  readonly roundUs: DurationUs;
}

export class FrameHearing {
  readonly #places: WirePlaces;
  readonly #rules: () => HearingRules;
  readonly #jitterUs: DurationUs;
  /** Between the two regions that are furthest apart. */
  readonly longestUs: DurationUs;
  /** By maker, memoised: most frames of one are alike. */
  readonly #reckoned: (Reckoned | undefined)[] = [];
  /** The last bound. */
  #most: MostReckoned | undefined;

  /** `jitterUs`: mean of what is added to a latency. */
  constructor(places: WirePlaces, rules: () => HearingRules, jitterUs: DurationUs) {
    this.#places = places;
    this.#rules = rules;
    this.#jitterUs = jitterUs;
    this.longestUs = places.regions.latencyUs.reduce((most, us) => Math.max(most, us), 0);
  }

  /** The queue of an archive's upload. */
  queueOf({ archives, pollers, requestBytes }: HeardFrame): PollQueue {
    const { topology, ofArchive } = this.#places;
    const uploadBitsPerS = topology.uploadBitsPerS[ofArchive[0]];
    return pollQueue({ nodes: pollers / archives, bytes: globalFrameBytes(requestBytes), uploadBitsPerS });
  }

  /** By archive: from the frame's moment until it has the frame, and can tell of it. */
  roundUs(frame: HeardFrame): readonly DurationUs[] {
    return this.#reckon(frame).us;
  }

  /**
   * From when its archive has the frame until a node has it: the rest of the time to its next answer, of which a number in [0, 1) tells how long
   * it is, and the answer itself.
   */
  pollUs(end: number, archive: number, frame: HeardFrame, u: number): DurationUs {
    const { ofArchive, topology } = this.#places;
    const { serviceUs, waitUs, cycleUs, load } = this.#reckon(frame).queue;
    const inUs = (8e6 * globalFrameBytes(frame.requestBytes)) / topology.downloadBitsPerS[end];
    // Where everybody's question waits, the next answer is as far as the place in the queue.
    const queuedUs = load >= 1 ? 0 : waitUs;
    return u * Math.max(cycleUs, inUs) + queuedUs + Math.max(serviceUs, inUs) + this.wayUs(ofArchive[archive], end);
  }

  /** As long as a node takes at most to hear of a frame with no more requests and pollers than these, whoever makes it. */
  mostUs(end: number, most: Omit<HeardFrame, "maker">): DurationUs {
    const { ofArchive, topology } = this.#places;
    const { queue, roundUs } = this.#reckonMost(most);
    const inUs = (8e6 * globalFrameBytes(most.requestBytes)) / topology.downloadBitsPerS[end];
    const wayUs = this.longestUs + topology.accessUs[ofArchive[0]] + topology.accessUs[end] + this.#jitterUs;
    return roundUs + Math.max(queue.cycleUs, inUs) + queue.waitUs + Math.max(queue.serviceUs, inUs) + wayUs;
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
    const known = this.#reckoned[frame.maker];
    const isKnown =
      known?.pollers === frame.pollers &&
      known.requestBytes === frame.requestBytes &&
      known.archives === frame.archives;
    if (isKnown) return known;
    const queue = this.queueOf(frame);
    return (this.#reckoned[frame.maker] = { ...frame, queue, us: this.#round(frame, queue) });
  }

  #reckonMost(most: Omit<HeardFrame, "maker">): MostReckoned {
    const known = this.#most;
    const isKnown =
      known?.pollers === most.pollers && known.requestBytes === most.requestBytes && known.archives === most.archives;
    if (isKnown) return known;
    const queue = this.queueOf({ ...most, maker: 0 });
    let roundUs = 0;
    for (let maker = 0; maker < most.archives; maker++)
      for (const us of this.#round({ ...most, maker }, queue)) roundUs = Math.max(roundUs, us);
    return (this.#most = { ...most, queue, roundUs });
  }

  #round({ archives, maker, requestBytes }: HeardFrame, { waitUs }: PollQueue): readonly DurationUs[] {
    const { ofArchive, topology } = this.#places;
    const rules = this.#rules();
    const sendUs = (from: number, to: number, bytes: Bytes): DurationUs => {
      const [source, target] = [ofArchive[from], ofArchive[to]];
      const outUs = (8e6 * bytes * (archives - 1)) / topology.uploadBitsPerS[source];
      const inUs = (8e6 * bytes) / topology.downloadBitsPerS[target];
      return waitUs + Math.max(outUs, inUs) + this.wayUs(source, target);
    };
    const round = globalRoundUs({
      archives,
      maker,
      sendUs,
      quorum: votersNeeded(archives, archiveSeniority, rules),
      voteRounds: voteRoundsOf(rules.transport),
      proposalBytes: globalFrameBytes(requestBytes),
      voteBytes: globalVoteBytes(rules.transport),
    });
    return round.map((us) => Math.min(us, givenUpUs));
  }
}
