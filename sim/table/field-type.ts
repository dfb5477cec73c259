import type { StateReader } from "./state-reader.js";
import type { StateSink } from "./stored.js";

/** What a table does with a field of its own, by the type of the field's value. */
export interface FieldType<Value = unknown> {
  /** What it is called where tables are described: `i32`, `list`. */
  readonly name: string;
  /** Makes room for so many rows, the new ones as they begin. Columns only. */
  grow?(value: Value, capacity: number): Value;
  /** A row comes into being. Columns that keep an object a row only. */
  append?(value: Value, row: number): void;
  /** What one number of a row is in a new row; of columns with one number a row only. */
  readonly initial?: number;
  /** The row is again as a new one. Columns only. */
  reset?(value: Value, row: number): void;
  save(to: StateSink, name: string, value: Value, rowCount: number): void;
  /** What was saved, in the object that is there where the field cannot be assigned. */
  load(from: StateReader, name: string, value: Value, rowCount: number): Value;
}
