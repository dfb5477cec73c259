/**
 * Gossip over the connections of a network. One message's way:
 *
 * ```
 *   publish ──► to the mesh of its topic, or to all subscribed peers, or to the fanout of who is not subscribed
 *        │ payload: waits for lines, is lost, as any message of the network         publishing.ts, sender.ts, fanout.ts
 *        ▼
 *   a node has it ── again ──► a duplicate                                         hearing.ts
 *        │ first time: IDONTWANT to its mesh; is it to be passed on?  ── ignore, reject ──► a mark against the sender
 *        ▼                                                                         refusals.ts, opinions.ts
 *   to its mesh, but to nobody who has said that it has it
 *        │
 *        ▼
 *   at its next heartbeats: IHAVE to some that are not in its mesh ──► IWANT of who has not heard it ──► payload
 *                                                                                  offers.ts
 * ```
 *
 * Heartbeats, IHAVE and IDONTWANT of which nothing comes are no events; `told.ts` and `unwanted.ts` say how they are counted.
 */
import type { Invariant } from "../kernel/invariants.js";
import type { Kernel } from "../kernel/kernel.js";
import type { Network } from "../network/network.js";
import type { FaultRule } from "../network/faults/rule.js";
import { type NodeNames, numberedNames } from "../network/node-names.js";
import type { NameIn } from "../random/purposes.js";
import type { Streams } from "../random/stream.js";
import type { StateReader } from "../table/state-reader.js";
import type { StateSink, Stored } from "../table/stored.js";
import type { DurationUs, SimTimeUs } from "../units/quantity-types.js";
import { type Connections, connectionsOf } from "./connections.js";
import { Closings } from "./closings.js";
import { ControlWire } from "./control-wire.js";
import { tellAll } from "./every-heartbeat.js";
import { Discovery } from "./discovery.js";
import { Fanout } from "./fanout.js";
import { Hearing, type HearingOptions } from "./hearing.js";
import { Heartbeats } from "./heartbeats.js";
import { imbalance } from "./imbalance.js";
import { OfferBounds } from "./offer-bounds.js";
import { Meshes } from "./meshes.js";
import { messages as texts } from "./messages.js";
import { Offers } from "./offers.js";
import type { GossipParameters } from "./parameters.js";
import { PeerChanges } from "./peer-changes.js";
import { PeerExchange } from "./peer-exchange.js";
import type { PeeringOptions } from "./peering.js";
import { plan, type Planned, type Publication, publish } from "./publishing.js";
import type { gossipPurposes } from "./purposes.js";
import { Refusals } from "./refusals.js";
import type { Router } from "./router.js";
import { type CountBy, Sender } from "./sender.js";
import { type Change, Subscriptions } from "./subscriptions.js";
import { GossipState } from "./state.js";

/** Nodes from `first` up to, not with, `end`. */
export interface GossipPart {
  readonly part: number;
  readonly partCount: number;
  readonly first: number;
  readonly end: number;
}

export interface GossipOptions extends HearingOptions {
  readonly kernel: Kernel;
  /** With links both ways: the connections. Its `crashed` and `restarted` are to call those of the gossip. */
  readonly network: Network;
  readonly streams: Streams<NameIn<typeof gossipPurposes>>;
  readonly parameters: GossipParameters;
  /** Up to 30; 1 unless given. */
  readonly topicCount?: number;
  /** Kinds of messages, of which copies are counted apart; 1 unless given. */
  readonly kindCount?: number;
  /** Copies of a kind are counted apart by this too; all together unless given. */
  readonly countBy?: CountBy;
  /** Sets of topics that nodes subscribe to as one, a bit a topic; each topic by itself unless given. */
  readonly masks?: readonly number[];
  /** By mask. Everybody to all unless given. */
  readonly isSubscribed?: (node: number, mask: number) => boolean;
  /** Whether who is subscribed changes: see `change`. */
  readonly changesSubscriptions?: boolean;
  /** Under what name each node draws; under its number unless given. */
  readonly names?: NodeNames;
  /** Of the network's topology and these names, by the draws of `dialled`, where they are there already. */
  readonly connections?: Connections;
  /** Where nodes share addresses; each has its own unless given. Counts where peers are scored. */
  readonly addressOf?: (node: number) => number;
  /** Connections open and close, over links of the network; all stay as they are unless given. In a network of one part. */
  readonly peering?: PeeringOptions;
  /** Faults of the network, which may keep nodes from hearing each other until they close connections. */
  readonly faults?: readonly FaultRule[];
  /** Every heartbeat, IHAVE and IDONTWANT is an event. */
  readonly isLiteral?: boolean;
  /** What a node is to know of others where that decides what is an event: as of so much before now; of all that is, unless given. */
  readonly lagUs?: DurationUs;
  /** Of a network in parts, which one this is. No message between parts may take less than `lagUs`, and nobody may crash. */
  readonly part?: GossipPart;
}

