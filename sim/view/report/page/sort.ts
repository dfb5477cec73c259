/** Sorts the tables of a report by the column whose heading is pressed. */

/** Every heading holds a button; pressed again, it turns the order round. */
export function sortTables(): void {
  for (const table of document.querySelectorAll<HTMLTableElement>("table.sortable")) {
    const headings = [...table.querySelectorAll<HTMLTableCellElement>("thead th")];
    for (const [column, heading] of headings.entries()) {
      heading.querySelector("button")?.addEventListener("click", () => {
        const isDescending = heading.ariaSort === "ascending";
        for (const other of headings) other.ariaSort = "none";
        heading.ariaSort = isDescending ? "descending" : "ascending";
        sortBy(table, column, isDescending);
      });
    }
  }
}

function sortBy(table: HTMLTableElement, column: number, isDescending: boolean): void {
  const [body] = table.tBodies;
  const rows = [...body.rows].map((row) => ({ row, ...keyOf(row.cells[column]), place: Number(row.dataset["row"]) }));
  const direction = isDescending ? -1 : 1;
  rows.sort((a, b) => {
    // Without a value: last, whatever the direction.
    if (a.isEmpty !== b.isEmpty) return a.isEmpty ? 1 : -1;
    return direction * compare(a, b) || a.place - b.place;
  });
  for (const { row } of rows) body.append(row);
}

interface Key {
  readonly text: string;
  readonly number: number;
  readonly isEmpty: boolean;
}

function keyOf(cell: HTMLTableCellElement): Key {
  const text = cell.dataset["value"] ?? cell.textContent ?? "";
  return { text, number: text === "" ? Number.NaN : Number(text), isEmpty: text === "" };
}

/** Numbers by size and before texts, texts by their code units. */
function compare(a: Key, b: Key): number {
  const [isA, isB] = [!Number.isNaN(a.number), !Number.isNaN(b.number)];
  if (isA && isB) return a.number - b.number;
  if (isA !== isB) return isA ? -1 : 1;
  return a.text < b.text ? -1 : a.text > b.text ? 1 : 0;
}
