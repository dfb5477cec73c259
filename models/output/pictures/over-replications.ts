/** Tables of several replications as one that pictures are drawn from: means, and of series what the sample says too. */
import { fsum } from "d3-array";
import { type Column, type Table, table } from "../../../sim/table/result-table.js";
import { numbersOf, textsOf } from "../../../sim/view/rows.js";
import { sampleOfSeries } from "../../../sim/view/series-sample.js";

/** Tables of one replication. */
export interface ReplicationTables {
  readonly series: Table;
  readonly operators: Table;
  readonly rings: Table;
}

/** Of one replication its tables as they are; of several their means, row by row, and of series their sample. */
export function overReplications(replications: readonly ReplicationTables[]): ReplicationTables {
  if (replications.length === 1) return replications[0];
  return {
    series: sampleOfSeries(replications.map(({ series }) => series)),
    operators: operatorsOver(replications.map(({ operators }) => operators)),
    rings: ringsOver(replications.map(({ rings }) => rings)),
  };
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

const meanOf = (values: readonly number[]): number => fsum(values) / values.length;