const maxTopics = 30;

export class Gossip implements Stored {
  readonly state: GossipState;
  readonly meshes: Meshes;
  readonly #peers: PeerChanges;
  readonly #router: Router;
  readonly #sender: Sender;
  readonly #offers: Offers;
  /** Null: all connections stay. */
  readonly #openings: Openings | null;
  readonly #subscriptions: Subscriptions | null;

  constructor(options: GossipOptions) {
    const { kernel, network, streams, isLiteral = false, kindCount = 1, countBy } = options;
    const state = stateOf(options);
    this.state = state;
    const wire = new ControlWire(kernel, network, state);
    const told = streams.purpose("told");
    const bounds = new OfferBounds(state, streams.purpose("cut"), network.spreadUs);
    const atEveryHeartbeat = (node: number, heartbeat: number): void =>
      tellAll({ state, told, wire, bounds, iHave: this.#offers.iHave }, node, heartbeat);
    const mesh = streams.purpose("mesh");
    const { first = 0, end = state.nodeCount } = options.part ?? {};
    // Whoever opens connections knows the meshes, and is told of by them.
    const exchange: Pick<PeerExchange, "says" | "hear"> = {
      says: (node, topic, c, when) => this.#openings!.exchange.says(node, topic, c, when),
      hear: (node, topic, c, nowUs) => this.#openings!.exchange.hear(node, topic, c, nowUs),
    };
    const hasExchange = state.peering !== null && state.peering.options.exchange !== null;
    this.meshes = new Meshes({
      kernel,
      state,
      wire,
      mesh,
      first,
      end,
      ...(hasExchange && { exchange }),
      ...(isLiteral && { atEveryHeartbeat }),
    });
    this.#peers = new PeerChanges({ kernel, state, meshes: this.meshes });
    const router: Router = { kernel, network, state, wire, meshes: this.meshes, isLiteral };
    this.#router = router;
    const fanout = new Fanout(router, streams.purpose("fanout"), streams.purpose("slice"));
    const refusals = new Refusals(router);
    this.#sender = new Sender(router, {
      fanout,
      refusals,
      receive: (event) => hearing.receive(event),
      kindCount,
      countBy,
    });
    this.#offers = new Offers(router, this.#sender, told, bounds);
    const hearing = new Hearing(router, { sender: this.#sender, offers: this.#offers, refusals }, options);
    this.#subscriptions =
      state.subscriptions === null ? null : new Subscriptions(router, state.subscriptions, streams.purpose("join"));
    refusals.register();
    this.#openings = openingsOf(options, state, this.#peers);
  }

  /** To be called once, in a run that begins and does not go on. */
  begin(): void {
    this.meshes.begin();
    this.#openings?.discovery.begin();
    this.#openings?.closings.begin();
  }

  /** Plans a change of who is subscribed, of a node of this part; to be called in a run that begins, where `changesSubscriptions`. */
  change(change: Change): void {
    if (this.#subscriptions === null) throw new RangeError(texts.fixedSubscriptions());
    this.#subscriptions.plan(change);
  }

  crashed(node: number): void {
    if (this.state.nodes.isUp[node] === 0) return;
    this.#openings?.closings.down(node);
    this.#openings?.discovery.down(node);
    this.#peers.down(node);
  }

  restarted(node: number): void {
    if (this.state.nodes.isUp[node] === 1) return;
    this.#peers.up(node);
    this.#openings?.discovery.up(node);
  }

  /** A node publishes a message now, unless it is down. Gives the number of the message; −1: none. */
  publish(publication: Publication): number {
    const { nowUs } = this.#router.kernel;
    if (this.state.nodes.isUp[publication.node] === 0) return -1;
    const slot = this.plan(publication, { nowUs, timeUs: nowUs });
    this.publishPlanned(slot);
    return this.state.messages.serial[slot];
  }

  /**
   * Keeps a slot for a message that will be published, by an author that will be up then, and gives it: the message is
   * numbered in the order of plans. Of a network in parts the first one does it, in a `Step`.
   */
  plan(publication: Publication, when: Planned): number {
    return plan(this.#router, publication, when);
  }

  /** Publishes the planned message of a slot, of an author of this part, now. */
  publishPlanned(slot: number): void {
    publish(this.#router, this.#sender, this.#offers, slot);
  }

  /** Counts what nodes told until a moment that is no earlier than now. */
  settle(untilUs: SimTimeUs): void {
    const { first, end } = this.meshes;
    for (let node = first; node < end; node++) this.meshes.settle(node, untilUs);
  }

  /** What must hold at any moment. */
  invariant(): Invariant {
    return { name: "gossip adds up", check: () => imbalance(this.state) };
  }

  save(to: StateSink): void {
    this.state.save(to);
  }

  load(from: StateReader): void {
    this.state.load(from);
  }
}

/** What opens and closes connections, and tells of peers. */
interface Openings {
  readonly discovery: Discovery;
  readonly exchange: PeerExchange;
  readonly closings: Closings;
}

function openingsOf(options: GossipOptions, state: GossipState, peers: PeerChanges): Openings | null {
  const { kernel, network, streams, faults = [] } = options;
  const { peering } = state;
  if (peering === null) return null;
  const discovery = new Discovery({ kernel, network, state, peers, peering, look: streams.purpose("look") });
  const links = network.topology.links!;
  const exchange = new PeerExchange({ state, peering, links, discovery, exchange: streams.purpose("exchange") });
  return { discovery, exchange, closings: new Closings({ kernel, state, peers, peering, discovery, faults }) };
}

/** Throws `RangeError` for topics and degrees that cannot be. */
function stateOf(options: GossipOptions): GossipState {
  const { kernel, network, streams, parameters, topicCount = 1, isSubscribed = () => true } = options;
  const { degreeLow, degree, degreeHigh, heartbeatUs } = parameters;
  const { masks = Array.from({ length: topicCount }, (_, topic) => 1 << topic) } = options;
  if (!(topicCount >= 1 && topicCount <= maxTopics)) throw new RangeError(texts.tooManyTopics(topicCount));
  if (!(degreeLow > 0 && degreeLow <= degree && degree <= degreeHigh))
    throw new RangeError(texts.badDegrees(degreeLow, degree, degreeHigh));
  const { names = numberedNames(network.topology.nodeCount) } = options;
  const heartbeats = new Heartbeats(names, heartbeatUs, streams.purpose("phase"));
  const { connections = connectionsOf(network.topology, names, streams) } = options;
  const untilUs = kernel.keepUntilUs;
  const { lagUs = 0, part: { part, partCount } = { part: 0, partCount: 1 } } = options;
  if (options.peering !== undefined && partCount > 1) throw new RangeError(texts.peeringInParts(partCount));
  if (options.peering !== undefined && options.changesSubscriptions === true)
    throw new RangeError(texts.peeringWithChanges());
  const { addressOf, peering, changesSubscriptions } = options;
  const { groupCount, spanCount } = options.countBy ?? { groupCount: 1, spanCount: 1 };
  const kindCount = (options.kindCount ?? 1) * groupCount * spanCount;
  return new GossipState({ parameters, connections, names, heartbeats, topicCount, kindCount, masks, isSubscribed, changesSubscriptions, addressOf, peering, untilUs, lagUs, part, partCount }); // prettier-ignore
}
