/**
 * Fewest participants, by head count, with which a shard's frame pays at all: two thirds of the active provers, rounded up.
 * Below it the update is void. Source: protocol.md `emission.participationThreshold` (node).
 */
export function participationThreshold(active: number): number {
  return Math.ceil((active * 2) / 3);
}
