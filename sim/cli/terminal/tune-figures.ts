/** Figures of tuning as a terminal shows them, and tables of them. */
import Table from "cli-table3";
import { amountText } from "../../units/readable.js";

export const percent = (share: number): string =>
  `${Number((100 * share).toPrecision(Math.abs(share) < 0.1 ? 2 : 3))} %`;

export const amount = (value: number | null, unit: string): string =>
  value === null || !Number.isFinite(value) ? "–" : isShare(unit) ? percent(value) : amountText(value);

/** `share a year` is told as `% a year`. */
const isShare = (unit: string): boolean => /^share\b/.test(unit);

export const withUnit = (unit: string): string => {
  const rest = unit.replace(/^share\b/, "");
  return rest === "" || isShare(unit) ? rest : ` ${unit}`;
};

export const bracketed = (unit: string): string =>
  unit === "share" || unit === "" ? "" : ` (${unit.replace(/^share\b/, "%")})`;

/** `right`: columns of numbers, by place. */
export function tableText(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  right: readonly number[],
): string {
  const table = new Table({
    head: [...head],
    style: { head: [], border: [], compact: true },
    colAligns: head.map((_unused, k) => (right.includes(k) ? "right" : "left")),
  });
  for (const row of rows) table.push([...row]);
  return table.toString();
}
