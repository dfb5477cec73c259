/** Where the next prover of a shard would stand, from head counts alone. */

export interface RingInfo {
  /** Ring of the last of n provers; 0 when there are none. */
  readonly currentRing: number;
  /** Ring of one more prover. */
  readonly joinerRing: number;
  /** Provers on the current ring, 1 to ring size; 0 when there are none. */
  readonly activeOnCurrent: number;
  /** Provers on the joiner's ring once it has joined, 1 to ring size. */
  readonly activeOnJoiner: number;
}

/** Ring of the last of n provers, 0 when there are none: `ring.info`. */
export const currentRing = (activePlusJoining: number, ringSize: number): number =>
  activePlusJoining === 0 ? 0 : Math.floor((activePlusJoining - 1) / ringSize);

/** Ring of one more prover: `ring.info`. */
export const joinerRing = (activePlusJoining: number, ringSize: number): number =>
  Math.floor(activePlusJoining / ringSize);

/** Rings seen from n = active + joining provers. Source: protocol.md `ring.info` (node). */
export function ringInfo(activePlusJoining: number, ringSize = 8): RingInfo {
  const rest = activePlusJoining % ringSize;
  return {
    currentRing: currentRing(activePlusJoining, ringSize),
    joinerRing: joinerRing(activePlusJoining, ringSize),
    activeOnCurrent: rest === 0 && activePlusJoining > 0 ? ringSize : rest,
    activeOnJoiner: rest + 1,
  };
}

/**
 * Ring by which a join proposal is scored in `v2.1-epoch`: half a ring ahead of the true one, ⌊(n + 4)/8⌋, so that
 * many planners at once do not all rush at the last free positions. Source: protocol.md `ring.dampenedJoiner` (node).
 */
export function dampenedJoinerRing(activePlusJoining: number, ringSize = 8): number {
  return Math.floor((activePlusJoining + Math.floor(ringSize / 2)) / ringSize);
}

export interface ResolvedRing {
  readonly ring: number;
  /** Provers on that ring, the asking one included. */
  readonly onRing: number;
}

/**
 * What an operator is shown: the ring it would join, or its ring by rank (from 0) among `total` candidates. An
 * allocated prover that is not in the list (`selfRank` null or beyond it) is shown the current ring.
 * Source: protocol.md `ring.resolve` (node).
 */
export function resolveRing(
  { total, allocated, selfRank }: { total: number; allocated: boolean; selfRank: number | null },
  ringSize = 8,
): ResolvedRing {
  const info = ringInfo(total, ringSize);
  if (!allocated) return { ring: info.joinerRing, onRing: info.activeOnJoiner };
  if (selfRank === null || selfRank >= total) return { ring: info.currentRing, onRing: info.activeOnCurrent };
  const ring = Math.floor(selfRank / ringSize);
  return { ring, onRing: Math.min(ringSize, total - ring * ringSize) };
}
