/** Characters that terminals, pages and pictures obey, or leave out, instead of showing them. */

/**
 * Controls, ends of lines and paragraphs that are none of ASCII, what turns the direction in which the rest of a line is read, halves of pairs
 * of surrogates, and what is no character. Tab and line feed are seen, and a carriage return before a line feed is the end of a line. Marks of direction (U+200E, U+200F) are part of how some
 * languages are written.
 */
const unseen = String.raw`(?![\t\n]|\r\n)[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff]`;
const first = new RegExp(unseen, "u");
const all = new RegExp(unseen, "gu");
/** What colours a terminal, and its carriage return, are a program's own. */
const own = String.raw`\u001b\[[\d;]*m|\r`;
const allBut = new RegExp(`${own}|${unseen}`, "gu");

const hex = (text: string): string => text.charCodeAt(0).toString(16).padStart(4, "0");

/** The first one of a text, as `U+202E`; undefined: all of it is seen. */
export function unseenIn(text: string): string | undefined {
  const found = first.exec(text);
  return found === null ? undefined : `U+${hex(found[0]).toUpperCase()}`;
}

/** Whether spreadsheets that open a table take such a cell for a formula. */
export const isFormula = (text: string): boolean => /^[=+@-]/.test(text);

/** The text with each of them written out, as JSON and YAML write it: `\u202e`. */
export const visibleText = (text: string): string => text.replace(all, (one) => `\\u${hex(one)}`);

/** The same for a terminal, whose colours stay. */
export const visibleOutput = (text: string): string =>
  first.test(text) ? text.replace(allBut, (one) => (one.length > 1 || one === "\r" ? one : `\\u${hex(one)}`)) : text;
