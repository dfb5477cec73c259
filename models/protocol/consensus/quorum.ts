/**
 * Weight with which a certificate forms: ⌊2·total / 3⌋; accumulated weight must reach it, not pass it. Exactly two
 * thirds suffice (3 equal members need 2), and a committee whose members all weigh 0 needs 0: its first vote certifies.
 * Also the threshold of a timeout certificate. Plain numbers are exact up to a total of 2^52.
 * Source: protocol.md `consensus.quorum` (node rs:quil-engine/src/committee.rs; the Go node's ⌊4·total / 6⌋ is the same).
 */
export function quorumThreshold(total: number): number;
export function quorumThreshold(total: bigint): bigint;
export function quorumThreshold(total: number | bigint): number | bigint {
  if (typeof total === "bigint") return (2n * total) / 3n;
  return (2 * total - ((2 * total) % 3)) / 3;
}
