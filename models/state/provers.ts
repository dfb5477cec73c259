import { WholeColumn } from "../../sim/units/whole-column.js";
import { grown, nextCapacity } from "../../sim/table/growth.js";
import { StreamKeys } from "./stream-keys.js";

const addressBytes = 32;

/**
 * Provers: one row a node's prover key. A node runs `workers` workers, each of which can hold one allocation.
 * Rows are never removed; a prover that is gone keeps its balance.
 */
export class Provers {
  count = 0;
  /** Index of the operator class in the scenario. */
  operatorClass = new Int32Array(0);
  /** Index of the operator who runs the node. */
  operator = new Int32Array(0);
  /** Points, constant but for joins, merges and kicks. */
  seniority = new Float64Array(0);
  /** 1 while the node is reachable. */
  online = new Uint8Array(0);
  /** Frame from which it has been online, or offline. */
  presenceSince = new Int32Array(0);
  /** How often it went off or came back was drawn so far. */
  presenceChanges = new Int32Array(0);
  /** 1 once it has left the network for good. */
  gone = new Uint8Array(0);
  /** 1 from the moment its operator leaves: it gives up every allocation and takes no other. */
  departing = new Uint8Array(0);
  /** Frame of an eviction or kick; 0: none. The key can never join again. */
  kickFrame = new Int32Array(0);
  /** 1 from its first accepted join on, where the class of its operator brings in old peer ids. */
  hasJoined = new Uint8Array(0);
  /** How often its next equivocation was drawn so far. */
  equivocations = new Int32Array(0);
  workers = new Int32Array(0);
  /** Workers that hold an allocation, or have asked for one. */
  workersBusy = new Int32Array(0);
  /** Allocations by stored status, and proposals that nothing was heard of yet. */
  active = new Int32Array(0);
  joining = new Int32Array(0);
  leaving = new Int32Array(0);
  proposed = new Int32Array(0);
  /** Frame of the node's next look at its shards; −1: it waits for something to change. */
  nextEvaluation = new Int32Array(0);
  /** Frame of the last leave request; a node leaves at most every 20 frames. */
  lastLeave = new Int32Array(0);
  /** 1 when an allocation of this node may have become worth leaving. */
  leaveInterest = new Uint8Array(0);
  /** Names under which nodes draw: the first 64 bits of their addresses. */
  readonly keys = new StreamKeys();
  /** Units credited so far; what is not settled yet stands in the allocations. */
  readonly balance = new WholeColumn(0);
  #addresses = new Uint8Array(0);
  #capacity = 0;

  /** Adds a prover and returns its index. Its address is SHA-256 of the key text (protocol.md section 0, Identities). */
  add(row: { key: string; operatorClass: number; operator: number }): number {
    const prover = this.count++;
    if (this.count > this.#capacity) this.#grow();
    this.operatorClass[prover] = row.operatorClass;
    this.operator[prover] = row.operator;
    this.nextEvaluation[prover] = -1;
    this.lastLeave[prover] = -1_000_000;
    this.#addresses.set(this.keys.add(row.key), prover * addressBytes);
    return prover;
  }

  /** Order of addresses as unsigned bytes, left to right. */
  compareAddress(a: number, b: number): number {
    const bytes = this.#addresses;
    for (let k = 0; k < addressBytes; k++) {
      const difference = bytes[a * addressBytes + k] - bytes[b * addressBytes + k];
      if (difference !== 0) return difference;
    }
    return a - b;
  }

  firstAddressByte(prover: number): number {
    return this.#addresses[prover * addressBytes];
  }

  addressHex(prover: number): string {
    return Buffer.from(this.#addresses.subarray(prover * addressBytes, (prover + 1) * addressBytes)).toString("hex");
  }

  workersFree(prover: number): number {
    return this.workers[prover] - this.workersBusy[prover];
  }

  #grow(): void {
    const capacity = nextCapacity(this.#capacity, this.count);
    this.#capacity = capacity;
    this.operatorClass = grown(this.operatorClass, capacity);
    this.operator = grown(this.operator, capacity);
    this.seniority = grown(this.seniority, capacity);
    this.online = grown(this.online, capacity);
    this.presenceSince = grown(this.presenceSince, capacity);
    this.presenceChanges = grown(this.presenceChanges, capacity);
    this.gone = grown(this.gone, capacity);
    this.departing = grown(this.departing, capacity);
    this.kickFrame = grown(this.kickFrame, capacity);
    this.hasJoined = grown(this.hasJoined, capacity);
    this.equivocations = grown(this.equivocations, capacity);
    this.workers = grown(this.workers, capacity);
    this.workersBusy = grown(this.workersBusy, capacity);
    this.active = grown(this.active, capacity);
    this.joining = grown(this.joining, capacity);
    this.leaving = grown(this.leaving, capacity);
    this.proposed = grown(this.proposed, capacity);
    this.nextEvaluation = grown(this.nextEvaluation, capacity);
    this.lastLeave = grown(this.lastLeave, capacity);
    this.leaveInterest = grown(this.leaveInterest, capacity);
    this.balance.grow(capacity);
    this.#addresses = grown(this.#addresses, capacity * addressBytes);
  }
}
