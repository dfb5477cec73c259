/** The state of a gossip network, with what is asked of it everywhere. */
import type { StateReader } from "../table/state-reader.js";
import type { StateSink, Stored } from "../table/stored.js";
import type { DurationUs, SimTimeUs } from "../units/quantity-types.js";
import type { NodeNames } from "../network/node-names.js";
import type { Connections } from "./connections.js";
import type { Heartbeats } from "./heartbeats.js";
import type { GossipParameters } from "./parameters.js";
import { Peering, type PeeringOptions } from "./peering.js";
import { membership } from "./membership.js";
import { PassingCounts } from "./passing-counts.js";
import { markedCompany } from "./company.js";
import { SubscriptionTables } from "./subscription-tables.js";
import {
  ControlTable,
  CopyTable,
  FanoutTable,
  KindTable,
  MemberTable,
  MeshTable,
  MessageTable,
  NodeTable,
  RecentTable,
  ScoreTable,
  TallyTable,
  WaitTable,
} from "./tables.js";

export interface GossipStateOptions {
  readonly parameters: GossipParameters;
  readonly connections: Connections;
  /** Under which nodes draw. */
  readonly names: NodeNames;
  readonly heartbeats: Heartbeats;
  readonly topicCount: number;
  readonly kindCount: number;
  /** Sets of topics, a bit each, that nodes subscribe to. */
  readonly masks: readonly number[];
  readonly isSubscribed: (node: number, mask: number) => boolean;
  /** Whether who is subscribed changes in time; it stays unless given. */
  readonly changesSubscriptions?: boolean | undefined;
  /** Where nodes share addresses; each has its own unless given. */
  readonly addressOf?: ((node: number) => number) | undefined;
  /** Connections open and close: those of the network are links over which there may be one. */
  readonly peering?: PeeringOptions | undefined;
  /** The end of the run, at the latest. */
  readonly untilUs: SimTimeUs;
  readonly lagUs: DurationUs;
  /** Parts of the network that have a thread each, and which this is. */
  readonly partCount: number;
  readonly part: number;
}

/** Messages that there is room for from the first one on: columns that grow are there twice meanwhile. */
const leastSlots = 4;

/** Who opened a connection changes with it. */
const connectionsOver = (connections: Connections, { links }: Peering): Connections => ({
  ...connections,
  isOutbound: (c) => (links.isOutbound[c] === 1 ? 1 : 0),
});

export class GossipState implements Stored {
  readonly parameters: GossipParameters;
  readonly connections: Connections;
  readonly names: NodeNames;
  readonly heartbeats: Heartbeats;
  readonly topicCount: number;
  readonly nodeCount: number;
  readonly connectionCount: number;
  readonly masks: readonly number[];
  /** 1: subscribed to the mask; row m · N + n. */
  readonly isMember: Uint8Array;
  /** 1: subscribed to a mask that has the topic; row t · N + n, as in `members`. */
  readonly subscribed: Uint8Array;
  /** null: who is subscribed stays so, and everybody knows it. */
  readonly subscriptions: SubscriptionTables | null;
  readonly mesh: MeshTable;
  readonly scores: ScoreTable | null;
  /** Null: all connections stay. */
  readonly peering: Peering | null;
  /** Of each connection, what the company on its peer's address adds to the score; null: nothing to any. */
  readonly companyScores: Float64Array | null;
  readonly members: MemberTable;
  readonly fanouts = new FanoutTable();
  readonly #keepsFanouts: boolean;
  readonly recent: RecentTable;
  readonly nodes: NodeTable;
  readonly messages = new MessageTable();
  readonly copies = new CopyTable();
  readonly waits = new WaitTable();
  /** Whether it is kept when nodes asked for messages. */
  readonly keepsWaits: boolean;
  readonly kinds: KindTable;
  readonly control = new ControlTable();
  /** Of peers, by connection of who is told, within a heartbeat of that one: IHAVE of them, and ids that they were asked for. */
  readonly offered = new PassingCounts();
  readonly asked = new PassingCounts();
  /** IWANT of peers, by message and connection of who is asked, as long as that one keeps the message. */
  readonly wanted = new PassingCounts();
  /** Of each part of the network, and of the one that this is of. */
  readonly tallies: readonly TallyTable[];
  readonly tally: TallyTable;
  /** What a node is to know of others' copies where that decides what is an event: as of so much before now. */
  readonly lagUs: DurationUs;

