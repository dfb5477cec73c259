/** One step into a scenario: a key of a map or a place in a list (from 0). */
export type Step = string | number;

/** The plus is that of a list that is added to. */
const plainKey = /^[A-Za-z_$][\w$-]*\+?$/;

/** `operators[0].count`; keys that are no plain words stand in brackets and quotes: `sweep["report.every"]`. */
export function printPath(steps: readonly PropertyKey[]): string {
  let text = "";
  for (const step of steps) {
    if (typeof step === "number") text += `[${step}]`;
    else if (!plainKey.test(String(step))) text += `[${JSON.stringify(String(step))}]`;
    else text += text === "" ? String(step) : `.${String(step)}`;
  }
  return text;
}

const stepPattern = /\.?([^.[\]="\s]+)|\[(\d{1,9})\]|\["([^"\\]*(?:\\.[^"\\]*)*)"\]/y;

/** Longest text that is read as a path: what is written by hand has some dozen characters. */
const longestPath = 500;

/** The reverse of `printPath`; undefined if the text is no path, or longer than people write one. Never throws. */
export function parsePath(text: string): Step[] | undefined {
  return text.length > longestPath ? undefined : parsePrinted(text);
}

/** The same of a path that the program has put together, whose keys may be as long as a file has them. */
export function parsePrinted(text: string): Step[] | undefined {
  const steps: Step[] = [];
  stepPattern.lastIndex = 0;
  while (stepPattern.lastIndex < text.length) {
    const from = stepPattern.lastIndex;
    const found = stepPattern.exec(text);
    if (found === null) return undefined;
    const [whole, word, index, quoted] = found;
    // A dot stands between two steps: neither before the first word, nor missing before a later one.
    if (word !== undefined && whole.startsWith(".") !== from > 0) return undefined;
    const step = index === undefined ? (word ?? unquoted(quoted)) : Number(index);
    if (step === undefined) return undefined;
    steps.push(step);
  }
  return steps.length === 0 ? undefined : steps;
}

/** A key as JSON writes it; undefined if a backslash stands before what JSON does not know. */
function unquoted(text: string): string | undefined {
  try {
    return JSON.parse(`"${text}"`) as string;
  } catch {
    return undefined;
  }
}
