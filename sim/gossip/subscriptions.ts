/**
 * Subscriptions that change. A node that subscribes tells all its peers, takes its fanout into the mesh, then others up to the degree, and grafts
 * each; one that unsubscribes tells all its peers and prunes its mesh (libp2p: specs, pubsub/gossipsub, and go-libp2p-pubsub, `Join` and `Leave`).
 * An announcement that is lost is sent again at the next heartbeat, as long as it holds.
 */
import type { EventRecord } from "../kernel/queue/event-queue.js";
import type { Purpose } from "../random/stream.js";
import type { SimTimeUs } from "../units/quantity-types.js";
import { learn, newsOf, topicRoom } from "./knowledge.js";
import { byLot } from "./lots.js";
import { isPlain } from "./masks.js";
import { candidates } from "./mesh-upkeep.js";
import { priorities } from "./priorities.js";
import type { Router } from "./router.js";
import type { SubscriptionTables } from "./subscription-tables.js";

export interface Change {
  readonly timeUs: SimTimeUs;
  readonly node: number;
  readonly mask: number;
  readonly isSubscribed: boolean;
}

/** The payload of an announcement that waits to be sent again has, after topic and version, which connection of its node. */
const versionRoom = 8192;

export class Subscriptions {
  readonly #router: Router;
  readonly #tables: SubscriptionTables;
  readonly #join: Purpose;
  readonly #change: number;
  readonly #announcement: number;
  readonly #again: number;

  constructor(router: Router, tables: SubscriptionTables, join: Purpose) {
    const { kernel, wire } = router;
    this.#router = router;
    this.#tables = tables;
    this.#join = join;
    this.#change = kernel.register({
      name: "subscription",
      priority: priorities.subscription,
      handle: ({ target, payload }) => this.#changed(target, payload >> 1, (payload & 1) === 1),
    });
    this.#announcement = wire.register("announcement", priorities.announcement, (event) => this.#told(event));
    this.#again = kernel.register({
      name: "announce again",
      priority: priorities.announcement,
      handle: (event) => this.#tellAgain(event),
    });
  }

  /** Puts a change on the list. */
  plan({ timeUs, node, mask, isSubscribed }: Change): void {
    this.#router.kernel.scheduleWithin(this.#change, timeUs, node, node, mask * 2 + (isSubscribed ? 1 : 0));
  }

  #changed(node: number, mask: number, isSubscribed: boolean): void {
    const { state, meshes } = this.#router;
    const { isMember, masks, subscribed, nodeCount, topicCount } = state;
    const is = isSubscribed ? 1 : 0;
    if (isMember[mask * nodeCount + node] === is) return;
    meshes.settle(node);
    isMember[mask * nodeCount + node] = is;
    for (let topic = 0; topic < topicCount; topic++) {
      if (((masks[mask] >> topic) & 1) === 0) continue;
      const stands = masks.some((topics, k) => ((topics >> topic) & 1) === 1 && isMember[k * nodeCount + node] === 1);
      if (stands === (subscribed[topic * nodeCount + node] === 1)) continue;
      this.#tables.own.version[topic * nodeCount + node]++;
      this.#announce(node, topic);
      if (stands) this.#subscribe(node, topic);
      else this.#unsubscribe(node, topic);
    }
    meshes.wakeNext(node);
  }

  #subscribe(node: number, topic: number): void {
    const { state, meshes } = this.#router;
    const { members, subscribed, nodes, heartbeats, parameters, nodeCount } = state;
    const row = topic * nodeCount + node;
    const fanout = this.#takenFanout(node, topic);
    subscribed[row] = 1;
    if (parameters.router === "flood" || nodes.isUp[node] === 0) return;
    const { nowUs } = this.#router.kernel;
    const found = candidates(state, node, topic, nowUs);
    const graft = (c: number): void => meshes.graft(node, topic, c);
    found.filter((c) => fanout.includes(c)).forEach(graft);
    // A mesh of several topics is filled by its rules, at the next heartbeat.
    if (!isPlain(state, node, topic)) return;
    const drawing = { node, of: topic, heartbeat: heartbeats.lastOf(node, nowUs) + 1 };
    const others = found.filter((c) => !fanout.includes(c));
    byLot(state, this.#join, drawing, others, parameters.degree - members.meshCount[row]).forEach(graft);
  }

  /** Empties the fanout of a node, and gives who was in it, if it was not over. */
  #takenFanout(node: number, topic: number): readonly number[] {
    const { state, kernel } = this.#router;
    const { members, fanouts, mesh, connections, parameters, nodeCount, connectionCount } = state;
    const row = topic * nodeCount + node;
    const isOver =
      parameters.fanoutTtlUs === null ||
      fanouts.lastUs[row] < 0 ||
      kernel.nowUs - fanouts.lastUs[row] > parameters.fanoutTtlUs;
    const fanout: number[] = [];
    for (let c = connections.starts[node]; c < connections.starts[node + 1]; c++) {
      if (mesh.isIn[topic * connectionCount + c] === 0) continue;
      mesh.isIn[topic * connectionCount + c] = 0;
      fanout.push(c);
    }
    members.meshCount[row] = members.outCount[row] = 0;
    fanouts.lastUs[row] = -1;
    return isOver ? [] : fanout;
  }

  #unsubscribe(node: number, topic: number): void {
    const { state, meshes } = this.#router;
    const { mesh, connections, subscribed, nodeCount, connectionCount } = state;
    for (let c = connections.starts[node]; c < connections.starts[node + 1]; c++)
      if (mesh.isIn[topic * connectionCount + c] === 1) meshes.unsubscribed(node, topic, c);
    subscribed[topic * nodeCount + node] = 0;
  }

  /** Peers that are down learn of it when they connect again, and so do those of a node that is down. */
  #announce(node: number, topic: number): void {
    const { connections, nodes } = this.#router.state;
    if (nodes.isUp[node] === 0) return;
    for (let c = connections.starts[node]; c < connections.starts[node + 1]; c++)
      if (nodes.isUp[connections.ends[c]] === 1) this.#tell(node, topic, c);
  }

  #tell(node: number, topic: number, c: number): void {
    const { state, kernel, wire } = this.#router;
    const { heartbeats, connections } = state;
    const payload = topic + topicRoom * state.versionOf(topic, node);
    this.#tables.announcements.sent[node]++;
    if (wire.send(this.#announcement, node, c, payload)) return;
    const againUs = heartbeats.timeUs(node, heartbeats.lastOf(node, kernel.nowUs) + 1);
    const place = c - connections.starts[node];
    const version = state.versionOf(topic, node) % versionRoom;
    kernel.scheduleWithin(this.#again, againUs, node, node, topic + topicRoom * (version + versionRoom * place));
  }

  #tellAgain({ target: node, payload }: Readonly<EventRecord>): void {
    const { connections, nodes } = this.#router.state;
    const { topic, version: rest } = newsOf(payload);
    const [version, place] = [rest % versionRoom, Math.floor(rest / versionRoom)];
    const c = connections.starts[node] + place;
    if (nodes.isUp[node] === 0 || nodes.isUp[connections.ends[c]] === 0) return;
    // What has changed since has been announced since.
    if (this.#router.state.versionOf(topic, node) % versionRoom === version) this.#tell(node, topic, c);
  }

  #told({ target: node, source: peer, payload }: Readonly<EventRecord>): void {
    const { state, wire, meshes } = this.#router;
    if (state.nodes.isUp[node] === 0) return;
    learn(state, meshes, { node, c: wire.connection(node, peer), ...newsOf(payload) });
  }
}
