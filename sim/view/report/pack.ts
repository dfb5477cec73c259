/** Pictures as a page holds them: their rows apart from their specifications, each set of rows once. */
import type { Spec, SpecValue } from "../../experiment/picture-spec.js";
import { datasetName, type PackedRows } from "./unpack.js";

export interface PackedPictures {
  readonly data: readonly PackedRows[];
  readonly specs: readonly Spec[];
}

/** Specifications that name their rows instead of holding them, and the rows. */
export function packed(specs: readonly Spec[]): PackedPictures {
  const data: PackedRows[] = [];
  const known = new Map<string, string>();
  const nameOf = (values: readonly SpecValue[]): string => {
    const rows = packedRows(values);
    const text = JSON.stringify(rows);
    const name = known.get(text) ?? datasetName(data.length);
    if (!known.has(text)) data.push(rows);
    known.set(text, name);
    return name;
  };
  return { specs: specs.map((spec) => named(spec, nameOf) as Spec), data };
}

/** The same specification in which `data: { values }` is `data: { name }`, at every depth. */
function named(value: SpecValue, nameOf: (values: readonly SpecValue[]) => string): SpecValue {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item: SpecValue) => named(item, nameOf));
  return Object.fromEntries(
    Object.entries(value as Spec).map(([key, item]) => [
      key,
      key === "data" && rowsOf(item) !== null ? { name: nameOf(rowsOf(item)!) } : named(item, nameOf),
    ]),
  );
}

/** The rows of a `data` that holds them itself; null: it is none. */
export function rowsOf(data: SpecValue | undefined): readonly SpecValue[] | null {
  if (typeof data !== "object" || data === null || Array.isArray(data)) return null;
  const { values } = data as Spec;
  return Array.isArray(values) ? (values as readonly SpecValue[]) : null;
}

function packedRows(values: readonly SpecValue[]): PackedRows {
  const [first] = values;
  if (!isRow(first)) return { values };
  const columns = Object.keys(first);
  const isAlike = (row: SpecValue): row is Spec =>
    isRow(row) && Object.keys(row).length === columns.length && columns.every((column) => Object.hasOwn(row, column));
  if (!values.every(isAlike)) return { values };
  return { columns, rows: values.map((row) => columns.map((column) => shortened(row[column]))) };
}

const isRow = (value: SpecValue | undefined): value is Spec =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Eight digits are more than a picture shows. */
const shortened = (value: SpecValue): SpecValue =>
  typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(8)) : value;
