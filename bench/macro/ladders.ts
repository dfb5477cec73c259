/** How time and memory grow over rows that differ in size alone. */
import { growthExponent } from "../growth.js";
import type { RowResult } from "./measurement.js";
import type { MacroRow } from "./rows.js";

/** Exponents are fitted to measurements: so much above the required one is not told from it. */
const tolerance = 0.03;

/**
 * A line for each ladder of which two rows or more were measured: time must grow no faster than n log n, memory no
 * faster than n.
 */
export function ladderLines(rows: readonly MacroRow[], results: readonly RowResult[]): readonly string[] {
  const names = [...new Set(rows.flatMap(({ ladder }) => (ladder === undefined ? [] : [ladder.name])))];
  return names.flatMap((name) => {
    const steps = rows.flatMap(({ name: row, ladder }) => {
      const result = results.find((one) => one.name === row);
      return ladder?.name === name && result !== undefined ? [{ nodes: ladder.nodes, result }] : [];
    });
    if (steps.length < 2) return [];
    const sizes = steps.map(({ nodes }) => nodes);
    const time = growthExponent(
      sizes,
      steps.map(({ result }) => result.simulatingS),
    );
    const memory = growthExponent(
      sizes,
      steps.map(({ result }) => result.peakRssBytes),
    );
    const maxTime = growthExponent(
      sizes,
      sizes.map((nodes) => nodes * Math.log(nodes)),
    );
    return [
      `${name}, ${sizes[0]} to ${sizes.at(-1)} nodes: ` +
        `simulating grows as nodes^${judged(time, maxTime)}, memory as nodes^${judged(memory, 1)}`,
    ];
  });
}

function judged(exponent: number, max: number): string {
  return `${exponent.toFixed(2)} (at most ${max.toFixed(2)}${exponent <= max + tolerance ? " ✓" : " ✗"})`;
}
