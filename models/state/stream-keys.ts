import { nameHash } from "../../sim/random/name-hash.js";
import { Table } from "../../sim/table/table.js";

/**
 * The names under which the rows of a table draw: 64 bits of SHA-256 of what a row is called (a class; an operator in its
 * class; a node of its operator; the filter of a shard), never its number, so that rows that come and go elsewhere change
 * nobody's draws. Two of a million rows share a name with probability 3e-8, and would then only draw alike.
 */
export class StreamKeys extends Table {
  /** The hash, as two words. */
  first = this.u32("word");
  second = this.u32("word");

  /** Names the next row, and gives the whole hash of its name, to be read only. */
  add(name: string): Buffer {
    const digest = nameHash(name);
    const row = this.addRow();
    this.first[row] = digest.readUInt32BE(0);
    this.second[row] = digest.readUInt32BE(4);
    return digest;
  }

  /** Gives the next row the name of a row of another table. */
  copy(from: Pick<StreamKeys, "first" | "second">, row: number): void {
    const next = this.addRow();
    this.first[next] = from.first[row];
    this.second[next] = from.second[row];
  }
}
