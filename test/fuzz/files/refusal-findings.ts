/** What every refusal has: a place within the file or argument, and one line that a person can read. */
import { join } from "node:path";
import { formatErrors } from "../../../sim/scenario/format.js";
import type { ScenarioError } from "../../../sim/scenario/error.js";
import type { CaseFiles } from "../load-case.js";
import { type Finding, finding } from "../finding.js";

/** Messages list what is allowed, of which there can be a screenful. */
const longestMessage = 1500;

export function refusalFindings(folder: string, input: CaseFiles, errors: readonly ScenarioError[]): Finding[] {
  if (errors.length === 0) return [finding("refusal", "refused without a reason")];
  const found = errors.flatMap((error) => placeFindings(folder, input, error)).slice(0, 1);
  if (/\p{Cc}(?<!\n)|\p{Cf}/u.test(formatErrors(errors)))
    found.push(finding("refusal", "control characters are printed"));
  return found;
}

function placeFindings(folder: string, { files, sets }: CaseFiles, error: ScenarioError): Finding[] {
  const { file, line, column, message } = error;
  const wrong = (what: string): Finding[] => [finding("refusal", `${what}: ${file}:${line}:${column}: ${message}`)];
  if (message.trim() === "") return wrong("says nothing");
  if (message.length > longestMessage) return wrong("is too long to be read");
  const name = Object.keys(files).find((key) => join(folder, key) === file);
  if (name === undefined && file !== "--set") return wrong("names a file that is not there");
  // For `--set` the line is which of them; one with line breaks has more.
  const lines = name === undefined ? [sets.join("\n")] : linesOf(files[name]);
  const lineCount = name === undefined ? lines[0].split("\n").length : lines.length;
  if (!Number.isInteger(line) || line < 1 || line > lineCount) return wrong("lies outside of the file");
  const width = lines[name === undefined ? 0 : line - 1].length;
  return Number.isInteger(column) && column >= 1 && column <= width + 1 ? [] : wrong("lies outside of its line");
}

function linesOf(content: string | Uint8Array): readonly string[] {
  const text = typeof content === "string" ? content : new TextDecoder().decode(content);
  return text.split("\n");
}
