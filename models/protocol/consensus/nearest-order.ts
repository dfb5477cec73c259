import { ascending } from "../ground/compare.js";
import type { RuleSwitches } from "../ground/rule-sets.js";
import { bn254Order, modularDistance } from "./distance.js";

/**
 * Addresses (lower-case hex) by nearness to the selector, which is Poseidon(parent's proof output) taken as a value.
 * In 2.1: modular distance, then the address as a number. In 2.0 (`lifecycle: trie`): byte by byte from the left, the
 * first byte in which two candidates' distances differ decides, then the address.
 * Source: protocol.md `consensus.nearestOrder` (node rs:quil-execution/src/prover_registry.rs, 20:tries/rolling_frecency_critbit_trie.go).
 */
export function nearestOrder(
  selector: string,
  addresses: readonly string[],
  { lifecycle }: Pick<RuleSwitches, "lifecycle">,
): readonly string[] {
  const from = numberOf(selector);
  const keyed = addresses.map((address) => {
    const value = numberOf(address);
    const distance = lifecycle === "trie" ? byteDistances(value, from) : modularDistance(value, from, bn254Order);
    return { address, value, distance };
  });
  return keyed
    .sort((a, b) => ascending(a.distance, b.distance) || ascending(a.value, b.value))
    .map(({ address }) => address);
}

const numberOf = (hex: string): bigint => BigInt(`0x${hex === "" ? "0" : hex}`);

/** The bytes' own distances as one number, so that comparing it compares them from the left. */
function byteDistances(a: bigint, b: bigint): bigint {
  let distances = 0n;
  for (let at = 0n; at < 512n; at += 8n) {
    const apart = ((a >> at) & 0xffn) - ((b >> at) & 0xffn);
    distances |= (apart < 0n ? -apart : apart) << at;
  }
  return distances;
}
