import { createHash } from "node:crypto";
import { Table } from "../../sim/table/table.js";

/** Names whose hash is kept: replications and points of a sweep name their rows alike, and hashing is much of what a small network costs. */
const maxKept = 4096;

// Reached by key only, so the order of a Map never matters.
const kept = new Map<string, Buffer>();

function hashOf(name: string): Buffer {
  const known = kept.get(name);
  if (known !== undefined) return known;
  const digest = createHash("sha256").update(name).digest();
  if (kept.size < maxKept) kept.set(name, digest);
  return digest;
}

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
    const digest = hashOf(name);
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
