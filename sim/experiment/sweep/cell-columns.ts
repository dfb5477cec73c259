/** Cells on their way from a worker: one row a metric, packed as columns. */
import { type CellResult, namedOf } from "../store/cell.js";
import { type MetricKind, metricKinds } from "../../stats/metric-kind.js";
import { type PackedColumn, packColumn, unpackColumn } from "../pool/columns.js";

/** A cell of a sweep under its number. */
export interface NumberedCell {
  readonly cell: number;
  readonly result: CellResult;
}

/** Columns cell, fingerprint, name, unit, kind, value; a value that was not measured is NaN, which no cell holds. */
export function packCells(cells: readonly NumberedCell[]): PackedColumn[] {
  const rows = cells.flatMap(({ cell, result: { fingerprint, metrics } }) =>
    metrics.map((metric) => ({ cell, fingerprint, ...metric })),
  );
  return [
    packColumn({ name: "cell", values: rows.map(({ cell }) => cell) }),
    packColumn({ name: "fingerprint", values: rows.map(({ fingerprint }) => fingerprint) }),
    packColumn({ name: "name", values: rows.map(({ name }) => name) }),
    packColumn({ name: "unit", values: rows.map(({ unit }) => unit) }),
    packColumn({ name: "kind", values: rows.map(({ kind }) => (kind === undefined ? -1 : metricKinds.indexOf(kind))) }),
    packColumn({ name: "value", values: rows.map(({ value }) => value ?? NaN) }),
  ];
}

export function unpackCells(columns: readonly PackedColumn[]): NumberedCell[] {
  const [cells, fingerprints, names, units, kinds, values] = columns.map((column) => unpackColumn(column).values);
  const found: { cell: number; result: { fingerprint: string; metrics: CellResult["metrics"][number][] } }[] = [];
  for (let row = 0; row < cells.length; row++) {
    const cell = Number(cells[row]);
    if (found.at(-1)?.cell !== cell)
      found.push({ cell, result: { fingerprint: String(fingerprints[row]), metrics: [] } });
    const value = values[row];
    const measured = typeof value === "number" && Number.isNaN(value) ? null : value;
    found.at(-1)?.result.metrics.push({
      ...namedOf({ name: String(names[row]), unit: String(units[row]), ...kindAt(Number(kinds[row])) }),
      value: measured,
    });
  }
  return found;
}

const kindAt = (index: number): { kind?: MetricKind } => (index < 0 ? {} : { kind: metricKinds[index] });
