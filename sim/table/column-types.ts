/** Fields of a table with a value for each row. */
import { ExactColumn } from "../units/exact-column.js";
import type { FieldType } from "./field-type.js";
import { grown } from "./growth.js";
import { type NumberColumn, type NumberColumnType, typeOfColumn } from "./section.js";

interface NumberColumnOptions {
  readonly initial: number;
  /** Values a row. */
  readonly width: number;
}

/** Types of columns by width and by what they begin with, made once each: a world has hundreds of columns. Reached by key only. */
const known = new Map<unknown, Map<number, Map<number, unknown>>>();

/** A typed array of numbers. */
export function numberColumn<Kind extends NumberColumn>(
  type: NumberColumnType<Kind>,
  options: NumberColumnOptions,
): FieldType<Kind> {
  const { initial, width } = options;
  let ofType = known.get(type);
  if (ofType === undefined) known.set(type, (ofType = new Map()));
  let ofWidth = ofType.get(width);
  if (ofWidth === undefined) ofType.set(width, (ofWidth = new Map()));
  let column = ofWidth.get(initial) as FieldType<Kind> | undefined;
  if (column === undefined) ofWidth.set(initial, (column = newNumberColumn(type, options)));
  return column;
}

const newNumberColumn = <Kind extends NumberColumn>(
  type: NumberColumnType<Kind>,
  { initial, width }: NumberColumnOptions,
): FieldType<Kind> => ({
  name: typeOfColumn(type) + (width === 1 ? "" : ` × ${width}`),
  ...(width === 1 && { initial }),
  grow(values, capacity) {
    const wider = grown(values, capacity * width);
    // Memory that is zero needs none until it is written.
    return initial === 0 ? wider : (wider.fill(initial, values.length) as Kind);
  },
  reset(values, row) {
    if (width === 1) values[row] = initial;
    else values.fill(initial, row * width, (row + 1) * width);
  },
  save: (to, name, values, rowCount) => to.numbers(name, values, rowCount * width),
  load: (from, name, _values, rowCount) => from.numbers(name, type, rowCount * width),
});

/** The last moment, in microseconds, that a column of short moments holds: 71 minutes. */
export const maxShortUs = 2 ** 32 - 1;

/** Moments of a run, as 32-bit words where it ends in time for that; stored alike either way, so that a run may go on for longer. */
export const momentColumn = (untilUs: number): FieldType<Uint32Array | Float64Array> =>
  untilUs <= maxShortUs ? shortMoments : longMoments;

const momentsOf = (type: typeof Uint32Array | typeof Float64Array): FieldType<Uint32Array | Float64Array> => ({
  name: "moments",
  initial: 0,
  grow: (values, capacity) => grown<Uint32Array | Float64Array>(values, capacity),
  reset: (values, row) => void (values[row] = 0),
  save: (to, name, values, rowCount) => to.numbers(name, Float64Array.from(values.subarray(0, rowCount)), rowCount),
  load: (from, name, _values, rowCount) => type.from(from.numbers(name, Float64Array, rowCount)),
});
const [shortMoments, longMoments] = [momentsOf(Uint32Array), momentsOf(Float64Array)];

/** Exact whole numbers below 2^100. */
export const exactColumn: FieldType<ExactColumn> = {
  name: "exact",
  grow(column, capacity) {
    column.grow(capacity);
    return column;
  },
  reset: (column, row) => column.clear(row),
  save(to, name, { parts: [low, high] }, rowCount) {
    to.numbers(`${name}.low`, low, rowCount);
    to.numbers(`${name}.high`, high, rowCount);
  },
  load(from, name, column, rowCount) {
    const low = from.numbers(`${name}.low`, Float64Array, rowCount);
    column.assign(low, from.numbers(`${name}.high`, Float64Array, rowCount));
    return column;
  },
};

/** A text for each row. */
export const textColumn: FieldType<string[]> = {
  name: "text",
  append: (values, row) => void (values[row] = ""),
  reset: (values, row) => void (values[row] = ""),
  save: (to, name, values) => to.texts(name, values),
  load: (from, name, _values, rowCount) => from.texts(name, rowCount),
};

/** A list of numbers for each row. */
export const listColumn: FieldType<number[][]> = {
  name: "list",
  append: (values, row) => void (values[row] = []),
  reset: (values, row) => void (values[row] = []),
  save: (to, name, values) => to.lists(name, values),
  load: (from, name) => from.lists(name),
};
