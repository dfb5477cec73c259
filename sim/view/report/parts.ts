/** What a report says, whatever it is about: nothing here knows a protocol, or whether it was a run or a sweep. */
import type { PictureSpec } from "../../experiment/picture-spec.js";
import type { Cell } from "../../table/result-table.js";

export interface ReportParts {
  /** What kind of experiment it was, such as `Run` or `Sweep`. */
  readonly kind: string;
  /** The scenario's name. */
  readonly name: string;
  /** What was asked; empty if nobody said. */
  readonly question: string;
  /** What a reader must know before anything else, such as that the run was interrupted. */
  readonly notices: readonly string[];
  /** What came out, in sentences. */
  readonly answer: readonly string[];
  /** Claims that were put to the test. */
  readonly verdicts: readonly ReportVerdict[];
  readonly pictures: readonly PictureSpec[];
  readonly tables: readonly ReportTable[];
  /** Dated events, a line each, in order. */
  readonly timeline: readonly string[];
  readonly assumptions: readonly ReportAssumption[];
  /** What the experiment leaves out, a sentence each. */
  readonly notModelled: readonly string[];
  /** The scenario with everything spelled out, runnable as it is; empty where the command names files. */
  readonly scenarioText: string;
  readonly seed: number | string;
  readonly fingerprint: string;
  /** What makes the same results again, from the file of `scenarioText`. */
  readonly command: string;
  /** Version of the program. */
  readonly version: string;
}

export interface ReportVerdict {
  readonly claim: string;
  readonly verdict: "met" | "failed" | "undecided";
  /** By which figures; may be empty. */
  readonly grounds: string;
}

export interface ReportAssumption {
  /** What is assumed: a field of the scenario, or a phrase. */
  readonly what: string;
  /** Why it is a fair guess; empty if nobody said. */
  readonly why: string;
}

/** A cell of a table; null: no value. */
export type ReportCell = Cell | ShownCell | null;

/** A text that is sorted by a number, such as an estimate with its interval. */
export interface ShownCell {
  readonly text: string;
  readonly value: number;
}

/** A table that one can sort. Long ones are cut, and say where the rest stands. */
export interface ReportTable {
  readonly title: string;
  /** What a row is and how to read it, in a sentence; may be empty. */
  readonly about: string;
  readonly columns: readonly string[];
  /** Rows of which each has a cell for every column; NaN and null: no value. */
  readonly rows: readonly (readonly ReportCell[])[];
  /** How many rows there are in all, where `rows` holds the first of them only. */
  readonly rowCount: number;
  /** The file of the result that holds all rows. */
  readonly file?: string;
}
