/** All columns of a world under their names, for whoever compares two worlds: a column that is added is found by itself. */
import type { StateColumn } from "../../sim/table/state-column.js";
import { WholeColumn } from "../../sim/units/whole-column.js";
import type { World } from "../world.js";

/** Columns of every table, and single figures as columns of one row. Valid until the world changes. */
export function stateColumns(world: World): readonly StateColumn[] {
  const { provers, allocations, allocationIndex, shards, rings, totals, fees } = world;
  const byProver = Array.from({ length: provers.count }, (_unused, prover) => allocationIndex.of(prover));
  return [
    ...columnsOf("provers", provers, provers.count),
    { name: "provers.allocations", values: byProver, rowCount: provers.count },
    ...columnsOf("allocations", allocations, allocations.count),
    ...columnsOf("shards", shards, shards.count),
    ...columnsOf("rings", rings, rings.count),
    ...columnsOf("totals", totals),
    ...columnsOf("fees", fees ?? {}),
    ...columnsOf("world", world),
  ];
}

/** Fields in the order in which the class declares them. `rowCount`: rows of typed arrays that are in use. */
function columnsOf(table: string, owner: object, rowCount = Infinity): StateColumn[] {
  return Object.entries(owner).flatMap(([field, value]: [string, unknown]): StateColumn[] => {
    const name = `${table}.${field}`;
    if (value instanceof WholeColumn) {
      const rows = Math.min(rowCount, value.capacity);
      return value.parts.map((part, k) => ({ name: `${name}.${["low", "high"][k]}`, values: part, rowCount: rows }));
    }
    if (isNumbers(value) || Array.isArray(value)) {
      const values = value as StateColumn["values"];
      return [{ name, values, rowCount: Math.min(rowCount, values.length) }];
    }
    return typeof value === "number" || typeof value === "bigint" ? [{ name, values: [value], rowCount: 1 }] : [];
  });
}

const isNumbers = (value: unknown): boolean => ArrayBuffer.isView(value) && !(value instanceof DataView);
