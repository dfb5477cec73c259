import { RunRefusal } from "../units/run-refusal.js";
import { shorten } from "./shorten.js";
import { type SourceSpan, type Position, positionOf } from "./source.js";

/** What is wrong with a scenario, for the person who wrote it. */
export interface ScenarioError {
  readonly file: string;
  /** From 1; for `--set`, which of them. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  /** Where in the scenario, as in `operators[0].count`; empty for the whole file. */
  readonly path: string;
  /** One sentence: what is wrong, what was read, what is allowed, the nearest right word. */
  readonly message: string;
  /** The value or key as it was read, where there is one. */
  readonly read?: string;
  readonly allowed?: string;
  readonly nearest?: string;
  /** The line of the file and how much of it, from `column` on, is meant. */
  readonly excerpt: { readonly text: string; readonly length: number };
}

/** The parts of an error that do not depend on where it is. */
export interface Problem {
  readonly problem: string;
  readonly read?: string | undefined;
  readonly allowed?: string | undefined;
  readonly nearest?: string | undefined;
}

/** Stops reading a source that is refused as a whole. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  constructor(readonly error: ScenarioError) {
    super(error.message);
  }
}

/** Reading a scenario went wrong in a way that is no fault of the scenario: a bug of ours. Exit code 1. */
class LoadingFailure extends Error {
  override readonly name = "LoadingFailure";
  constructor(file: string, cause: unknown) {
    super(`${file}:1:1: reading this scenario failed (${String(cause)})`, { cause });
    if (cause instanceof Error && cause.stack !== undefined) this.stack = cause.stack;
  }
}

const isKnown = (error: unknown): boolean => error instanceof LoadingFailure || error instanceof RunRefusal;

/**
 * The door through which loading ends: a refusal that nobody caught becomes an error with its place, and whatever else
 * is thrown, but for a plug-in's mistake, a failure that names the file.
 */
export function locating<Result>(file: string, load: () => Result, refused: (error: ScenarioError) => Result): Result {
  try {
    return load();
  } catch (error) {
    if (error instanceof Refusal) return refused(error.error);
    throw isKnown(error) ? error : new LoadingFailure(file, error);
  }
}

/** Characters of a suggestion; one that is longer, such as a number of a thousand digits, helps nobody. */
const maxHintLength = 300;

/** A word that somebody wrote is told up to here, whatever sentence it stands in, and so is a text of many words that is read or quoted. */
const maxToldLength = 400;
const longWord = /\S{400,}/gu;
const longQuotation = /"[^"]{400,}"/gu;

const told = (text: string): string => (text.length > maxToldLength ? shorten(text) : text);

export function errorAt(span: SourceSpan, path: string, problem: Problem): ScenarioError {
  const { text, ...position }: Position = positionOf(span);
  const { read, allowed } = problem;
  const nearest = (problem.nearest?.length ?? 0) > maxHintLength ? undefined : problem.nearest;
  const parts = [problem.problem];
  if (read !== undefined) parts.push(`read ${read.trim() === "" ? `"${told(read)}"` : told(read)}`);
  if (allowed !== undefined) parts.push(`allowed: ${allowed}`);
  const hint = nearest === undefined ? "" : `; did you mean ${nearest}?`;
  return {
    ...position,
    path,
    message:
      parts
        .join("; ")
        .replace(longWord, shorten)
        .replace(longQuotation, (text) => `"${told(text.slice(1, -1))}"`) + hint,
    ...(read === undefined ? {} : { read }),
    ...(allowed === undefined ? {} : { allowed }),
    ...(nearest === undefined ? {} : { nearest }),
    excerpt: { text, length: Math.max(1, Math.min(span.length, text.length - position.column + 1)) },
  };
}
