/** Tables of several replications as one that pictures are drawn from: means, and of series the lowest and highest too. */
import { type Column, type Table, table, valuesOf } from "../../../sim/table/result-table.js";
import { numbersOf, textsOf, thinned } from "../../../sim/view/rows.js";
import { highestOf, lowestOf } from "../../../sim/view/series-bands.js";

/** Tables of one replication. */
export interface ReplicationTables {
  readonly series: Table;
  readonly operators: Table;
  readonly rings: Table;
}

/** Of one replication its tables as they are; of several their means, row by row. */
export function overReplications(replications: readonly ReplicationTables[]): ReplicationTables {
  if (replications.length === 1) return replications[0];
  return {
    series: seriesOver(replications.map(({ series }) => series)),
    operators: operatorsOver(replications.map(({ operators }) => operators)),
    rings: ringsOver(replications.map(({ rings }) => rings)),
  };
}

/** Reports are made at the same times in all of them. Only rows that are drawn are worked out: there may be a million. */
function seriesOver(all: readonly Table[]): Table {
  const rows = all.reduce((min, { rowCount }) => Math.min(min, rowCount), Infinity);
  const drawn = thinned(rows);
  const columns = all[0].columns.flatMap(({ name }): readonly Column[] => {
    const values = all.map((one) => valuesOf(one, name));
    const of = (pick: (those: readonly number[]) => number): Float64Array =>
      Float64Array.from(drawn, (row) => pick(values.map((column) => Number(column[row]))));
    if (name === "frame" || name === "time_s") return [{ name, values: of(([first]) => first) }];
    return [
      { name, values: of(meanOf) },
      { name: lowestOf(name), values: of((those) => those.reduce((min, value) => Math.min(min, value))) },
      { name: highestOf(name), values: of((those) => those.reduce((max, value) => Math.max(max, value))) },
    ];
  });
  return table(columns);
}

/** The classes of a scenario are the same in all of them. */
function operatorsOver(all: readonly Table[]): Table {
  return table(
    all[0].columns.map(({ name }): Column => {
      if (name === "operator_class") return { name, values: textsOf(all[0], name) };
      const values = all.map((one) => numbersOf(one, name));
      return { name, values: values[0].map((_unused, row) => meanOf(values.map((column) => column[row]))) };
    }),
  );
}

/** Rings by index: provers are counted in all of them, what describes a ring's provers in those that have some. */
function ringsOver(all: readonly Table[]): Table {
  const rows = all.reduce((max, { rowCount }) => Math.max(max, rowCount), 0);
  const provers = all.map((one) => numbersOf(one, "provers"));
  return table(
    all[0].columns.map(({ name }): Column => {
      const columns = all.map((one) => numbersOf(one, name));
      const values = Array.from({ length: rows }, (_unused, ring) => {
        if (name === "ring") return ring;
        const counted = name.startsWith("seniority") ? columns.filter((_one, k) => provers[k][ring] > 0) : columns;
        return counted.length === 0 ? 0 : meanOf(counted.map((column) => column[ring] ?? 0));
      });
      return { name, values };
    }),
  );
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
