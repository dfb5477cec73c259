import type { StateReader } from "./state-reader.js";
import type { StateWriter } from "./state-writer.js";

/** What state is written to: a writer of sections, or whoever else wants to see it. */
export type StateSink = Pick<
  StateWriter,
  "part" | "number" | "numbers" | "list" | "lists" | "bigint" | "bigints" | "text" | "texts"
>;

/**
 * Something whose state can be written down and brought back: a table, a queue, a recorder.
 *
 * `load` reads, in the same order, the sections that `save` wrote, into an object that was made as the first one was:
 * from the same scenario by the same code. Afterwards the two behave alike to the bit. What follows from other state,
 * as an index does, is either written too or built anew; both give the same behaviour. Neither changes anything else, and
 * equal state is written as equal bytes: no order of a `Map` that two equal runs could have otherwise.
 */
export interface Stored {
  save(to: StateSink): void;
  /** Throws `StateError` where a section is not the one that `save` writes there. */
  load(from: StateReader): void;
}
