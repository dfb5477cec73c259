import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import { byBytes } from "../ground/compare.js";
import type { RuleSwitches } from "../ground/rule-sets.js";

/** Who of those that could go may go. */
export interface Release {
  /** How many the shard can spare; may exceed the candidates. */
  readonly spare: number;
  /** Addresses, in the order of their hashes. */
  readonly chosen: readonly string[];
}

/** Place of a node on a shard in an order that all nodes know and nobody chooses: SHA-256(address ‖ filter), hex. */
export function publicLot(address: string, filter: string): string {
  return bytesToHex(sha256(hexToBytes(address + filter)));
}

/** How many of so many candidates a shard can spare beside its active others; may exceed the candidates. */
const spareOf = (active: number, candidates: number, { haltThreshold }: Pick<RuleSwitches, "haltThreshold">): number =>
  Math.max(0, active + candidates - (haltThreshold + 1));

/** How many candidates have to stay beside the shard's active others, if there are so many. */
export const stayingOf = (active: number, { haltThreshold }: Pick<RuleSwitches, "haltThreshold">): number =>
  Math.max(0, haltThreshold + 1 - active);

/**
 * Who may leave a shard so that one prover more than the halt threshold (4 in all) stays: of `active` others and the candidates,
 * the first by public lot. Every node works out the same, so of many that would go no more go than the shard can spare.
 * Source: protocol.md `proposer.releasable` (node N:quil-engine/src/provers/proposer.rs).
 */
export function releasable(
  filter: string,
  active: number,
  candidates: readonly string[],
  rules: Pick<RuleSwitches, "haltThreshold">,
): Release {
  const spare = spareOf(active, candidates.length, rules);
  const lots = candidates.map((address) => ({ address, lot: publicLot(address, filter) }));
  lots.sort((a, b) => byBytes(a.lot, b.lot) || byBytes(a.address, b.address));
  return { spare, chosen: lots.slice(0, spare).map(({ address }) => address) };
}
