import { byBytes } from "../ground/compare.js";

/**
 * Deals the members of a shard that splits among its children, in turn by address: number i goes to child i mod k. Index of the child
 * for every member, in the order given. However the members came together, children differ by one member at most.
 * Source: protocol.md `shard.dealMembers` (node N:quil-execution/src/global_intrinsic/intrinsic.rs).
 */
export function dealtChildren(addresses: readonly string[], children: number): readonly number[] {
  const byAddress = addresses.map((_address, k) => k);
  byAddress.sort((a, b) => byBytes(addresses[a], addresses[b]) || a - b);
  const dealt = addresses.map(() => 0);
  byAddress.forEach((member, turn) => {
    dealt[member] = turn % children;
  });
  return dealt;
}

/** Members of each child, in the order of dealing. */
export function dealMembers(addresses: readonly string[], children: number): readonly (readonly string[])[] {
  const sorted = addresses.toSorted(byBytes);
  return Array.from({ length: children }, (_none, child) =>
    sorted.filter((_address, turn) => turn % children === child),
  );
}
