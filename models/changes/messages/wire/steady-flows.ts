/**
 * What flows in every frame, whoever asks for what: counted for stretches of frames in which it is the same. Bytes of a frame are whole, so that
 * it makes no difference where a stretch is cut.
 */
import type { Bytes } from "../../../../sim/units/quantity-types.js";
import type { RuleSwitches } from "../../../protocol/ground/rule-sets.js";
import { flowsOf, globalFrameBytes } from "../../../protocol/transport/flows.js";
import {
  peerInfoBytes,
  peerInfoEveryUs,
  shardListBytes,
  shardListFrames,
} from "../../../protocol/transport/message-bytes.js";
import { copiesOf } from "../../../scenario/wire.js";
import type { Scenario } from "../../../scenario/schema.js";
import type { World } from "../../../state/world.js";
import type { FrameHearing, HeardFrame } from "./frame-hearing.js";
import type { ShardMessages } from "./shard-messages.js";
import type { WireTraffic } from "./traffic.js";

export interface FlowServices {
  readonly world: World;
  readonly rules: () => RuleSwitches;
  readonly scenario: Scenario;
  readonly hearing: FrameHearing;
  readonly messages: ShardMessages;
  readonly traffic: WireTraffic;
}

/** So many frames in a row, the first of them with the requests of `heard`. */
interface Stretch {
  readonly heard: HeardFrame;
  readonly frames: number;
  /** Those of them that the global chain made. */
  readonly made: number;
  /** Whether the first of them is made, which alone has requests. */
  readonly isFirstMade: boolean;
  /** Parts of what archives would send each other that they send, and that arrive. */
  readonly mesh: { readonly sent: number; readonly received: number };
}

export class SteadyFlows {
  readonly #services: FlowServices;

  constructor(services: FlowServices) {
    this.#services = services;
  }

  /** Counts what nodes and archives send and receive in frames, but for what belongs to shards. */
  add(stretch: Stretch): void {
    const { heard, frames } = stretch;
    if (frames === 0) return;
    this.#addMesh(heard, stretch);
    this.#addFrames(heard, stretch);
    this.#addPolls(heard, frames);
    const { world, traffic } = this.#services;
    this.#addPeerInfo(frames);
    const lists = frames * Math.round(shardListBytes(world.shards.count) / shardListFrames);
    this.#fromArchives("shard lists", (place) => traffic.online.nodes[place] * lists);
    if (world.crowding !== null) this.#addSpam(frames);
  }

  /** The same of a shard in frames that it made, or would have but for late votes. */
  addShard(shard: number, frames: number): void {
    const { world, messages, traffic } = this.#services;
    const { shards } = world;
    const { sizes, rounds, copies } = messages.of(shards.inRings[shard], shards.leafCount[shard]);
    const published = sizes.proposal + rounds * shards.present[shard] * (sizes.vote + sizes.certificate);
    const gossiped = frames * copies * published;
    const proofs = frames * sizes.proof * this.#archives();
    for (const [place, voters] of this.#votersByClass(shard).entries()) {
      if (voters === 0) continue;
      // Of what the mesh carries everybody passes on as much as it gets.
      traffic.send("shard gossip", place, gossiped, voters);
      traffic.receive("shard gossip", place, gossiped, voters);
      traffic.send("reward proofs", place, proofs, voters);
      traffic.receive("reward proofs", traffic.archives, proofs, voters);
    }
  }

  #votersByClass(shard: number): readonly number[] {
    const { shards, allocations, provers, nodes } = this.#services.world;
    const voters: number[] = Array(this.#services.scenario.operators.length).fill(0);
    const [{ prover }, { online, operatorClass }] = [allocations, nodes];
    for (const allocation of shards.ranked[shard]) {
      const node = provers.node[prover[allocation]];
      if (online[node] === 1) voters[operatorClass[node]]++;
    }
    return voters;
  }

