import { closeSync, fstatSync, openSync, readSync } from "node:fs";

const chunkBytes = 1 << 18;
const newline = 10;

/** A file of lines that is read where it is needed: traces do not fit into memory. */
export class LineFile {
  readonly #file: number;
  readonly bytes: number;

  /** Throws what `node:fs` throws where the file cannot be read. */
  constructor(path: string) {
    this.#file = openSync(path, "r");
    this.bytes = fstatSync(this.#file).size;
  }

  close(): void {
    closeSync(this.#file);
  }

  /** Bytes from `start` on: as many as asked for, fewer at the end of the file. */
  read(start: number, length: number): Buffer {
    const buffer = Buffer.alloc(Math.max(0, Math.min(length, this.bytes - start)));
    let read = 0;
    while (read < buffer.length) {
      const count = readSync(this.#file, buffer, read, buffer.length - read, start + read);
      if (count === 0) break;
      read += count;
    }
    return buffer.subarray(0, read);
  }

  /** The line that begins at `start`, without its end; undefined at the end of the file. */
  lineAt(start: number): string | undefined {
    if (start >= this.bytes) return undefined;
    const parts: Buffer[] = [];
    for (let at = start; at < this.bytes; at += chunkBytes) {
      const chunk = this.read(at, chunkBytes);
      const end = chunk.indexOf(newline);
      parts.push(end < 0 ? chunk : chunk.subarray(0, end));
      if (end >= 0) break;
    }
    return Buffer.concat(parts).toString("utf8");
  }

  /** The lines that end before `start`, where a line begins; the nearest first, down to the header. */
  *linesBefore(start: number): Generator<string, void, undefined> {
    // The beginning of a line that the next chunk completes, up to and with its newline.
    let rest = Buffer.alloc(0);
    for (let to = start; to > 0;) {
      const from = Math.max(0, to - chunkBytes);
      const chunk = Buffer.concat([this.read(from, to - from), rest]);
      let end = chunk.length;
      for (let at = newlineBefore(chunk, end); at >= 0; at = newlineBefore(chunk, end)) {
        yield chunk.toString("utf8", at + 1, end - 1);
        end = at + 1;
      }
      rest = chunk.subarray(0, end);
      to = from;
    }
    if (rest.length > 0) yield rest.toString("utf8", 0, rest.length - 1);
  }
}

/** The last newline before the one that ends a line at `end`; −1: none. */
const newlineBefore = (chunk: Buffer, end: number): number => (end < 2 ? -1 : chunk.lastIndexOf(newline, end - 2));

/** Where the first line begins that two files do not share, the same place in both; −1 if they have the same bytes. */
export function differingLine(one: LineFile, other: LineFile): number {
  let lineStart = 0;
  for (let at = 0; ; at += chunkBytes) {
    const [a, b] = [one.read(at, chunkBytes), other.read(at, chunkBytes)];
    const isLast = a.length < chunkBytes && b.length < chunkBytes;
    if (a.equals(b)) {
      if (isLast) return -1;
      lineStart = lastLineStart(a, a.length, at, lineStart);
      continue;
    }
    const shared = Math.min(a.length, b.length);
    let k = 0;
    while (k < shared && a[k] === b[k]) k++;
    return lastLineStart(a, k, at, lineStart);
  }
}

/** Where the last line begins that starts within the first `count` bytes of a chunk at `at`; else `before`. */
function lastLineStart(chunk: Buffer, count: number, at: number, before: number): number {
  const end = count === 0 ? -1 : chunk.lastIndexOf(newline, count - 1);
  return end < 0 ? before : at + end + 1;
}
