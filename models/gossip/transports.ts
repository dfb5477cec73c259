/** The router of each transport: protocol.md 11 (node), beside a flood and plain GossipSub. */
import { flooding, type GossipParameters, gossipSub } from "../../sim/gossip/parameters.js";
import type { OfferLimits } from "../../sim/gossip/rules/offer-limits.js";
import type { ScoreParameters } from "../../sim/gossip/rules/score.js";
import { pow } from "../../sim/units/portable-math.js";
import { envelopeBytes, type Transport } from "../protocol/transport/envelope.js";
import { type MeshParameters, meshParameters } from "../protocol/transport/mesh-parameters.js";
import { scoreThresholds, scoreWeights } from "../protocol/transport/peer-score.js";
import type { GossipScenario } from "./schema.js";

const usPerMs = 1000;
const minuteUs = 60e6;
const [decayMinutes, decayToZero] = [10, 0.1];

/** Over so many minutes a counter of one falls to where it counts as none. */
const overMinutes = (minutes: number): number => pow(decayToZero, decayMinutes / minutes);

/** Scores of the Go node, but for those of the application, which are the same of all peers here. */
const goScore: ScoreParameters = {
  topicWeight: scoreWeights.mask,
  perSecondInMesh: scoreWeights.secondInMesh,
  secondsInMeshCap: scoreWeights.secondsInMeshCap,
  perFirstDelivery: scoreWeights.firstDelivery,
  firstDeliveriesCap: scoreWeights.firstDeliveriesCap,
  perInvalidSquared: scoreWeights.invalid,
  perMisbehaviourSquared: scoreWeights.misbehaviour,
  misbehavioursFree: scoreWeights.misbehaviourFree,
  perCompanySquared: scoreWeights.sameAddress,
  companyFree: scoreWeights.sameAddressFree,
  decayUs: decayMinutes * minuteUs,
  firstDeliveryDecay: overMinutes(10),
  invalidDecay: overMinutes(60),
  misbehaviourDecay: 0.5,
  decayToZero,
  gossipThreshold: scoreThresholds.gossip,
  publishThreshold: scoreThresholds.publish,
  graylistThreshold: scoreThresholds.graylist,
  opportunisticThreshold: scoreThresholds.opportunisticGraft,
};

/** What the node of June scores has effect for grafts in back-off only: −10 · n². The fork: assumed alike, without effect. */
const juneScore: ScoreParameters = {
  ...goScore,
  perSecondInMesh: 0,
  perFirstDelivery: 0,
  perInvalidSquared: 0,
  misbehavioursFree: 0,
  perCompanySquared: 0,
  decayUs: 1e6,
  misbehaviourDecay: 0.9,
  decayToZero: 0.01,
  opportunisticThreshold: -Infinity,
};

const releases = { go: "2.1 Go", rustJune: "2.1 Rust", rustFork: "2.1 Rust fork" } as const;

/** Bytes that may wait for a peer: 128 messages of the largest size, or 8 MiB; of the fork nothing is known. */
const queueOfPeer = (transport: Transport, largestBytes: number): number =>
  ({ go: 128 * largestBytes, rustJune: 8 * 1024 * 1024, rustFork: Infinity })[transport];

/** Message ids of 33 bytes (protocol.md `transport.sizes`) with 2 of protobuf; the rest: assumption. */
const blossomBytes = { graft: 40, prune: 44, subscribe: 42, head: 44, id: 35 };

export function parametersOf(scenario: GossipScenario): GossipParameters {
  const base = baseOf(scenario);
  const { mesh, validation } = scenario;
  return {
    ...base,
    validationUs: validation,
    degree: mesh.degree ?? base.degree,
    degreeLow: mesh.degreeLow ?? Math.min(base.degreeLow, mesh.degree ?? base.degreeLow),
    degreeHigh: mesh.degreeHigh ?? Math.max(base.degreeHigh, mesh.degree ?? base.degreeHigh),
    degreeLazy: mesh.degreeLazy ?? base.degreeLazy,
    iHaveIds: mesh.iHaveIds ?? base.iHaveIds,
    iHaveMessages: mesh.iHaveMessages ?? base.iHaveMessages,
    pendingWants: mesh.pendingWants ?? base.pendingWants,
    retransmissions: mesh.retransmissions ?? base.retransmissions,
    heartbeatUs: mesh.heartbeat ?? base.heartbeatUs,
    degreeSame: (mesh.composite ?? true) ? base.degreeSame : null,
    floodPublish: mesh.floodPublish ?? base.floodPublish,
    iDontWantFrom: (mesh.iDontWant ?? base.iDontWantFrom !== null) ? (base.iDontWantFrom ?? 1024) : null,
    score: (mesh.scores ?? base.score !== null) ? (base.score ?? goScore) : null,
  };
}

function baseOf({ transport, messages, connections }: GossipScenario): GossipParameters {
  if (transport === "flood") return flooding;
  if (transport === "gossipSub") return gossipSub;
  const largestBytes =
    messages.reduce((most, { size }) => Math.max(most, size), 0) + envelopeBytes("gossip", transport);
  return {
    ...blossomSub(meshParameters[releases[transport]]),
    // Authors: go, one slice's mesh; June, the union of all meshes; the fork, every peer that covers a slice.
    floodPublish: transport === "rustFork",
    slices: transport === "go" ? "one" : "all",
    // The line of a node stands for the queues of its peers.
    queueBytes: queueOfPeer(transport, largestBytes) * 2 * connections,
    score: { go: goScore, rustJune: juneScore, rustFork: null }[transport],
  };
}

function blossomSub(p: MeshParameters): Omit<GossipParameters, "floodPublish" | "slices" | "queueBytes" | "score"> {
  return {
    router: "mesh",
    degree: p.degree,
    degreeLow: p.degreeLow,
    degreeHigh: p.degreeHigh,
    degreeScore: p.degreeScore,
    degreeOut: p.degreeOut,
    degreeSame: p.degreeSame,
    degreeLazy: p.degreeLazy,
    gossipFactor: p.gossipFactor,
    heartbeatUs: p.heartbeatMs * usPerMs,
    historyLength: p.historyLength,
    historyGossip: p.historyGossip,
    pruneBackoffUs: p.pruneBackoffMs * usPerMs,
    unsubscribeBackoffUs: p.unsubscribeBackoffMs * usPerMs,
    fanoutTtlUs: p.fanoutTtlMs === null ? null : p.fanoutTtlMs * usPerMs,
    iDontWantFrom: p.iDontWant?.messageBytesMin ?? null,
    // Only the Go node asks everybody who offers.
    iWantFollowUpUs: p === meshParameters["2.1 Go"] ? null : p.iWantFollowUpMs * usPerMs,
    ...offerLimits(p),
    opportunisticTicks: p.opportunisticGraftTicks,
    opportunisticPeers: p.opportunisticGraftPeers,
    validationUs: 0,
    bytes: blossomBytes,
  };
}

/** June's node has no limit of messages and ids, but of what it waits for: so many ids as others tell of and ask for at once. */
const offerLimits = (p: MeshParameters): OfferLimits => ({
  iHaveIds: p.iHaveMessages === null ? Infinity : p.iHaveIds,
  iHaveMessages: p.iHaveMessages,
  pendingWants: p.iHaveMessages === null ? p.iHaveIds : null,
  retransmissions: p.retransmissions,
});

/** Bytes around a message. */
export const envelopeOf = ({ transport }: Pick<GossipScenario, "transport">): number =>
  transport === "flood" || transport === "gossipSub" ? 0 : envelopeBytes("gossip", transport);
