/** Holds what a run reports against the identities that it must keep; a broken one is a bug of the simulator. */
import type { SeriesRecorder } from "../../output/metrics/series-recorder.js";
import type { Reading } from "../../output/metrics/series-column.js";
import type { Network, EventEngine, RulesInForce } from "../../changes/network.js";
import type { RuleSwitches } from "../../protocol/ground/rule-sets.js";
import { type FinalTables, tableViolation } from "./identities.js";
import { RowCheck } from "./row-check.js";
import type { Logged } from "../../state/log/log-of.js";

/** A check of the row that was recorded last, which throws `InvariantError` where something does not add up. */
export function rowChecker(recorder: SeriesRecorder, rules: RuleSwitches): (network: Network) => void {
  const check = new RowCheck(recorder.names, rules, recorder.balances);
  const lastValue = (column: number): Reading => recorder.lastValue(column);
  let held = whatHolds(rules);
  return ({ kernel, world, rules: current }) => {
    if (whatHolds(current) !== held) {
      held = whatHolds(current);
      check.rules = current;
    }
    const violation = check.violation(lastValue);
    if (violation !== null) kernel.fail(violation, { frame: world.frame });
  };
}

/** Switches by which it is told what adds up. */
const whatHolds = ({ committeeMembership, committeeSession, lifecycle, proverStatus }: RuleSwitches): string =>
  [committeeMembership, committeeSession, lifecycle, proverStatus].join(" ");

/** Checks the tables of the end against the last row. */
export function checkTables(
  { kernel, rules, world }: RulesInForce & Logged & EventEngine,
  tables: FinalTables,
  recorder: SeriesRecorder,
): void {
  const row = (metric: string): number | bigint => recorder.lastValue(recorder.names.indexOf(metric)) ?? 0;
  const violation = tableViolation(tables, row, rules);
  if (violation !== null) kernel.fail(violation, { frame: world.frame });
}
