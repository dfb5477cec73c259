import { byBytes } from "../ground/compare.js";
import type { QuilUnits } from "../ground/token.js";

/** Who gets a frame's fees. */
export interface FeeDistribution {
  /** Units of each participant in the order given, the remainder included. */
  readonly shares: readonly { readonly address: string; readonly units: QuilUnits }[];
  /** Who got the remainder; null where there was none. */
  readonly remainderTo: string | null;
}

const nobody: FeeDistribution = { shares: [], remainderTo: null };

/**
 * Divides the fees of a shard's frame among its participants: ⌊total / k⌋ each, the remainder to the frame's maker if it took part, else
 * to the first by address. Without fees or participants nobody gets anything.
 * Source: protocol.md `fees.distribution` (node N:quil-execution/src/global_intrinsic/prover_shard_update.rs).
 */
export function distributeFees(
  total: QuilUnits,
  participants: readonly string[],
  maker: string | null,
): FeeDistribution {
  if (total === 0n || participants.length === 0) return nobody;
  const count = BigInt(participants.length);
  const remainder = total % count;
  const favoured =
    maker !== null && participants.includes(maker)
      ? maker
      : participants.reduce((first, address) => (byBytes(address, first) < 0 ? address : first));
  const share = total / count;
  return {
    shares: participants.map((address) => ({ address, units: address === favoured ? share + remainder : share })),
    remainderTo: remainder === 0n ? null : favoured,
  };
}

/** Fees of operations in a global frame go whole to that frame's prover. */
export function globalFees(total: QuilUnits, prover: string): FeeDistribution {
  return total === 0n ? nobody : { shares: [{ address: prover, units: total }], remainderTo: null };
}
