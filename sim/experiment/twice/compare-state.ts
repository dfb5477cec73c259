import { counted } from "../../units/readable.js";
import type { StateColumn } from "../../table/state-column.js";
import type { Pair } from "../trace/difference.js";
import { exactText } from "./exact-text.js";

/** The first value in which two states differ. */
export interface StateDifference {
  /** The column, such as `nodes.online`. */
  readonly column: string;
  /** From 0; −1: the columns have different lengths, which the values then are, or one is missing. */
  readonly row: number;
  readonly values: Pair<string>;
}

/** Compares the columns of two states to the bit, in their order; null: they are the same. */
export function differingState([one, other]: Pair<readonly StateColumn[]>): StateDifference | null {
  for (let k = 0; k < Math.max(one.length, other.length); k++) {
    const found = differingColumn([one[k], other[k]]);
    if (found !== null) return found;
  }
  return null;
}

/** How many values the columns hold: what a comparison costs. */
export function stateSize(columns: readonly StateColumn[]): number {
  return columns.reduce((sum, { rowCount }) => sum + rowCount, 0);
}

function differingColumn([a, b]: Pair<StateColumn | undefined>): StateDifference | null {
  if (a === undefined || b === undefined || a.name !== b.name) {
    return { column: (a ?? b)?.name ?? "", row: -1, values: [a?.name ?? "no column", b?.name ?? "no column"] };
  }
  const { name: column, rowCount } = a;
  if (rowCount !== b.rowCount)
    return { column, row: -1, values: [counted(rowCount, "row"), counted(b.rowCount, "row")] };
  if (areEqualBytes(a, b)) return null;
  for (let row = 0; row < rowCount; row++) {
    if (!isSameValue(a.values[row], b.values[row]))
      return { column, row, values: [textOf(a.values[row]), textOf(b.values[row])] };
  }
  return null;
}

/** True for typed arrays whose rows in use have the same bytes; false says nothing. */
function areEqualBytes({ values, rowCount }: StateColumn, { values: others }: StateColumn): boolean {
  if (!isNumbers(values) || !isNumbers(others) || values.constructor !== others.constructor) return false;
  const bytes = ({ buffer, byteOffset, BYTES_PER_ELEMENT }: Float64Array): Buffer =>
    Buffer.from(buffer, byteOffset, rowCount * BYTES_PER_ELEMENT);
  return bytes(values).equals(bytes(others));
}

/** All numeric typed arrays are alike in what is asked of them here. */
const isNumbers = (values: unknown): values is Float64Array =>
  ArrayBuffer.isView(values) && !(values instanceof DataView);

type Value = StateColumn["values"][number];

function isSameValue(a: Value, b: Value): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return Object.is(a, b);
  return a.length === b.length && a.every((value, k) => Object.is(value, b[k]));
}

const textOf = (value: Value): string => (Array.isArray(value) ? `[${value.join(", ")}]` : exactText(value as number));
