import { counted } from "../units/readable.js";
import type { ScenarioError } from "./error.js";

/** How many errors are printed before the rest is only counted. */
const shownErrors = 50;

/** Errors for the terminal: place and message, then the line they are about with a mark under it. */
export function formatErrors(errors: readonly ScenarioError[]): string {
  const shown = errors.slice(0, shownErrors).map(formatError);
  const rest = errors.length - shown.length;
  return [...shown, ...(rest > 0 ? [`… and ${counted(rest, "more error")}`] : [])].join("\n");
}

/** Characters of a path and of a message that are printed: both repeat what a file says, which may be anything. */
const shownPath = 200;
const shownMessage = 1500;
const clip = (text: string, length: number): string => (text.length > length ? `${text.slice(0, length)}…` : text);

function formatError({ file, line, column, path, message, excerpt }: ScenarioError): string {
  const where = path === "" ? "" : `${clip(path, shownPath)}: `;
  const head = printable(`${file}:${line}:${column}: ${where}${clip(message, shownMessage)}`);
  if (excerpt.text.trim() === "") return head;
  // A long line is shown from shortly before the place on.
  const from = excerpt.text.length <= 120 ? 0 : Math.max(0, column - 40);
  const text = printable(excerpt.text.slice(from, from + 120));
  const margin = String(line).padStart(5);
  const mark =
    " ".repeat(column - 1 - from) +
    "^".repeat(Math.max(1, Math.min(excerpt.length, text.length - (column - 1 - from))));
  return `${head}\n${margin} | ${text}\n      | ${mark}`;
}

/** Control and direction characters of a hostile file must not reach the terminal; tabs take one column. */
const printable = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, " ");