  constructor(options: GossipStateOptions) {
    const { parameters, connections, heartbeats, topicCount, kindCount, masks, isSubscribed, untilUs } = options;
    const { nodeCount, ends, starts } = connections;
    this.parameters = parameters;
    const peering = options.peering === undefined ? null : new Peering(connections, options.peering, untilUs);
    this.peering = peering;
    this.connections = peering === null ? connections : connectionsOver(connections, peering);
    this.names = options.names;
    this.heartbeats = heartbeats;
    this.topicCount = topicCount;
    this.lagUs = options.lagUs;
    this.tallies = Array.from({ length: options.partCount }, () => new TallyTable());
    this.tally = this.tallies[options.part];
    this.nodeCount = nodeCount;
    this.connectionCount = ends.length;
    const rows = topicCount * nodeCount;
    this.masks = masks;
    const { isMember, subscribed } = membership({ masks, topicCount, nodeCount, isSubscribed });
    this.isMember = isMember;
    this.subscribed = subscribed;
    const { pruneBackoffUs, unsubscribeBackoffUs } = parameters;
    const hasChanges = options.changesSubscriptions === true;
    this.subscriptions = hasChanges
      ? new SubscriptionTables({ isMember, subscribed, nodeCount, topicCount, ends })
      : null;
    const backoffUs = hasChanges ? Math.max(pruneBackoffUs, unsubscribeBackoffUs) : pruneBackoffUs;
    this.mesh = new MeshTable(topicCount * ends.length, untilUs + backoffUs);
    this.scores = parameters.score === null ? null : new ScoreTable(topicCount * ends.length);
    this.members = new MemberTable(rows);
    this.#keepsFanouts = parameters.fanoutTtlUs !== null && (hasChanges || subscribed.includes(0));
    this.keepsWaits = parameters.iWantFollowUpUs !== null || parameters.pendingWants !== null;
    this.recent = new RecentTable(rows * parameters.historyGossip);
    this.nodes = new NodeTable(nodeCount, untilUs);
    this.kinds = new KindTable(kindCount);
    for (let topic = 0; topic < topicCount; topic++)
      for (let node = 0; node < nodeCount; node++)
        for (let c = starts[node]; c < starts[node + 1]; c++)
          if (this.isOpen(c))
            this.members.peerCount[topic * nodeCount + node] += this.subscribed[topic * nodeCount + ends[c]];
    this.companyScores = markedCompany(this, options.addressOf);
    this.#addRowsWhereKept();
  }

  /** Adds a slot for a message. */
  addSlot(): number {
    const slot = this.messages.add();
    for (const tally of this.tallies) tally.add();
    this.copies.reach(Math.max(leastSlots, slot + 1) * this.nodeCount - 1);
    this.#addRowsWhereKept();
    return slot;
  }

  /** What only some networks keep has no rows in others. */
  #addRowsWhereKept(): void {
    if (this.#keepsFanouts) this.fanouts.reach(this.topicCount * this.nodeCount - 1);
    if (this.keepsWaits) this.waits.reach(this.copies.count - 1);
  }

  /** Whether there is a connection over a link. */
  isOpen(c: number): boolean {
    return this.peering === null || this.peering.links.isOpen[c] === 1;
  }

  /** Whether the peer of a connection is there, and subscribed as far as the node knows. */
  isPeer(topic: number, c: number): boolean {
    return this.knows(topic, c) === 1 && this.nodes.isUp[this.connections.ends[c]] === 1 && this.isOpen(c);
  }

