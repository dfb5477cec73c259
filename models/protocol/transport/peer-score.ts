/** Score that a peer gives another, and what follows from it. */

/** What is known of a peer on one mask, decayed up to now. */
export interface MaskRecord {
  readonly secondsInMesh: number;
  readonly firstDeliveries: number;
  readonly invalidMessages: number;
}

export interface PeerRecord {
  readonly masks: readonly MaskRecord[];
  /** The application's own score, decayed. */
  readonly application: number;
  /** Broken promises and the like, decayed. */
  readonly misbehaviours: number;
  /** Peers that share its address. */
  readonly peersOnAddress: number;
}

/** Source: protocol.md section 11 (node go:p2p/blossomsub.go). */
export const scoreWeights = {
  mask: 0.1,
  secondInMesh: 0.000_27,
  secondsInMeshCap: 1,
  firstDelivery: 5,
  firstDeliveriesCap: 10_000,
  invalid: -1000,
  application: 10,
  misbehaviour: -10,
  misbehaviourFree: 6,
  sameAddress: -100,
  sameAddressFree: 6,
} as const;

/** Scores below which a peer gets no gossip, no published messages, or nothing at all; above which its offers count. */
export const scoreThresholds = {
  gossip: -500,
  publish: -1000,
  graylist: -2500,
  acceptPeerExchange: 1000,
  opportunisticGraft: 3.5,
} as const;

const squaredExcess = (value: number, free: number): number => {
  const excess = Math.max(0, value - free);
  return excess * excess;
};

/**
 * Score of a peer: per mask time in the mesh and first deliveries count for it and invalid messages against it by
 * their square; then the application's score, and the squares of misbehaviour and of company on its address beyond
 * what is free (`countAddresses` false on private networks).
 * Source: protocol.md section 11 (form of the sum: GossipSub 1.1; weights: node).
 */
export function peerScore(
  { masks, application, misbehaviours, peersOnAddress }: PeerRecord,
  countAddresses = true,
): number {
  const w = scoreWeights;
  const ofMasks = masks.reduce(
    (sum, { secondsInMesh, firstDeliveries, invalidMessages }) =>
      sum +
      Math.min(w.secondsInMeshCap, w.secondInMesh * secondsInMesh) +
      w.firstDelivery * Math.min(w.firstDeliveriesCap, firstDeliveries) +
      w.invalid * invalidMessages * invalidMessages,
    0,
  );
  const ofAddress = countAddresses ? w.sameAddress * squaredExcess(peersOnAddress, w.sameAddressFree) : 0;
  return (
    w.mask * ofMasks +
    w.application * application +
    w.misbehaviour * squaredExcess(misbehaviours, w.misbehaviourFree) +
    ofAddress
  );
}

/** Whether a peer's messages are dropped unread. */
export function isGraylisted(score: number): boolean {
  return score < scoreThresholds.graylist;
}
