/** A table of prices, a row a day: CSV as exchanges and price pages give it out, read into days and dollars. */
import { dsvFormat } from "d3-dsv";
import { isFileName } from "../../sim/units/text-file.js";
import { dateText } from "../../sim/units/civil-date.js";
import { nearestWord } from "../../sim/scenario/nearest.js";
import { datePattern, dayMs } from "./date-format.js";

export interface TableFormat {
  /** The table itself: a line with names of columns, then a line a day. */
  readonly data: string;
  /** Columns of days and of prices. */
  readonly dates: string;
  readonly prices: string;
  readonly dateFormat: string;
  readonly separator: "comma" | "semicolon" | "tab";
  readonly decimal: "point" | "comma";
  readonly gaps: "refuse" | "hold" | "interpolate";
}

/** Every day from the first to the last, in order. */
export interface PricePath {
  readonly firstMs: number;
  readonly prices: readonly number[];
}

/** What is wrong with a parameter. */
export interface TableProblem {
  readonly parameter: keyof TableFormat;
  readonly message: string;
}

export type TableReading =
  { readonly ok: true; readonly path: PricePath } | { readonly ok: false; readonly problems: readonly TableProblem[] };

const separators = { comma: ",", semicolon: ";", tab: "\t" };
const dayLengthMs = 86_400_000;
/** Mistakes that are told of one table; the next are most likely of the same kind. */
const maxProblems = 5;

interface Row {
  /** From 1, the line of names; of the file where no text in quotes runs over a line. */
  readonly line: number;
  readonly ms: number;
  readonly usd: number;
}

export function readPriceTable(format: TableFormat): TableReading {
  if (isFileName(format.data))
    return refused([
      {
        parameter: "data",
        message:
          "is the name of a file, which is read where a scenario names it itself; in a sweep or a timeline write the table",
      },
    ]);
  const pattern = datePattern(format.dateFormat);
  if (pattern === null)
    return refused([
      {
        parameter: "dateFormat",
        message: `${format.dateFormat} tells no day; write YYYY, one of MMM, MM and M, and one of DD and D, such as DD.MM.YYYY`,
      },
    ]);
  const [names = [], ...lines] = dsvFormat(separators[format.separator]).parseRows(
    format.data.replace(/^\u{feff}/u, ""),
  );
  const columns = names.map((name) => name.trim());
  const missing = (["dates", "prices"] as const).flatMap((field) => missingColumn(columns, field, format[field]));
  if (missing.length > 0) return { ok: false, problems: missing };
  const at = { dates: columns.indexOf(format.dates), prices: columns.indexOf(format.prices) };
  const rows: Row[] = [];
  const wrong: string[] = [];
  for (const [k, cells] of lines.entries()) {
    const line = k + 2;
    if (cells.every((cell) => cell.trim() === "")) continue;
    const date = cells.at(at.dates) ?? "";
    const price = cells.at(at.prices) ?? "";
    const ms = dayMs(date, pattern);
    const usd = numberOf(price, format.decimal);
    if (ms === null) wrong.push(`line ${line}: "${date}" is no day as ${format.dateFormat}`);
    if (usd === null) wrong.push(`line ${line}: "${price}" is no price above 0 with a decimal ${format.decimal}`);
    if (ms !== null && usd !== null) rows.push({ line, ms, usd });
  }
  if (wrong.length > 0) return refused(inData(wrong));
  if (rows.length === 0) return refused(inData(["has no line with a day and a price below the names of its columns"]));
  return filled(rows, format.gaps);
}

const refused = (problems: readonly TableProblem[]): TableReading => ({ ok: false, problems });

const inData = (wrong: readonly string[]): readonly TableProblem[] => [
  ...wrong.slice(0, maxProblems).map((message) => ({ parameter: "data" as const, message })),
  ...(wrong.length > maxProblems
    ? [{ parameter: "data" as const, message: `and ${wrong.length - maxProblems} more such lines` }]
    : []),
];

function missingColumn(columns: readonly string[], field: "dates" | "prices", word: string): readonly TableProblem[] {
  const times = columns.filter((name) => name === word).length;
  if (times === 1) return [];
  if (times > 1) return [{ parameter: field, message: `${times} columns are called ${word}` }];
  const near = nearestWord(word, columns);
  const hint = near === undefined ? "" : `; did you mean ${near}?`;
  return [{ parameter: field, message: `there is no column ${word}; there are: ${columns.join(", ")}${hint}` }];
}

const written = {
  point: /^(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?(?:[eE][-+]?\d{1,3})?$/,
  comma: /^(?:\d+|\d{1,3}(?:\.\d{3})+)(?:,\d+)?(?:[eE][-+]?\d{1,3})?$/,
};

/** A price with or without thousands set apart and a sign of the currency; null: it is none. */
function numberOf(text: string, decimal: "point" | "comma"): number | null {
  const bare = text.trim().replace(/^[$€£]\s*|\s*[$€£]$/g, "");
  if (!written[decimal].test(bare)) return null;
  const plain = decimal === "point" ? bare.replaceAll(",", "") : bare.replaceAll(".", "").replace(",", ".");
  const value = Number(plain);
  return value > 0 && value < Infinity ? value : null;
}

/** Rows in their order, newest or oldest first, as every day from the first to the last. */
function filled(rows: readonly Row[], gaps: TableFormat["gaps"]): TableReading {
  const isNewestFirst = rows[0].ms > rows[rows.length - 1].ms;
  const ordered = isNewestFirst ? rows.toReversed() : rows;
  const wrong: string[] = [];
  const prices = [ordered[0].usd];
  for (let k = 1; k < ordered.length; k++) {
    const [before, row] = [ordered[k - 1], ordered[k]];
    const days = (row.ms - before.ms) / dayLengthMs;
    const [upper, lower] = isNewestFirst ? [row, before] : [before, row];
    if (days === 0) wrong.push(`line ${lower.line}: ${dateText(row.ms)} has a price already, on line ${upper.line}`);
    else if (days < 0)
      wrong.push(`line ${lower.line}: ${dateText(lower.ms)} is out of order; write the newest or the oldest first`);
    else if (days > 1 && gaps === "refuse")
      wrong.push(
        `line ${lower.line}: ${days === 2 ? "a day is" : `${days - 1} days are`} missing between ${dateText(before.ms)} and ${dateText(row.ms)}; say with gaps: hold or gaps: interpolate what they are worth`,
      );
    for (let day = 1; day < days; day++)
      prices.push(gaps === "hold" ? before.usd : before.usd + ((row.usd - before.usd) * day) / days);
    prices.push(row.usd);
  }
  return wrong.length > 0 ? refused(inData(wrong)) : { ok: true, path: { firstMs: ordered[0].ms, prices } };
}
