/** Errors of a scenario that was read, found later (a network that cannot be): at the place where the value was written. */
import { errorAt, type ScenarioError } from "./error.js";
import { messages } from "./messages.js";
import { parsePrinted } from "./path.js";
import type { SourceSpan } from "./source.js";
import { findInTree, rawText, type Tree } from "./tree.js";

/** What else is known of such an error. */
export interface ErrorDetail {
  /** The right word in place of a misspelt one. */
  readonly nearest?: string | undefined;
  /** Which part of the text at the path is meant. */
  readonly within?: TextPart | undefined;
}

/** A stretch of a text, in UTF-16 units from 0. */
export interface TextPart {
  readonly at: number;
  readonly length: number;
}

export function laterError(
  tree: Tree,
  path: string,
  message: string,
  { nearest, within }: ErrorDetail = {},
): ScenarioError {
  const { tree: value, span } = findInTree(tree, parsePrinted(path) ?? []);
  const read = value?.kind === "scalar" ? rawText(value) : undefined;
  return errorAt(within === undefined ? span : partOf(span, within), path, messages.infeasible(message, read, nearest));
}

/** The part of a text in a file, whether the text stands in quotes or not. */
function partOf(span: SourceSpan, { at, length }: TextPart): SourceSpan {
  const quotes = /["']/.test(span.source.text.charAt(span.offset)) ? 1 : 0;
  return { ...span, offset: span.offset + quotes + at, length };
}
