import { Table } from "../../../sim/table/table.js";

/** For each row of another table, the row of the log that was said last of it; −1: none. */
class Latest extends Table {
  row = this.i32("row", -1);

  of(key: number): number {
    return key >= 0 && key < this.count ? this.row[key] : -1;
  }

  note(key: number, row: number): void {
    this.reach(key);
    this.row[key] = row;
  }
}

/** What an event was about, so that what follows from it can name it. */
export type Topic = "presence" | "minting" | "halt" | "form" | "allocation";

/** Events that others follow from, by what they say. Whatever else is recorded of an allocation is about the allocation. */
const topics: ReadonlyMap<string, Topic> = new Map([
  ["goes offline", "presence"],
  ["comes back online", "presence"],
  ["makes frames", "minting"],
  ["makes no frames", "minting"],
  ["halts", "halt"],
  ["runs again", "halt"],
  ["merge noted", "form"],
  ["split by 2 noted", "form"],
  ["split by 8 noted", "form"],
]);

/** The rows of the log that later ones name as their cause: the latest of each topic. */
export class LatestRows extends Table {
  /** By prover. */
  readonly presence = this.part(new Latest());
  /** By shard. */
  readonly minting = this.part(new Latest());
  readonly halt = this.part(new Latest());
  readonly form = this.part(new Latest());
  /** By allocation. */
  readonly allocation = this.part(new Latest());

  /** Notes the row of a change of a prover, a shard, or an allocation; −1: it is of none. */
  note(row: number, what: string, { prover, shard, allocation }: Subject): void {
    if (allocation >= 0) this.allocation.note(allocation, row);
    const topic = topics.get(what);
    if (topic === "presence" && prover >= 0) this.presence.note(prover, row);
    else if (topic !== undefined && topic !== "presence" && shard >= 0) this[topic].note(shard, row);
  }
}

/** Whom a change is of; −1: of no such thing. */
export interface Subject {
  readonly prover: number;
  readonly shard: number;
  readonly allocation: number;
}
