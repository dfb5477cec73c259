import type { QuilUnits } from "../ground/token.js";
import type { RuleSwitches } from "../ground/rule-sets.js";
import { ringOfRank } from "../ring/assign.js";
import { RuleError } from "../ground/rule.js";
import type { EmissionSwitches } from "./basis.js";
import { participationThreshold } from "./participation-threshold.js";

/** What one included shard frame pays. */
export interface Distribution {
  /** Units of `participantRanks[k]` at position k. */
  readonly shares: readonly QuilUnits[];
  readonly minted: QuilUnits;
}

/** Why a shard's update is void, or null when it counts. `participantRanks` are ranks among the active provers, from 0. */
export function updateRefusal(
  active: number,
  participantRanks: readonly number[],
  switches: Pick<RuleSwitches, "quorumRule">,
): string | null {
  if (participantRanks.length === 0) return "participants: the bit mask is empty";
  if (participantRanks.some((rank) => rank >= active)) return `participants: a rank is not below ${active} active`;
  if (new Set(participantRanks).size < participantRanks.length) return "participants: a rank occurs twice";
  const needed = participationThreshold(active, switches);
  if (participantRanks.length >= needed) return null;
  return `participants: ${participantRanks.length} of ${active} active, at least ${needed} needed`;
}

/**
 * Pays a shard frame: every participant gets ⌊output of its ring / ringSize⌋, however many of the ring are present.
 * The share of absent or missing provers is not minted (`emptySlots: notMinted`) or goes to those present
 * (`sharedByPresent`: ⌊output / present⌋). `outputOf` gives the units of a whole ring, for the prover at a rank.
 * Throws `RuleError` when the update is void (see `updateRefusal`).
 * Source: protocol.md `emission.distribute` (node go: global_prover_shard_update.go).
 */
export function distribute(
  active: number,
  participantRanks: readonly number[],
  outputOf: (ring: number, rank: number) => QuilUnits,
  { ringSize, emptySlots, quorumRule }: Pick<EmissionSwitches, "ringSize" | "emptySlots" | "quorumRule">,
): Distribution {
  const refusal = updateRefusal(active, participantRanks, { quorumRule });
  if (refusal !== null) throw new RuleError(refusal);
  const rings = participantRanks.map((rank) => ringOfRank(rank, ringSize));
  const present = Array.from({ length: 256 }, () => 0);
  for (const ring of rings) present[ring]++;
  const shares = participantRanks.map((rank, k) => {
    const ring = rings[k];
    return outputOf(ring, rank) / BigInt(emptySlots === "notMinted" ? ringSize : present[ring]);
  });
  return { shares, minted: shares.reduce((sum, share) => sum + share, 0n) };
}