  /** A node that appears asks for the list of shards at once. */
  addIntroduction(operatorClass: number): void {
    const { world, traffic } = this.#services;
    const bytes = shardListBytes(world.shards.count);
    traffic.send("shard lists", traffic.archives, bytes);
    traffic.receive("shard lists", operatorClass, bytes);
  }

  #archives(): number {
    return this.#services.traffic.archiveCount;
  }

  #addMesh({ archives, requestBytes }: HeardFrame, { made, mesh }: Pick<Stretch, "made" | "mesh">): void {
    const { rules, traffic } = this.#services;
    const network = { archives: BigInt(archives), nodes: 0n, frameMs: 1000n, requestBytes: 0n, appRequestBytes: 0n };
    const { globalProposal, globalVotes, globalCertificates } = flowsOf(network, [], rules().transport);
    const each = Number(globalProposal.bytes + globalVotes.bytes + globalCertificates.bytes);
    const requests = (archives - 1) * requestBytes;
    // Rounded by frame, so that it does not matter of how many a stretch is.
    const bytes = (share: number): Bytes => made * Math.round(each * share) + Math.round(requests * share);
    traffic.send("archive mesh", traffic.archives, bytes(mesh.sent));
    traffic.receive("archive mesh", traffic.archives, bytes(mesh.received));
  }

  #addFrames({ requestBytes }: HeardFrame, { made, isFirstMade }: Pick<Stretch, "made" | "isFirstMade">): void {
    const { traffic } = this.#services;
    traffic.framesMade += made;
    traffic.frameBytes += made * globalFrameBytes(0) + (isFirstMade ? requestBytes : 0);
  }

  /** Once a second, or as often as answers get through. */
  #addPolls(heard: HeardFrame, frames: number): void {
    const { world, traffic, hearing } = this.#services;
    const { paceUs } = world.clock;
    const bytesOf = (one: HeardFrame): Bytes =>
      Math.round((paceUs * globalFrameBytes(one.requestBytes)) / hearing.queueOf(one).cycleUs);
    const each = bytesOf(heard) + (frames - 1) * bytesOf({ ...heard, requestBytes: 0 });
    this.#fromArchives("frame polls", (place) => traffic.online.nodes[place] * each);
  }

  /** Everybody tells everybody. */
  #addPeerInfo(frames: number): void {
    const { world, scenario, traffic } = this.#services;
    const { nodes, workers } = traffic.online;
    const classes = scenario.operators.length;
    let peers = 0;
    let told = 0;
    for (let place = 0; place < classes; place++) {
      peers += nodes[place];
      told += peerInfoBytes(nodes[place], workers[place]);
    }
    const perFrame = (told * copiesOf(scenario, peers) * world.clock.paceUs) / peerInfoEveryUs;
    const each = frames * Math.round(perFrame);
    for (let place = 0; place < classes; place++) {
      traffic.send("peer info", place, nodes[place] * each);
      traffic.receive("peer info", place, nodes[place] * each);
    }
  }

  #addSpam(frames: number): void {
    const { world, scenario, traffic } = this.#services;
    const { spamBitsPerS, acceptedSpam } = traffic.online;
    const seconds = (frames * world.clock.paceUs) / 1e6;
    for (let place = 0; place < scenario.operators.length; place++) {
      const bytes = Math.round((seconds * spamBitsPerS[place]) / 8);
      traffic.send("spam", place, bytes);
      traffic.receive("spam", traffic.archives, Math.floor(bytes * acceptedSpam));
    }
  }

  #fromArchives(flow: "frame polls" | "shard lists", bytesTo: (place: number) => Bytes): void {
    const { scenario, traffic } = this.#services;
    for (let place = 0; place < scenario.operators.length; place++) {
      const bytes = bytesTo(place);
      traffic.send(flow, traffic.archives, bytes);
      traffic.receive(flow, place, bytes);
    }
  }
}
