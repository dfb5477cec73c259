/** Holds what a run reports against the identities that it must keep; a broken one is a bug of the simulator. */
import type { SeriesRecorder } from "../metrics/series-recorder.js";
import type { Network } from "../network.js";
import { type FinalTables, rowViolation, tableViolation } from "./identities.js";

/** Checks the row that was recorded last; throws `InvariantError` where something does not add up. */
export function checkRow({ kernel, rules, world }: Network, recorder: SeriesRecorder): void {
  const { names, value } = recorder.lastRow();
  const violation = rowViolation(value, names, rules);
  if (violation !== null) kernel.fail(violation, { frame: world.frame });
}

/** Checks the tables of the end against the last row. */
export function checkTables({ kernel, rules, world }: Network, tables: FinalTables, recorder: SeriesRecorder): void {
  const violation = tableViolation(tables, recorder.lastRow().value, rules);
  if (violation !== null) kernel.fail(violation, { frame: world.frame });
}
