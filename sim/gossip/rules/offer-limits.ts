/**
 * How much of IHAVE and IWANT a node takes part in: pure rules of GossipSub 1.1, which name the parameters of go-libp2p-pubsub (MaxIHaveLength,
 * MaxIHaveMessages, GossipRetransmission).
 */

/** Limits; `null` or `Infinity`: there is none. */
export interface OfferLimits {
  /** Ids in one IHAVE, and ids that a node asks a peer for within one of its own heartbeats. */
  readonly iHaveIds: number;
  /** IHAVE of a peer that are looked at within a heartbeat. */
  readonly iHaveMessages: number | null;
  /** Ids for which a node has asked whomever, and which have not come. */
  readonly pendingWants: number | null;
  /** Times that a node sends a message to a peer that asks for it. */
  readonly retransmissions: number | null;
}

/**
 * Whether a peer is told of a message, of `ids` that it could be told of, where only `max` are told. Messages are numbered; told are those from a
 * drawn place on, going round: of `ids` consecutive numbers exactly `max`, of any others about as many, and each with the chance max/ids. So who
 * knows a number, and how many there are, knows whether it was told.
 */
export const isTold = (
  serial: number,
  of: { readonly ids: number; readonly max: number; readonly drawn: number },
): boolean => of.ids <= of.max || (serial + of.drawn) % of.ids < of.max;

/** Whether an IHAVE is looked at, the n-th of a peer within a heartbeat, from 1. */
export const isHeeded = (count: number, { iHaveMessages }: Pick<OfferLimits, "iHaveMessages">): boolean =>
  iHaveMessages === null || count <= iHaveMessages;

/** Whether a node asks for one more id, having asked this peer for so many within the heartbeat, with so many pending. */
export const isAsked = (
  { asked, pending }: { readonly asked: number; readonly pending: number },
  { iHaveIds, pendingWants }: Pick<OfferLimits, "iHaveIds" | "pendingWants">,
): boolean => asked < iHaveIds && (pendingWants === null || pending < pendingWants);

/** Whether a node answers an IWANT, the n-th of a peer for one message, from 1. */
export const isAnswered = (count: number, { retransmissions }: Pick<OfferLimits, "retransmissions">): boolean =>
  retransmissions === null || count <= retransmissions;

/**
 * IHAVE of one peer that can come within one heartbeat of their receiver, at most: one each heartbeat, if none takes longer than another; and one
 * more for each heartbeat by which delays of messages may differ.
 */
export const offersWithin = (heartbeatUs: number, spreadUs: number): number => 1 + Math.ceil(spreadUs / heartbeatUs);
