/** Tables of a document whose rows a command prints: found by their first cell, and set as prettier sets them. */

type Row = readonly string[];

const rowsOf = (text: string): Row[] =>
  text
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .map((line) =>
      line
        .replace(/^\||\|\s*$/g, "")
        .split("|")
        .map((cell) => cell.trim()),
    );

/** The table that is shown, its rows with the cells that are printed; a row that is not printed says so. */
export function asTable(printed: string, shown: string): string {
  const cellsBy = new Map(rowsOf(printed).map((row) => [row[0], row] as const));
  const [head, rule, ...rows] = rowsOf(shown);
  const renewed = rows.map((row) => cellsBy.get(row[0]) ?? [row[0], ...row.slice(1).map(() => "not printed")]);
  const widths = head.map((_, k) => Math.max(3, ...[head, ...renewed].map((row) => row[k]?.length ?? 0)));
  const isRight = (k: number): boolean => rule[k].endsWith(":");
  const line = (row: Row): string =>
    `| ${widths.map((width, k) => (isRight(k) ? (row[k] ?? "").padStart(width) : (row[k] ?? "").padEnd(width))).join(" | ")} |\n`;
  const dashes = widths.map((width, k) => (isRight(k) ? `${"-".repeat(width - 1)}:` : "-".repeat(width)));
  return [line(head), `| ${dashes.join(" | ")} |\n`, ...renewed.map(line)].join("");
}

/** Tables with the command that prints their rows in a comment above them. */
export const tablesOf = (
  document: string,
): { readonly script: string; readonly shown: string; readonly from: number; readonly to: number }[] =>
  [...document.matchAll(/^<!-- table of: (.*) -->\n+((?:\|.*\n)+)/gm)].map(
    ({ 0: whole, 1: script, 2: shown, index }) => {
      const to = index + whole.length;
      return { script: `${script}\n`, shown, from: to - shown.length, to };
    },
  );
