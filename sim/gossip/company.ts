/** Which peers of a node share an address: what a node sees of somebody who runs many. */
import type { Connections } from "./connections.js";

/** Of each connection, how many peers of its node are on the address of this one, itself included; up to 65,535. */
export function companyOf({ nodeCount, starts, ends }: Connections, addressOf: (node: number) => number): Uint16Array {
  const company = new Uint16Array(ends.length);
  for (let node = 0; node < nodeCount; node++) {
    // Counted and looked up by key, never gone through.
    const counts = new Map<number, number>();
    for (let c = starts[node]; c < starts[node + 1]; c++) {
      const address = addressOf(ends[c]);
      counts.set(address, (counts.get(address) ?? 0) + 1);
    }
    for (let c = starts[node]; c < starts[node + 1]; c++) company[c] = counts.get(addressOf(ends[c]))!;
  }
  return company;
}
