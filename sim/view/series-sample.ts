/**
 * The series of several replications as one: of each column its mean, under its own name, and beside it quantiles over the
 * replications and a few of these themselves, under names that only this file knows.
 */
import { fsum, quantileSorted } from "d3-array";
import { cellNumber, type Column, type Table, valuesOf } from "../table/result-table.js";
import { thinned } from "./thinned.js";

/** The middle half and the middle nine tenths of the replications, and the median. */
const quantiles = { p05: 0.05, p25: 0.25, median: 0.5, p75: 0.75, p95: 0.95 } as const;
export type SampleQuantile = keyof typeof quantiles;

/** More lines of single replications would hide each other, and make a file large. */
const maxSingles = 20;

export const quantileOf = (column: string, quantile: SampleQuantile): string => `${column} ${quantile}`;
const singleOf = (column: string, replication: number): string => `${column} replication ${replication}`;

/** Whether the series has quantiles of that column. */
export const isSampled = ({ columns }: Table, column: string): boolean =>
  columns.some(({ name }) => name === quantileOf(column, "median"));

/** Columns of single replications, at most so many, evenly spread. */
export function singlesOf({ columns }: Table, column: string, atMost: number): readonly string[] {
  const names = new Set(columns.map(({ name }) => name));
  const all = Array.from({ length: maxSingles }, (_, k) => singleOf(column, k)).filter((name) => names.has(name));
  return thinned(all.length, atMost).map((k) => all[k]);
}

/** Reports are made at the same times in all of them. Only rows that are drawn are worked out, and columns when asked for. */
export function sampleOfSeries(all: readonly Table[]): Table {
  const rows = thinned(all.reduce((least, { rowCount }) => Math.min(least, rowCount), Infinity));
  const shown = thinned(all.length, maxSingles);
  const columns = all[0].columns.flatMap(({ name }): readonly Column[] => {
    const read = (one: Table): Float64Array => {
      const values = valuesOf(one, name);
      return Float64Array.from(rows, (row) => cellNumber(values[row]));
    };
    if (name === "frame" || name === "time_s") return [{ name, values: read(all[0]) }];
    // Of each row what was measured, ascending.
    const sorted = once(() => {
      const values = all.map(read);
      return rows.map((_row, k) =>
        Float64Array.from(values, (column) => column[k])
          .filter(Number.isFinite)
          .sort(),
      );
    });
    const of = (pick: (those: Float64Array) => number | undefined): Float64Array =>
      Float64Array.from(sorted(), (those) => pick(those) ?? Number.NaN);
    return [
      late(name, () => of((those) => (those.length === 0 ? undefined : fsum(those) / those.length))),
      ...(Object.keys(quantiles) as SampleQuantile[]).map((quantile) =>
        late(quantileOf(name, quantile), () =>
          of((those) => quantileSorted(those as ArrayLike<number> as number[], quantiles[quantile])),
        ),
      ),
      ...shown.map((replication, k) => late(singleOf(name, k), () => read(all[replication]))),
    ];
  });
  return { columns, rowCount: rows.length };
}

const late = (name: string, make: () => Float64Array): Column => {
  const values = once(make);
  return {
    name,
    get values() {
      return values();
    },
  };
};

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}
