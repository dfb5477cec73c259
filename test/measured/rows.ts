/** The measured table as rows that a scenario can start from. */
import { readFileSync } from "node:fs";

/** Cells by column: numbers, texts for day and world, null where the page had nothing. */
export type MeasuredRow = Readonly<Record<string, number | string | null>> & { readonly date: string };

/** All rows of `mainnet-daily.csv`, in order. */
export function measuredRows(): MeasuredRow[] {
  const [head, ...lines] = readFileSync(new URL("mainnet-daily.csv", import.meta.url), "utf8")
    .trim()
    .split("\n");
  const names = head.split(",");
  return lines.map((line) => {
    const cells = line.split(",").map((cell) => (cell === "" ? null : /^\d+$/.test(cell) ? Number(cell) : cell));
    return Object.fromEntries(names.map((name, k) => [name, cells[k]])) as MeasuredRow;
  });
}
