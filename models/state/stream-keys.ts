import { grown, nextCapacity } from "./columns.js";

/**
 * The names under which the rows of a table draw: 64 bits of a hash of what a row is called (class, operator in the class,
 * node; filter of a shard), never its number, so that rows that come and go elsewhere change nobody's draws. Two of a
 * million rows share a name with probability 3e-8, and then only draw alike.
 */
export class StreamKeys {
  count = 0;
  /** The hash, as two words. */
  first = new Uint32Array(0);
  second = new Uint32Array(0);

  /** Names the next row by a hash of eight bytes or more. */
  add(digest: Buffer): void {
    const row = this.count++;
    if (row >= this.first.length) {
      const capacity = nextCapacity(this.first.length, this.count);
      this.first = grown(this.first, capacity);
      this.second = grown(this.second, capacity);
    }
    this.first[row] = digest.readUInt32BE(0);
    this.second[row] = digest.readUInt32BE(4);
  }
}
