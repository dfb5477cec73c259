import * as fs from "node:fs";
import { exchangeNames } from "./exchange-names.js";

/**
 * Every call by which results and stored cells are read and written: one door, whose members a test can replace, to let
 * each call fail in turn, or the process die at it. Each is one call of the operating system; whatever takes several is
 * made of these.
 */
export const files = {
  /** What the path leads to; undefined: nothing. */
  stat: (path: string): fs.Stats | undefined => fs.statSync(path, { throwIfNoEntry: false }),
  /** What stands at the path itself, which may be a link; undefined: nothing. */
  lstat: (path: string): fs.Stats | undefined => fs.lstatSync(path, { throwIfNoEntry: false }),
  realpath: (path: string): string => fs.realpathSync(path),
  checkWritable: (path: string): void => fs.accessSync(path, fs.constants.W_OK),
  list: (folder: string): string[] => fs.readdirSync(folder),
  readText: (path: string): string => fs.readFileSync(path, "utf8"),
  /** Throws if anything stands there. */
  makeFolder: (path: string): void => fs.mkdirSync(path),
  /** A new file to write; throws if anything stands there. */
  create: (path: string): number => fs.openSync(path, "wx"),
  /** A file to write behind its end; a new one if nothing stands there. */
  append: (path: string): number => fs.openSync(path, "a"),
  /** Writes from a byte on; gives how many were written, which may be fewer than there are. */
  write: (file: number, data: Uint8Array, from: number): number => fs.writeSync(file, data, from),
  close: (file: number): void => fs.closeSync(file),
  /** A file takes the place of another, a folder only that of an empty one. */
  rename: (from: string, to: string): void => fs.renameSync(from, to),
  /** Two paths take each other's place in one step; false: the system cannot, and nothing was done. */
  exchange: exchangeNames,
  removeFile: (path: string): void => fs.unlinkSync(path),
  /** Throws unless it is empty. */
  removeFolder: (path: string): void => fs.rmdirSync(path),
};

/** Whether anything is there; what cannot be looked at is not. */
export function exists(path: string): boolean {
  try {
    return files.stat(path) !== undefined;
  } catch {
    return false;
  }
}

/** What the operating system refused, as `node:fs` throws it. */
export interface FileFailure extends Error {
  readonly code: string;
  readonly syscall: string;
  readonly path?: string;
}

export const isFileFailure = (error: unknown): error is FileFailure =>
  error instanceof Error && "syscall" in error && "code" in error && typeof error.code === "string";

/** Why, in the system's words: `no space left on device (ENOSPC)`. */
export function reasonOf(error: unknown): string {
  if (!isFileFailure(error)) return error instanceof Error ? error.message : String(error);
  const words = /^\w+: (.+?)(?:, \w+(?: .*)?)?$/.exec(error.message)?.[1];
  return words === undefined ? error.code : `${words} (${error.code})`;
}
