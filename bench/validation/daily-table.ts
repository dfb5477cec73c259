/** The measured table of mainnet: one row a day, as the network statistics page had it. */

/** Columns of counts, in the order of the page. */
export const countColumns = [
  "shards", "peers", "workers", "healthy", "warning", "halt", "ring0", "ring1", "ring2", "ring3", "unassigned",
  "active", "joining", "leaving", "rejected",
] as const; // prettier-ignore

export type CountColumn = (typeof countColumns)[number];

export interface DailyRow {
  /** As the file has it: 2026-03-23. */
  readonly date: string;
  /** Days since 1970-01-01. */
  readonly day: number;
  /** Size of the world as the page prints it: 154.16 GB. */
  readonly world: string;
  /** Counts of that day; undefined where the page had none. */
  readonly counts: Readonly<Partial<Record<CountColumn, number>>>;
}

const dayMs = 86_400_000;

/** Days from 1970-01-01 to a date written as 2026-03-23. Throws `RangeError` for anything else. */
function dayOf(date: string): number {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date);
  if (parts === null) throw new RangeError(`read ${JSON.stringify(date)}; write a day as 2026-03-23`);
  return Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])) / dayMs;
}

/** Rows of the CSV file, in order of their dates. Throws `RangeError` for a column that is missing or a cell that is no count. */
export function readDailyTable(csv: string): DailyRow[] {
  const [head, ...lines] = csv.trimEnd().split("\n");
  const names = head.split(",");
  for (const name of ["date", "world", ...countColumns])
    if (!names.includes(name)) throw new RangeError(`the table has no column ${name}`);
  const rows = lines.map((line) => {
    const cells = new Map(line.split(",").map((cell, k) => [names[k], cell]));
    const counts = countColumns.flatMap((name) => {
      const cell = cells.get(name) ?? "";
      if (cell === "") return [];
      if (!/^\d{1,9}$/.test(cell))
        throw new RangeError(`${cells.get("date")}: ${name} is ${JSON.stringify(cell)}, not a count`);
      return [[name, Number(cell)] as const];
    });
    const date = cells.get("date") ?? "";
    return { date, day: dayOf(date), world: cells.get("world") ?? "", counts: Object.fromEntries(counts) };
  });
  return rows.toSorted((a, b) => a.day - b.day);
}
