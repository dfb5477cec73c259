import { readFileSync } from "node:fs";

/** What stands for standard input in place of a file, and what errors call it. */
export const standardInput = { word: "-", name: "<stdin>" } as const;

const descriptor = 0;
let read: Buffer | undefined;

/** All of standard input; read once, so that a command may ask again. Throws what the system says. */
export function standardInputBytes(): Buffer {
  read ??= readFileSync(descriptor);
  return read;
}
