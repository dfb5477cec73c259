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

/** Shares of a compute fee, in order of the provers: by throughput among those online; an offline prover gets 0. (assumption) */
export function computeFeeShares(uploadsBitsPerS: readonly number[]): readonly number[] {
  const weights = uploadsBitsPerS.map((upload) => (modeOf(upload) === "online" ? throughputShare(upload) : 0));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => (total === 0 ? 0 : weight / total));
}
