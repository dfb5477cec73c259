import { type Cell, type Table, table, valuesOf } from "../../table/result-table.js";
import { spreadRows } from "../../table/spread-rows.js";

/** Rows that are kept of a pair: as many as a picture has pixels, so that a thousand pairs need little memory. */
const maxRows = 600;
const aboutTime = new Set(["frame", "time_s"]);

/**
 * How two series of one replication part: `time_s` of rows that both have, and for each column that both have the second's
 * value less the first's; NaN where one has no value. Both have `time_s` in ascending order.
 */
export function differencesOverTime(a: Table, b: Table): Table {
  const [timesA, timesB] = [valuesOf(a, "time_s"), valuesOf(b, "time_s")];
  const common: (readonly [rowA: number, rowB: number])[] = [];
  for (let rowA = 0, rowB = 0; rowA < timesA.length && rowB < timesB.length;) {
    const [timeA, timeB] = [Number(timesA[rowA]), Number(timesB[rowB])];
    if (timeA === timeB) common.push([rowA, rowB]);
    if (timeA <= timeB) rowA++;
    if (timeB <= timeA) rowB++;
  }
  const rows = spreadRows(common.length, maxRows).map((row) => common[row]);
  const inB = new Set(b.columns.map(({ name }) => name));
  const names = a.columns.map(({ name }) => name).filter((name) => inB.has(name) && !aboutTime.has(name));
  return table([
    { name: "time_s", values: Float64Array.from(rows, ([rowA]) => Number(timesA[rowA])) },
    ...names.map((name) => {
      const [before, after] = [valuesOf(a, name), valuesOf(b, name)];
      return { name, values: Float64Array.from(rows, ([rowA, rowB]) => difference(before[rowA], after[rowB])) };
    }),
  ]);
}

/** The second less the first; of whole amounts exact before it is rounded, of what has no value NaN. */
export function difference(before: Cell | null, after: Cell | null): number {
  if (typeof before === "bigint" && typeof after === "bigint") return Number(after - before);
  return typeof before === "number" && typeof after === "number" ? after - before : Number.NaN;
}
