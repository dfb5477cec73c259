import { grouped } from "./amounts.js";
import { type Table, valuesOf } from "../../../sim/table/result-table.js";
import { inQuil } from "./in-quil.js";

/** Classes that the line has room for. */
const classesMax = 6;

/**
 * What an operator of each class earned on average in one replication, for the terminal, from `operators.csv`: nothing
 * for a single class, which earned all of it, or for more classes than a line has room for.
 */
export function earnedLines(operators: Table): readonly string[] {
  if (operators.rowCount < 2 || operators.rowCount > classesMax) return [];
  const names = [...valuesOf(operators, "operator_class")].map(String);
  const counts = [...valuesOf(operators, "operators")].map(Number);
  const rewards = [...valuesOf(operators, "reward_units")].map(BigInt);
  const earned = names.map((name, k) => {
    const each = counts[k] === 0 ? 0 : Math.round(inQuil(rewards[k] / BigInt(counts[k])));
    return `${name} ${grouped(each)} QUIL`;
  });
  return [`Earned by an operator on average: ${earned.join(", ")}.`];
}
