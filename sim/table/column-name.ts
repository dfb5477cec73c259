/**
 * How files name a column: in lower case with underscores, the unit last, as every other tool reads it without quotes. Inside
 * of a run a metric keeps the name that people write, with dots and capitals; here is the one way from that to the header of
 * a CSV or Parquet file, and back.
 *
 * ```
 *   emission.issuedUnits              emission_issued_units
 *   output.made_eur                   output_made_eur
 *   operators[1].uptime_share         operators_1_uptime_share
 *   reward.units[class=data centre]   reward_class_data_centre__units
 *   first(queue.length >= 2.5 %)      first__queue_length__at_least_2_point_5_percent
 * ```
 */
import { takenWords } from "./taken-words.js";

/** What a header may hold: words of letters and digits in lower case, a letter first; the part of many is set off by two underscores. */
const headerForm = /^[a-z][a-z0-9]*(_{1,2}[a-z0-9]+)*$/;

/** A metric of one of several, such as `reward.units[class=home]`. */
const partForm = /^([^.[\]]+)(?:\.([^[\]]+))?\[([^=[\]]+)=([^]*)\]$/;

/** A figure of a metric, such as `max(queue.length)`, `timeAbove(queue.length, 10)` or `first(queue.length > 10)`. */
const figureForm =
  /^([A-Za-z]\w*)\(([^[\](),<>=! ]+(?:\[[^=[\]]+=[^]*\])?)(?:(, | >= | <= | != | > | < | = )([^()<>=!,]+))?\)$/;

const boundWords: { readonly [symbol: string]: string } = {
  ", ": "",
  " >= ": "at least ",
  " <= ": "at most ",
  " != ": "other than ",
  " > ": "above ",
  " < ": "below ",
  " = ": "at ",
};

/** The name in files. A name that is one already stays as it is. */
export function columnName(name: string): string {
  if (headerForm.test(name)) return name;
  const figure = figureForm.exec(name);
  if (figure !== null) return columnOfFigure(figure.slice(1));
  const part = partForm.exec(name);
  if (part === null) return words(name);
  const [, subject, of, key, value] = part;
  return [`${words(subject)}_${words(key)}_${wordsOfText(value)}`, ...(of === undefined ? [] : [words(of)])].join("__");
}

function columnOfFigure([reduction, metric, symbol, limit]: readonly (string | undefined)[]): string {
  const bound = limit === undefined ? [] : [wordsOfText(`${boundWords[symbol ?? ""]}${limitWords(limit)}`)];
  return [words(reduction ?? ""), columnName(metric ?? ""), ...bound].join("__");
}

/** Units differ by their capitals in no way that a limit could. */
const limitWords = (limit: string): string =>
  limit
    .replaceAll("%", "percent")
    .replaceAll(".", " point ")
    .replaceAll("/", " per ")
    .replaceAll(/\s+/g, " ")
    .trim()
    .toLowerCase();

/** What is wrong with a name as the header of a column; null: nothing. */
export function headerProblem(name: string): string | null {
  if (!headerForm.test(name)) return "is not lower case with underscores";
  return takenWords.has(name) ? "is a word that SQL, pandas or Python keeps for itself" : null;
}

/** The header of a file for columns of these names. Throws `RangeError` for one that cannot be a header, and for two that are the same. */
export function headerOf(names: readonly string[]): string[] {
  const header = [...namesByColumn(names).keys()];
  for (const name of header) {
    const problem = headerProblem(name);
    if (problem !== null) throw new RangeError(`column ${name} ${problem}`);
  }
  return header;
}

/** The names that files have for these, and what they stand for. Throws `RangeError` where two have the same. */
export function namesByColumn(names: Iterable<string>): ReadonlyMap<string, string> {
  const byColumn = new Map<string, string>();
  for (const name of names) {
    const column = columnName(name);
    const other = byColumn.get(column);
    if (other !== undefined) throw new RangeError(`${other} and ${name} are both column ${column}`);
    byColumn.set(column, name);
  }
  return byColumn;
}

/** Capitals begin a word, and whatever is neither letter nor digit ends one; a unit in capitals (`GB`) is one word. */
const words = (name: string): string =>
  name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replaceAll(/[^A-Za-z0-9]+/g, "_")
    .replaceAll(/^_+|_+$/g, "")
    .toLowerCase();

const plainText = /^[a-z0-9]+( [a-z0-9]+)*$/;
const looksSpelled = /(^| )x[0-9a-f]+$/;

/** Any text as words, no two the same: what words alone do not tell apart is spelled out behind them. */
function wordsOfText(text: string): string {
  if (plainText.test(text) && !looksSpelled.test(text)) return text.replaceAll(" ", "_");
  const bytes = Array.from(new TextEncoder().encode(text), (byte) => byte.toString(16).padStart(2, "0"));
  return [...(words(text) === "" ? [] : [words(text)]), `x${bytes.join("")}`].join("_");
}
