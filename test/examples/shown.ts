/**
 * What a document shows of an output, held against what was printed. To the digit, but for three things that authors may do:
 * cut the rest of a line with `…`, show an excerpt of lines, and show what only a clock or a meter says.
 */

/** Lines of the only figures that differ from run to run: elapsed time and memory. */
const measured = /^took +[\d.,]+ (?:ms|s|min|h), [\d.,]+ [kMG]B of memory$/;

/** The printed text as the document would show it: what is shown now says where lines are cut, and keeps what was measured. */
export function asShown(printed: string, shown: string, isExcerpt = false): string {
  const before = linesOf(shown);
  const after = linesOf(printed);
  const lines = isExcerpt ? before.map((line, k) => printedAs(line, before.slice(0, k), after)) : after;
  return lines.map((line) => cut(keepMeasured(line, before), before)).join("");
}

/** A line of an excerpt as it is printed now: itself, or of those with its words the next after what lines above it with these words show. */
function printedAs(line: string, above: readonly string[], after: readonly string[]): string {
  if (after.includes(line)) return line;
  const alike = after.filter((other) => sameWords(line, other));
  return alike[above.filter((other) => sameWords(line, other)).length] ?? alike.at(-1) ?? line;
}

/** Whether every line of an excerpt was printed; of anything else this is for the comparison to say. */
export const isPrinted = (shown: string, printed: string): boolean => {
  const lines = linesOf(printed);
  return linesOf(shown).every((line) => lines.some((other) => sameWords(line, other)));
};

/** With their ends, so that a last line without one stays so. */
const linesOf = (text: string): string[] => text.split(/(?<=\n)/).filter((line) => line !== "");

function keepMeasured(line: string, before: readonly string[]): string {
  if (!measured.test(line.trimEnd())) return line;
  return before.find((other) => measured.test(other.trimEnd())) ?? line;
}

/** Cut where a line of the same words is cut now. */
function cut(line: string, before: readonly string[]): string {
  for (const shown of before) {
    if (!shown.trimEnd().endsWith("…") || shown === line) continue;
    const found = new RegExp(`^${patternOf(shown.trimEnd().slice(0, -1))}`).exec(line);
    if (found !== null && found[0] !== line.trimEnd()) return `${found[0]}…\n`;
  }
  return line;
}

const sameWords = (a: string, b: string): boolean => new RegExp(`^${patternOf(a)}$`).test(b);

/** The words of a line, with any figures where it has figures. */
const patternOf = (line: string): string =>
  line
    .replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")
    .replaceAll(/\d(?:(?:[\d,]|\\\.)*\d)?/g, "[\\d.,]+")
    .replaceAll(/ +/g, " +");
