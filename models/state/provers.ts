import { Table } from "../../sim/table/table.js";
import { StreamKeys } from "./stream-keys.js";

const addressBytes = 32;
/** So long before any frame that nothing waits for it. */
const longAgo = -1_000_000;

/**
 * Provers: one row a node's prover key. A node runs `workers` workers, each of which can hold one allocation.
 * Rows are never removed; a prover that is gone keeps its balance.
 */
export class Provers extends Table {
  /** Index of the operator class in the scenario. */
  operatorClass = this.i32("class");
  /** Index of the operator who runs the node. */
  operator = this.i32("operator");
  /** Points, constant but for joins, merges and kicks. */
  seniority = this.f64("points");
  /** 1 while the node is reachable. */
  online = this.u8("flag");
  /** Frame from which it has been online, or offline. */
  presenceSince = this.i32("frame");
  /** How often it went off or came back was drawn so far. */
  presenceChanges = this.i32("draws");
  /** 1 once it has left the network for good. */
  gone = this.u8("flag");
  /** 1 from the moment its operator leaves: it gives up every allocation and takes no other. */
  departing = this.u8("flag");
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
  workers = this.i32("workers");
  /** Workers that hold an allocation, or have asked for one. */
  workersBusy = this.i32("workers");
  /** Allocations by stored status, and proposals that nothing was heard of yet. */
  active = this.i32("allocations");
  joining = this.i32("allocations");
  leaving = this.i32("allocations");
  proposed = this.i32("allocations");
  /** Frame of the node's next look at its shards; −1: it waits for something to change. */
  nextEvaluation = this.i32("frame", -1);
  /** Frame of the last leave request; a node leaves at most every 20 frames. */
  lastLeave = this.i32("frame", longAgo);
  /** 1 when an allocation of this node may have become worth leaving. */
  leaveInterest = this.u8("flag");
  /** Names under which nodes draw: the first 64 bits of their addresses. */
  readonly keys = this.part(new StreamKeys());
  /** Units credited so far; what is not settled yet stands in the allocations. */
  readonly balance = this.exact("units");
  private addresses = this.bytes("bytes", addressBytes);

  /** Adds a prover and returns its index. Its address is SHA-256 of the key text (protocol.md section 0, Identities). */
  add(row: { key: string; operatorClass: number; operator: number }): number {
    const prover = this.addRow();
    this.operatorClass[prover] = row.operatorClass;
    this.operator[prover] = row.operator;
    this.addresses.set(this.keys.add(row.key), prover * addressBytes);
    return prover;
  }

  /** Order of addresses as unsigned bytes, left to right. */
  compareAddress(a: number, b: number): number {
    const bytes = this.addresses;
    for (let k = 0; k < addressBytes; k++) {
      const difference = bytes[a * addressBytes + k] - bytes[b * addressBytes + k];
      if (difference !== 0) return difference;
    }
    return a - b;
  }

  firstAddressByte(prover: number): number {
    return this.addresses[prover * addressBytes];
  }

  addressHex(prover: number): string {
    return Buffer.from(this.addresses.subarray(prover * addressBytes, (prover + 1) * addressBytes)).toString("hex");
  }

  workersFree(prover: number): number {
    return this.workers[prover] - this.workersBusy[prover];
  }
}