  /** 1: the node knows the peer of its connection to be subscribed, or to have been so when it was last heard of. */
  knows(topic: number, c: number): number {
    const { subscriptions, subscribed, nodeCount, connectionCount } = this;
    return subscriptions === null
      ? subscribed[topic * nodeCount + this.connections.ends[c]]
      : subscriptions.known.version[topic * connectionCount + c] & 1;
  }

  /** Whether the node knows the peer of its connection to be subscribed to one of these topics, a bit each. */
  knowsAny(c: number, topics: number): boolean {
    if (this.subscriptions === null) return this.isSubscribed(this.connections.ends[c], topics);
    for (let topic = 0; topic < this.topicCount; topic++)
      if (((topics >> topic) & 1) === 1 && this.knows(topic, c) === 1) return true;
    return false;
  }

  /** Changes of a node's subscription to a topic so far; 0 where there are none in the run. */
  versionOf(topic: number, node: number): number {
    return this.subscriptions === null ? 0 : this.subscriptions.own.version[topic * this.nodeCount + node];
  }

  /** Whether a node is subscribed to one of these topics, a bit each. */
  isSubscribed(node: number, topics: number): boolean {
    const { subscribed, topicCount, nodeCount } = this;
    if (topicCount === 1) return subscribed[node] === 1;
    for (let topic = 0; topic < topicCount; topic++)
      if (((topics >> topic) & 1) === 1 && subscribed[topic * nodeCount + node] === 1) return true;
    return false;
  }

  /** Those of these topics that a node is subscribed to, a bit each. */
  subscribedOf(node: number, topics: number): number {
    const { subscribed, topicCount, nodeCount } = this;
    let own = 0;
    for (let topic = 0; topic < topicCount; topic++)
      if (((topics >> topic) & 1) === 1 && subscribed[topic * nodeCount + node] === 1) own |= 1 << topic;
    return own;
  }

  /** Whether a node is subscribed to the mask of exactly these topics. */
  isMemberOf(node: number, topics: number): boolean {
    const mask = this.masks.length === 1 ? 0 : this.masks.indexOf(topics);
    return mask >= 0 && this.isMember[mask * this.nodeCount + node] === 1;
  }

  /** Whether the peer of a connection is in the mesh for one of these topics that comes before a topic. */
  isInEarlier(c: number, topics: number, before: number): boolean {
    const { mesh, connectionCount } = this;
    for (let topic = 0; topic < before; topic++)
      if (((topics >> topic) & 1) === 1 && mesh.isIn[topic * connectionCount + c] === 1) return true;
    return false;
  }

  /** Since when a node that has a message keeps it for others, if it does. */
  keptUs(node: number, slot: number): SimTimeUs {
    const { messages, copies, nodeCount, parameters } = this;
    const heardUs = messages.publishedUs[slot] + copies.heardUs[slot * nodeCount + node] - 1;
    return messages.author[slot] === node ? heardUs : heardUs + parameters.validationUs;
  }

  save(to: StateSink): void {
    for (const [name, part] of this.#parts()) to.part(name, part);
  }

  load(from: StateReader): void {
    for (const [name, part] of this.#parts()) from.part(name, part);
    // What goes on may keep more than what was stored.
    this.#addRowsWhereKept();
  }

  #parts(): readonly (readonly [string, Stored])[] {
    const {
      mesh,
      scores,
      members,
      fanouts,
      recent,
      nodes,
      messages,
      copies,
      waits,
      kinds,
      control,
      offered,
      asked,
      wanted,
      tally,
      peering,
      subscriptions,
    } = this;
    return [
      ["mesh", mesh],
      ...(scores === null ? [] : [["scores", scores] as const]),
      ["members", members],
      ["fanouts", fanouts],
      ["recent", recent],
      ["nodes", nodes],
      ["messages", messages],
      ["copies", copies],
      ["waits", waits],
      ["kinds", kinds],
      ["control", control],
      ["offered", offered],
      ["asked", asked],
      ["wanted", wanted],
      ["tally", tally],
      ...(peering === null ? [] : [["peering", peering] as const]),
      ...(subscriptions === null ? [] : [["subscriptions", subscriptions] as const]),
    ];
  }
}
