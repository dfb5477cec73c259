/** What is told of peers with a PRUNE, and who listens to it. */

export interface ExchangeLimits {
  /** Peers told of with a PRUNE, at most. */
  readonly peers: number;
  /** Whoever scores less is not listened to. */
  readonly fromScore: number;
  /** Dials of peers that a node was told of, at once; and those that wait for that, at most. */
  readonly connectors: number;
  readonly maxQueued: number;
}

/** Whether a node may tell a peer that it prunes of others: it has not done wrong. */
export const isToldOfPeers = ({
  score,
  isInBackoff,
}: {
  readonly score: number;
  readonly isInBackoff: boolean;
}): boolean => score >= 0 && !isInBackoff;

/** Whether a node listens to what it is told by a peer that it gives this score. */
export const isTrusted = (score: number, { fromScore }: Pick<ExchangeLimits, "fromScore">): boolean =>
  score >= fromScore;

/** Whether one more peer that a node was told of is dialled now, waits for it, or is forgotten. */
export function placeOf(
  { dialling, queued }: { readonly dialling: number; readonly queued: number },
  { connectors, maxQueued }: Pick<ExchangeLimits, "connectors" | "maxQueued">,
): "dialled" | "waits" | "forgotten" {
  if (dialling < connectors) return "dialled";
  return queued < maxQueued ? "waits" : "forgotten";
}
