/** What a sweep has computed: its parameters and its cells. */
import type { Cell } from "../../table/result-table.js";
import type { CellResult } from "../store/cell.js";
import { finishedOf, type Grid } from "./grid.js";

/** Swept fields by their paths, and their values at every point, as a scenario would write them. */
export interface SweptParameters {
  readonly paths: readonly string[];
  readonly values: readonly (readonly unknown[])[];
  /** The same as columns of a table, one value a point: quantities are numbers, with their unit in the name. */
  readonly columns: readonly { readonly name: string; readonly values: readonly Cell[] }[];
}

export interface SweepResults {
  readonly grid: Grid;
  readonly parameters: SweptParameters;
  /** By number; undefined where a sweep was interrupted. */
  readonly cells: readonly (CellResult | undefined)[];
}

/** Cells that count: those of each point up to its first unfinished replication. */
export function countedCells({
  grid,
  cells,
}: SweepResults): { point: number; replication: number; cell: CellResult }[] {
  return finishedOf(grid, (cell) => cells[cell] !== undefined).flatMap((count, point) =>
    Array.from({ length: count }, (_, replication) => ({
      point,
      replication,
      cell: cells[point * grid.replications + replication] as CellResult,
    })),
  );
}
