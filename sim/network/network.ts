/**
 * Messages between nodes, on a kernel. One message's way:
 *
 * ```
 *   send(type, from, to)
 *        │ upload of the sender: one message after the other, at its rate
 *        ▼
 *   fault rules, the first answer wins ── drop ─────────────────────────────► lost
 *        │ pass, or deliver after                                              ▲
 *        ▼                                                                     │
 *   loss of both ends and of the link ─────────────────────────────────────────┤
 *        │ latency of the link, or of the regions and both accesses; jitter    │
 *        ▼                                                                     │
 *   arrival: an event of the receiver ── it is down ───────────────────────────┘
 *        │ download of the receiver, which began with the first bit
 *        ▼
 *   receive(event): source, target, payload
 * ```
 *
 * A message on its way is one event of 24 bytes and nothing else: its size is told by its type and payload.
 */
import type { EventRecord } from "../kernel/queue/event-queue.js";
import type { Invariant } from "../kernel/invariants.js";
import type { Kernel } from "../kernel/kernel.js";
import { type Partition, wholeNetwork } from "../kernel/partition.js";
import type { NameIn } from "../random/purposes.js";
import type { Streams } from "../random/stream.js";
import type { StateReader } from "../table/state-reader.js";
import type { StateSink, Stored } from "../table/stored.js";
import type { Bytes, DurationUs, SimTimeUs } from "../units/quantity-types.js";
import { Crashes } from "./faults/crashes.js";
import { drop, type FaultRule } from "./faults/rule.js";
import type { Jitter } from "./jitter.js";
import { Lines } from "./lines.js";
import { type MessageType, requireSize } from "./message-type.js";
import { messages } from "./messages.js";
import type { NodeNames } from "./node-names.js";
import type { NodeClass } from "./node-class.js";
import type { networkPurposes } from "./purposes.js";
import { linkBetween, type Topology } from "./topology.js";
import { TrafficByNode, TrafficByType } from "./traffic.js";
import { Transit } from "./transit.js";

export interface NetworkOptions {
  readonly kernel: Kernel;
  readonly topology: Topology;
  readonly streams: Streams<NameIn<typeof networkPurposes>>;
  /** Added to the latency of each message; none unless given. */
  readonly jitter?: Jitter;
  /** The first that gives an answer has the say. */
  readonly faults?: readonly FaultRule[];
  /** A rule takes a node down, or it is there again. */
  readonly crashed?: (node: number) => void;
  readonly restarted?: (node: number) => void;
  /** The nodes of this kernel, where others have kernels of their own. */
  readonly partition?: Partition;
  /** Under what name each node draws; under its number unless given. */
  readonly names?: NodeNames;
  /** Of what classes nodes may be that the topology is given later (`admit`). */
  readonly laterClasses?: readonly NodeClass[];
}

/** Sends messages over a topology. Its state is in tables; a run is stored with `save`, after the kernel's own. */
export class Network implements Stored {
  readonly topology: Topology;
  readonly byType = new TrafficByType();
  readonly byNode: TrafficByNode;
  readonly #kernel: Kernel;
  readonly #partition: Partition;
  readonly #transit: Transit;
  /** Null: no node is ever down. */
  readonly #crashes: Crashes | null;
  readonly #isDownloadLimited: boolean;
  readonly #uploads: Lines;
  readonly #downloads: Lines;
  readonly #types: MessageType[] = [];
  /** By type: the kinds of events for an arrival and for the end of a download, and the size, −1: it depends. */
  readonly #arrivals: number[] = [];
  readonly #ends: number[] = [];
  readonly #sizes: number[] = [];

  constructor(options: NetworkOptions) {
    const { kernel, topology, streams, jitter = { kind: "none" }, faults = [], partition = wholeNetwork } = options;
    const { laterClasses = [] } = options;
    this.topology = topology;
    this.#kernel = kernel;
    this.#partition = partition;
    this.#transit = new Transit({ topology, streams, jitter, faults, names: options.names ?? null, laterClasses });
    this.byNode = new TrafficByNode(topology.nodeCount);
    this.#uploads = new Lines(topology.nodeCount);
    this.#isDownloadLimited =
      topology.downloadBitsPerS.some((rate) => rate !== Infinity) ||
      laterClasses.some(({ downloadBitsPerS }) => downloadBitsPerS !== Infinity);
    this.#downloads = new Lines(this.#isDownloadLimited ? topology.nodeCount : 0);
    const crashes = faults.flatMap(({ crash }) => crash ?? []);
    this.#crashes = crashes.length === 0 ? null : new Crashes(crashes, options, [this.#uploads, this.#downloads]);
  }

