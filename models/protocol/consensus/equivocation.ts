/** Two frame headers shown as evidence against a prover. */
export interface Evidence {
  readonly sameNumber: boolean;
  readonly sameFilter: boolean;
  /** Both global or both of an app shard. */
  readonly sameKind: boolean;
  readonly identical: boolean;
  /** The accused has signed both. */
  readonly inBoth: boolean;
  /** The accused was removed before. */
  readonly removed: boolean;
  /** Both aggregate signatures hold. */
  readonly sigsValid: boolean;
}

/**
 * Why the evidence does not convict, or null when the accused is kicked. Anyone may submit it.
 * Source: protocol.md `consensus.equivocation` (node go: global_prover_kick.go).
 */
export function evidenceRefusal(evidence: Evidence): string | null {
  if (!evidence.sameNumber) return "sameNumber: the headers are of different frames";
  if (!evidence.sameFilter) return "sameFilter: the headers are of different shards";
  if (!evidence.sameKind) return "sameKind: one header is global, the other is not";
  if (evidence.identical) return "identical: signing one header twice is no offence";
  if (!evidence.sigsValid) return "sigsValid: a signature does not hold";
  if (!evidence.inBoth) return "inBoth: the accused has not signed both";
  return evidence.removed ? "removed: the accused is no longer a prover" : null;
}
