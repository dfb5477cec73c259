/** What a prover's connection lets it do in interactive multi-party computation. */

/** Upload that interactive computation uses, bits a second; more brings little. Source: protocol.md section 13 (seed). */
const uploadWantedBitsPerS = 10_000_000;

/** Online provers compute with others; offline ones only replicate and prove, for the same ring reward. (assumption) */
export type Mode = "online" | "offline";

/** Mode of a prover by its upload. Source: protocol.md `mpc.participation` (assumption). */
export function modeOf(uploadBitsPerS: number): Mode {
  return uploadBitsPerS < uploadWantedBitsPerS ? "offline" : "online";
}

/** Share of full speed at which a connection serves interactive computation, 0 to 1. Source: protocol.md `mpc.participation` (assumption). */
export function throughputShare(uploadBitsPerS: number): number {
  return Math.min(1, uploadBitsPerS / uploadWantedBitsPerS);
}

/** Who takes part in interactive computation, and for how long. */
export interface ComputingProver {
  /** Bits a second; Infinity: no limit. */
  readonly uploadBitsPerS: number;
  /** Frames that its node was online; a whole number. */
  readonly onlineFrames: number;
}

/** What a prover can compute with others, in bits: what its line carries, capped, over the time that it was online; 0 of an offline prover. */
const computed = ({ uploadBitsPerS, onlineFrames }: ComputingProver): bigint =>
  modeOf(uploadBitsPerS) === "offline"
    ? 0n
    : BigInt(Math.floor(Math.min(uploadBitsPerS, uploadWantedBitsPerS))) * BigInt(onlineFrames);

/**
 * Units of compute fees of each prover, in their order: by what their lines carry, capped, and the time that they were online; an
 * offline prover gets 0. Each part is truncated, and what that leaves is nobody's. Source: protocol.md `mpc.computeFees` (assumption).
 */
export function computeFees(units: bigint, provers: readonly ComputingProver[]): readonly bigint[] {
  const weights = provers.map((prover) => computed(prover));
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  return weights.map((weight) => (total === 0n ? 0n : (units * weight) / total));
}
