/** A table of prices, a row a day: CSV as exchanges and price pages give it out, read into days and dollars. */
import { counted } from "../../sim/units/readable.js";
import { dsvFormat } from "d3-dsv";
import { append } from "../../sim/units/append.js";
import { isFileName } from "../../sim/units/text-file.js";
import { dateText } from "../../sim/units/civil-date.js";
import { nearestWord } from "../../sim/scenario/nearest.js";
import { datePattern, dayMs } from "./date-format.js";
import { priceBounds } from "./price-model.js";

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
  /** What the prices are in, by its three letters. */
  readonly currency: string;
}

/** Every day from the first to the last, in order, in its currency. */
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

/** A line that tells of a day. */
interface Day {
  /** From 1, the line of names; of the file where no text in quotes runs over a line. */
  readonly line: number;
  readonly ms: number;
  /** In its currency; NaN: what stands there is no price. */
  readonly price: number;
}

interface Wrong {
  readonly line: number;
  readonly message: string;
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
  const days: Day[] = [];
  const wrong: Wrong[] = [];
  let isOfDays = true;
  for (const [k, cells] of lines.entries()) {
    const line = k + 2;
    if (cells.every((cell) => cell.trim() === "")) continue;
    if (cells.slice(columns.length).some((cell) => cell.trim() !== "")) {
      wrong.push({ line, message: tooMany(cells.length, columns.length) });
      isOfDays = false;
      continue;
    }
    const date = cells.at(at.dates) ?? "";
    const price = cells.at(at.prices) ?? "";
    const ms = dayMs(date, pattern);
    const value = numberOf(price, format);
    if (ms === null) wrong.push({ line, message: `"${date}" is no day as ${format.dateFormat}` });
    if (typeof value === "string") wrong.push({ line, message: `"${price}" ${value}` });
    isOfDays &&= ms !== null;
    if (ms !== null) days.push({ line, ms, price: typeof value === "number" ? value : Number.NaN });
  }
  if (days.length === 0 && wrong.length === 0)
    return refused([
      { parameter: "data", message: "has no line with a day and a price below the names of its columns" },
    ]);
  // Where a line tells no day nobody knows whether it is the one that is missing.
  append(wrong, wrongDays(days, isOfDays ? format.gaps : "hold"));
  return wrong.length > 0 ? refused(inData(wrong)) : { ok: true, path: filled(days, format.gaps) };
}

const refused = (problems: readonly TableProblem[]): TableReading => ({ ok: false, problems });

/** By line, the first few. */
const inData = (wrong: readonly Wrong[]): readonly TableProblem[] => [
  ...wrong
    .toSorted((a, b) => a.line - b.line)
    .slice(0, maxProblems)
    .map(({ line, message }) => ({ parameter: "data" as const, message: `line ${line}: ${message}` })),
  ...(wrong.length > maxProblems
    ? [{ parameter: "data" as const, message: `and ${counted(wrong.length - maxProblems, "more such line")}` }]
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

/** A price with thousands that nobody put in quotes falls apart into two cells, the first of which is a price too. */
const tooMany = (cells: number, columns: number): string =>
  `has ${counted(cells, "cell")} under ${counted(columns, "name")}; write a price with thousands set apart, or any cell with a separator in it, in quotes`;

/** Thousands may be set apart by what is not the decimal sign, by spaces or by apostrophes. */
const written = {
  point: /^(?:\d+|\d{1,3}(?:(,|'|’| |\u{a0}|\u{202f})\d{3})(?:\1\d{3})*)(?:\.\d+)?(?:[eE][-+]?\d{1,3})?$/u,
  comma: /^(?:\d+|\d{1,3}(?:(\.|'|’| |\u{a0}|\u{202f})\d{3})(?:\1\d{3})*)(?:,\d+)?(?:[eE][-+]?\d{1,3})?$/u,
};

const signs: { readonly [currency: string]: string } = { USD: "$", EUR: "€", GBP: "£" };

/** A price with or without thousands set apart, and with a sign or the name of the currency; a text: why it is none. */
function numberOf(text: string, { decimal, currency }: Pick<TableFormat, "decimal" | "currency">): number | string {
  const trimmed = text.trim();
  const beside = /^([$€£]|[A-Z]{3,5}\b)\s*|\s*([$€£]|\b[A-Z]{3,5})$/u.exec(trimmed);
  const sign = beside?.[1] ?? beside?.[2];
  const bare = sign === undefined ? trimmed : trimmed.replace(beside![0], "");
  const parts = written[decimal].exec(bare);
  if (parts === null) return `is no price above 0 with a decimal ${decimal}`;
  if (sign !== undefined && sign !== currency && sign !== signs[currency])
    return `is in ${sign}, and the table in ${currency}; write what it is in under currency`;
  const plain = parts[1] === undefined ? bare : bare.replaceAll(parts[1], "");
  const value = Number(plain.replace(",", "."));
  if (!(value > 0)) return `is no price above 0 with a decimal ${decimal}`;
  return value >= priceBounds.min && value <= priceBounds.max
    ? value
    : `is no price that can be counted with; those go from ${priceBounds.min} to ${priceBounds.max}`;
}

/** Oldest first. */
const ordered = (days: readonly Day[]): readonly Day[] => (isNewestFirst(days) ? days.toReversed() : days);
const isNewestFirst = (days: readonly Day[]): boolean => days.length > 0 && days[0].ms > days[days.length - 1].ms;

/** What is wrong with the days that lines tell of, in the order of either. */
function wrongDays(days: readonly Day[], gaps: TableFormat["gaps"]): readonly Wrong[] {
  const inOrder = ordered(days);
  return inOrder.slice(1).flatMap((day, k) => {
    const before = inOrder[k];
    const away = (day.ms - before.ms) / dayLengthMs;
    const [upper, lower] = isNewestFirst(days) ? [day, before] : [before, day];
    const { line } = lower;
    if (away === 0) return [{ line, message: `${dateText(day.ms)} has a price already, on line ${upper.line}` }];
    if (away < 0)
      return [{ line, message: `${dateText(lower.ms)} is out of order; write the newest or the oldest first` }];
    if (away === 1 || gaps !== "refuse") return [];
    const missing = away === 2 ? "a day is" : `${away - 1} days are`;
    return [
      {
        line,
        message: `${missing} missing between ${dateText(before.ms)} and ${dateText(day.ms)}; say with gaps: hold or gaps: interpolate what they are worth`,
      },
    ];
  });
}

/** Every day from the first to the last, of lines with nothing wrong. */
function filled(days: readonly Day[], gaps: TableFormat["gaps"]): PricePath {
  const inOrder = ordered(days);
  const prices = [inOrder[0].price];
  for (const [k, day] of inOrder.slice(1).entries()) {
    const before = inOrder[k];
    const away = (day.ms - before.ms) / dayLengthMs;
    for (let at = 1; at < away; at++)
      prices.push(gaps === "hold" ? before.price : before.price + ((day.price - before.price) * at) / away);
    prices.push(day.price);
  }
  return { firstMs: inOrder[0].ms, prices };
}
