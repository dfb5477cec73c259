/** Order of the BN254 scalar field, in which addresses and selectors are numbers. Source: protocol.md 2.5 (node). */
export const bn254Order = 21888242871839275222246405745257275088548364400416034343698204186575808495617n;

/**
 * Distance between two numbers on a circle of `modulus` > 0, the shorter way round: at most ⌊modulus/2⌋.
 * Source: protocol.md `consensus.distance` (node rs:quil-execution/src/prover_registry.rs).
 */
export function modularDistance(a: bigint, b: bigint, modulus: bigint = bn254Order): bigint {
  const apart = (a > b ? a - b : b - a) % modulus;
  return apart < modulus - apart ? apart : modulus - apart;
}