  /** Adds a type of message and gives its number. To be called before the run begins, in the same order in all parts. */
  register(type: MessageType): number {
    if (this.#types.some(({ name }) => name === type.name)) throw new RangeError(messages.typeTaken(type.name));
    if (typeof type.bytes === "number") requireSize(type.name, type.bytes);
    const index = this.byType.add();
    const priority = type.priority ?? 0;
    this.#types.push(type);
    this.#sizes.push(typeof type.bytes === "number" ? type.bytes : -1);
    const { name } = type;
    const deliver = (event: Readonly<EventRecord>): void => this.#deliver(index, event);
    // Where nothing waits for a download and nobody is ever down, there is nothing between the two.
    const isDirect = !this.#isDownloadLimited && this.#crashes === null;
    const arrive = isDirect ? deliver : (event: Readonly<EventRecord>): void => this.#arrive(index, event);
    this.#arrivals.push(this.#kernel.register({ name: `${name}: arrival`, priority, handle: arrive }));
    // Kinds of events are few, and most networks need no second one.
    if (this.#isDownloadLimited)
      this.#ends.push(this.#kernel.register({ name: `${name}: received`, priority, handle: deliver }));
    return index;
  }

  /**
   * Makes room for a node that its topology was given after the run began, up to and with this one. Crashes that are on leave it alone, but for what
   * it sends and is sent.
   */
  admit(node: number): void {
    this.#crashes?.admit(node);
    this.byNode.reach(node);
    this.#uploads.reach(node);
    if (this.#isDownloadLimited) this.#downloads.reach(node);
  }

  /** Puts on the list what is to come by itself: crashes. To be called once, in a run that begins and does not go on. */
  begin(): void {
    const { first, end } = this.#partition;
    this.#crashes?.begin(first, Math.min(end, this.topology.nodeCount));
  }

  /**
   * Sends a message from a node to another, over the link between them if there is one, else by their regions. Throws
   * `RangeError` where there is neither.
   */
  send(type: number, from: number, to: number, payload = 0): void {
    const { links } = this.topology;
    this.#dispatch(type, from, to, links === null ? -1 : linkBetween(links, from, to), payload);
  }

  /** As `send`, over the link of this index, which begins at `from`: for who goes through the links of a node. */
  sendOver(type: number, from: number, link: number, payload = 0): void {
    this.#dispatch(type, from, this.topology.links!.ends[link], link, payload);
  }

  /** Time on the way from a node to another, without bandwidth, jitter and faults; `null` if there is no way. */
  latencyUs(from: number, to: number): DurationUs | null {
    const { links } = this.topology;
    const latency = this.#transit.latencyUs(from, to, links === null ? -1 : linkBetween(links, from, to));
    return latency < 0 ? null : latency;
  }

  /**
   * Time on the way of a few bytes that wait for no line, sent at `atUs` over a link that begins at `from`; −1: they are
   * lost. Nothing is sent and nothing counted: for who counts messages in closed form and asks about the few that matter.
   * Its loss and jitter are a draw of the pair, named by `name`.
   */
  asideUs(type: number, from: number, link: number, atUs: SimTimeUs, name: number): DurationUs {
    return this.#transit.asideUs(type, from, link, atUs, name);
  }

  /** The same without loss and jitter: for what is sent again until it arrives. −1: rules let nothing through. */
  wayUs(type: number, from: number, link: number, atUs: SimTimeUs): DurationUs {
    return this.#transit.wayUs(type, from, link, atUs);
  }

  /** Whether a rule has a node down at a moment. */
  isDownAt(node: number, timeUs: SimTimeUs): boolean {
    return this.#crashes?.isDownWithin(node, timeUs, timeUs) === true;
  }

  /** By how much the times on the way of two messages over one link may differ, at most; queues apart. */
  get spreadUs(): DurationUs {
    return this.#transit.spreadUs;
  }

  /** How long what a node sends now would wait in its queue, microseconds. */
  queueUs(node: number): DurationUs {
    return Math.max(0, this.#uploads.freeUs[node] - this.#kernel.nowUs);
  }

  /** What was sent is delivered, lost or in flight; what nodes sent and got is what types did. */
  invariant(): Invariant {
    return {
      name: "messages sent are delivered, lost or in flight",
      check: () => this.byType.imbalance() ?? this.byNode.imbalance(this.byType),
    };
  }

  save(to: StateSink): void {
    to.part("types", this.byType);
    to.part("nodes", this.byNode);
    to.part("uploads", this.#uploads);
    to.part("downloads", this.#downloads);
  }

  load(from: StateReader): void {
    from.part("types", this.byType);
    from.part("nodes", this.byNode);
    from.part("uploads", this.#uploads);
    from.part("downloads", this.#downloads);
    // Nothing waited where nothing was limited.
    if (this.#isDownloadLimited) this.#downloads.reach(this.topology.nodeCount - 1);
  }

  #dispatch(type: number, from: number, to: number, link: number, payload: number): void {
    const { topology, byType, byNode } = this;
    const transit = this.#transit;
    const nowUs = this.#kernel.nowUs;
    const latencyUs = transit.latencyUs(from, to, link);
    if (latencyUs < 0) this.#refuse(from, to);
    const bytes = this.#bytesOf(type, payload);
    const counter = byNode.sent[from]++;
    byNode.sentBytes[from] += bytes;
    byType.sent[type]++;
    byType.sentBytes[type] += bytes;

    const rate = topology.uploadBitsPerS[from];
    const departsUs = rate === Infinity ? nowUs : this.#uploads.take(from, 8 * bytes, nowUs, rate);
    let delayUs = departsUs - nowUs + latencyUs;
    if (transit.hasRules) {
      const added = transit.ask(type, from, to, payload, nowUs);
      if (added === drop || this.#crashes?.isDownWithin(from, nowUs, departsUs) === true)
        return this.#lose(type, bytes, payload);
      delayUs += added;
    }
    if (transit.isDrawn) {
      const drawnUs = transit.drawnUs(from, to, link, counter);
      if (drawnUs < 0) return this.#lose(type, bytes, payload);
      delayUs += drawnUs;
    }
    byType.inFlight[type]++;
    byType.inFlightBytes[type] += bytes;
    this.#kernel.scheduleAfter(this.#arrivals[type], delayUs, to, from, payload);
  }

  #bytesOf(type: number, payload: number): Bytes {
    const fixed = this.#sizes[type];
    if (fixed >= 0) return fixed;
    const { name, bytes } = this.#types[type];
    const size = (bytes as (payload: number) => Bytes)(payload);
    requireSize(name, size);
    return size;
  }

  #lose(type: number, bytes: Bytes, payload: number): void {
    this.byType.lost[type]++;
    this.byType.lostBytes[type] += bytes;
    this.#types[type].lost?.(payload);
  }

  #arrive(type: number, event: Readonly<EventRecord>): void {
    const { timeUs, target, source, payload } = event;
    const { downloadBitsPerS, uploadBitsPerS } = this.topology;
    if (this.#crashes !== null && this.#crashes.isDownWithin(target, timeUs, timeUs))
      return this.#loseArrived(type, payload);
    const rate = this.#isDownloadLimited ? downloadBitsPerS[target] : Infinity;
    if (rate !== Infinity) {
      const bits = 8 * this.#bytesOf(type, payload);
      // The first bit came when it had left the sender and been on its way: earlier by what the sender took to send it.
      const firstBitUs = timeUs - Math.ceil((bits * 1e6) / uploadBitsPerS[source]);
      const endUs = this.#downloads.take(target, bits, firstBitUs, rate);
      // The sequence is the one that the sender gave it: ties are settled alike in all partitions.
      if (endUs > timeUs) {
        const { sequence } = event;
        return this.#kernel.receive({ timeUs: endUs, target, source, sequence, kind: this.#ends[type], payload });
      }
    }
    this.#deliver(type, event);
  }

  #deliver(type: number, event: Readonly<EventRecord>): void {
    const { timeUs, target, payload } = event;
    if (this.#crashes !== null && this.#crashes.isDownWithin(target, timeUs, timeUs))
      return this.#loseArrived(type, payload);
    const bytes = this.#bytesOf(type, payload);
    const { byType } = this;
    byType.inFlight[type]--;
    byType.inFlightBytes[type] -= bytes;
    byType.delivered[type]++;
    byType.deliveredBytes[type] += bytes;
    this.byNode.receivedBytes[target] += bytes;
    this.#types[type].receive(event);
  }

  #loseArrived(type: number, payload: number): void {
    const bytes = this.#bytesOf(type, payload);
    this.byType.inFlight[type]--;
    this.byType.inFlightBytes[type] -= bytes;
    this.#lose(type, bytes, payload);
  }

  #refuse(from: number, to: number): never {
    throw new RangeError(messages.noWay(from, to));
  }
}
