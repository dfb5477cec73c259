import { Table } from "../../sim/table/table.js";
import { StreamKeys } from "./stream-keys.js";

const addressBytes = 32;

/** Provers: one row a key. Rows are never removed; a prover whose node is gone keeps its balance. */
export class Provers extends Table {
  /** The node that holds the key. */
  node = this.i32("node");
  /** Points, constant but for joins, merges and kicks. */
  seniority = this.f64("points");
  /** Frame of an eviction or kick; 0: none. The key can never join again. */
  kickFrame = this.i32("frame");
  /** 1 from its first accepted join on, where the class of its operator brings in old peer ids. */
  hasJoined = this.u8("flag");
  /** Frame of the merge of seniority that it asked for last. */
  mergeAsked = this.i32("frame");
  /** Attackers of the scenario that the node belongs to, a bit each; until they begin it is honest. */
  attackers = this.i32("bits");
  /** How often its next equivocation was drawn so far. */
  equivocations = this.i32("draws");
  /** Allocations by stored status. */
  active = this.i32("allocations");
  joining = this.i32("allocations");
  leaving = this.i32("allocations");
  /** Names under which provers draw: the first 64 bits of their addresses. */
  readonly keys = this.part(new StreamKeys());
  /** Units credited so far; what is not settled yet stands in the allocations. */
  readonly balance = this.exact("units");
  private addresses = this.bytes("bytes", addressBytes);

  /** Adds a prover and returns its index. Its address is SHA-256 of the key text (protocol.md section 0, Identities). */
  add({ key, node }: { key: string; node: number }): number {
    const prover = this.addRow();
    this.node[prover] = node;
    this.addresses.set(this.keys.add(key), prover * addressBytes);
    return prover;
  }

  /** Order of addresses as unsigned bytes, left to right. */
  compareAddress(a: number, b: number): number {
    const words = this.keys.first;
    if (words[a] !== words[b]) return words[a] - words[b];
    const bytes = this.addresses;
    for (let k = 0; k < addressBytes; k++) {
      const difference = bytes[a * addressBytes + k] - bytes[b * addressBytes + k];
      if (difference !== 0) return difference;
    }
    return a - b;
  }

  /** The first four bytes, as compared: unsigned. */
  firstAddressWord(prover: number): number {
    return this.keys.first[prover];
  }

  firstAddressByte(prover: number): number {
    return this.addresses[prover * addressBytes];
  }

  addressHex(prover: number): string {
    return Buffer.from(this.addresses.subarray(prover * addressBytes, (prover + 1) * addressBytes)).toString("hex");
  }
}
