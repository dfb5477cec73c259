import { Table } from "../../../sim/table/table.js";

/** The list of each prover: one row a prover. */
export class Lists extends Table {
  /** Allocations in the list. */
  length = this.i32("allocations");
  /** First and last allocation; + 1, so that 0 is none. */
  first = this.i32("allocation + 1");
  last = this.i32("allocation + 1");
  /** The closed ones that can be released first and last; 0: there is none. In a list that is walked over both are the same one of them, whichever. */
  firstClosed = this.i32("allocation + 1");
  lastClosed = this.i32("allocation + 1");
  /** Earliest frame at which a closed one can be released; meaningless without any. */
  nextRetry = this.i32("frame");
  /** 1 once it had more allocations than are walked over: they are linked in all ways, and so are those that it will have. */
  isLinked = this.u8("flag");
  /** How many of its allocations were linked in all ways so far. */
  created = this.i32("allocations");
}

/** Words of a link. */
export const link = { words: 4, next: 0, previous: 1, closedNext: 2, created: 3 } as const;

/**
 * The links of the lists: one row an allocation, whose four words lie side by side, as they are needed together. Neighbours in its prover's
 * list, and the closed one that can be released next after it; + 1. How many of its prover's were created before it. All but the first are
 * those of provers who are linked in all ways.
 */
export class Links extends Table {
  words = this.i32("allocation + 1", 0, link.words);
}
