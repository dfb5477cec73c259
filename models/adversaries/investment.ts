/** What an adversary with a budget makes of it: identities, seniority, places, stored data. What it leaves out is done honestly. */

/** A shard as an attacker sees it that looks for places, from the public state of the frame. */
export interface Prey {
  readonly sizeBytes: number;
  /** Provers of others in its rings or about to be. */
  readonly others: number;
  /** Those of them that stand before a newcomer of the attacker in the order of the rings. */
  readonly ahead: number;
  /** Positions of a ring. */
  readonly ringSize: number;
  /** Identities that the attacker has in all. */
  readonly identities: number;
  /** Whether so many of its identities make a certificate by themselves; and whether nobody makes one without them. */
  decides(identities: number): boolean;
  blocks(identities: number): boolean;
}

/** How many identities go to a shard, and what that is worth: 0 or more, by which shards are ordered. */
export interface Wanted {
  readonly identities: number;
  readonly worth: number;
}

/** Data that it stores, and what their fees may cost. */
export interface Junk {
  /** On whose shards: those where the attacker is, the others, or all. */
  readonly where: "own" | "others" | "all";
  readonly bytes: number;
  /** Share of the budget that buys tokens for fees. */
  readonly feeShare: number;
}

/** Messages that each of its machines sends to all archives in turn, and what an archive makes of them. */
export interface FloodOfMessages {
  /** What a machine sends. */
  readonly bitsPerS: number;
  readonly messageBits: number;
  /** Time that an archive takes for a message, seconds; how many it has room for; and how many a frame has, any number unless given. */
  readonly serviceS: number;
  readonly waiting: number;
  readonly takes?: number;
}

export interface Investment {
  /** Identities that the workers of a machine are divided over; 1 unless given. */
  readonly identitiesPerMachine?: number;
  /** Whether all its machines are one node with the workers of all. */
  readonly isCluster?: boolean;
  /** Seniority that each identity is bought with, at a price. */
  readonly seniority?: { readonly points: number; readonly usdPerMillion: number };
  /** What it wants of a shard; null: nothing. Unless given its nodes choose by the strategy of their class. */
  readonly hunt?: (prey: Prey) => Wanted | null;
  readonly junk?: Junk;
  readonly flood?: FloodOfMessages;
}
