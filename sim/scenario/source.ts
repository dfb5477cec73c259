import { LineCounter } from "yaml";

/** A text that scenarios are read from: a file, or one `--set` argument. */
export interface Source {
  /** As the user wrote it, or "--set". */
  readonly name: string;
  readonly text: string;
  /** Where lines begin. */
  readonly lines: LineCounter;
  /** Added to line numbers: the k-th `--set` is line k. */
  readonly lineOffset: number;
}

/** A stretch of a source; offsets count UTF-16 units from 0. */
export interface SourceSpan {
  readonly source: Source;
  readonly offset: number;
  readonly length: number;
}

/** Line and column count from 1. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The whole line, without its end. */
  readonly text: string;
}

export function makeSource(name: string, text: string, lineOffset = 0): Source {
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines.addNewLine(at + 1);
  return { name, text, lines, lineOffset };
}

export const startOf = (source: Source): SourceSpan => ({ source, offset: 0, length: 0 });

export function positionOf({ source, offset }: SourceSpan): Position {
  const { line, col } = source.lines.linePos(Math.max(0, Math.min(offset, source.text.length)));
  const { lineStarts } = source.lines;
  const start = lineStarts[line - 1];
  // Not looked for in the text: a line of a hostile file may be as long as the file, and have an error in every word.
  const end = line < lineStarts.length ? lineStarts[line] - 1 : source.text.length;
  const text = source.text.slice(start, end > start && source.text[end - 1] === "\r" ? end - 1 : end);
  return { file: source.name, line: line + source.lineOffset, column: col, text };
}
