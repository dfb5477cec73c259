/** What takes several calls of the file system. */
import { basename, dirname, join } from "node:path";
import { type FileFailure, files, isFileFailure } from "./file-system.js";

/** Makes a folder and those above it that are missing; gives those it made, the outermost first. */
export function makeFolders(path: string): string[] {
  const made: string[] = [];
  try {
    make(path, made);
  } catch (error) {
    removeEmpty(made);
    throw error;
  }
  return made;
}

function make(path: string, made: string[]): void {
  if (files.stat(path)?.isDirectory() === true) return;
  if (dirname(path) !== path) make(dirname(path), made);
  try {
    files.makeFolder(path);
    made.push(path);
  } catch (error) {
    // Somebody else may have been quicker; or a file stands there, or a link to nothing.
    if (files.stat(path)?.isDirectory() === true) return;
    throw isFileFailure(error) && error.code === "EEXIST" ? notAFolder(path) : error;
  }
}

/** As the system says it of what lies below such a path. */
const notAFolder = (path: string): FileFailure =>
  Object.assign(new Error(`ENOTDIR: not a directory, mkdir '${path}'`), { code: "ENOTDIR", syscall: "mkdir", path });

/** Removes folders, the innermost first, as long as they are empty. */
export function removeEmpty(folders: readonly string[]): void {
  quietly(() => {
    for (const folder of folders.toReversed()) files.removeFolder(folder);
  });
}

/** Removes whatever stands at a path, with all that is in it; a link, not what it leads to. */
export function removeTree(path: string): void {
  const found = files.lstat(path);
  if (found === undefined) return;
  if (!found.isDirectory()) {
    files.removeFile(path);
    return;
  }
  for (const name of files.list(path)) removeTree(join(path, name));
  files.removeFolder(path);
}

/** Writes a new file, in as many calls as it takes; whole, or none is left. */
export function writeNewFile(path: string, pieces: Iterable<Uint8Array>): void {
  const file = files.create(path);
  let isOpen = true;
  try {
    for (const data of pieces) for (let from = 0; from < data.length;) from += files.write(file, data, from);
    isOpen = false;
    files.close(file);
  } catch (error) {
    if (isOpen) quietly(() => files.close(file));
    quietly(() => files.removeFile(path));
    // What the system refuses of a descriptor, it says without the name.
    throw isFileFailure(error) && error.path === undefined ? Object.assign(error, { path }) : error;
  }
}

/** Writes a file in the place of what is there, if anything: the old one or the new one, whole. What is no file, such as a pipe, is written into. */
export function replaceFile(path: string, pieces: Iterable<Uint8Array>): void {
  const there = files.stat(path);
  if (there !== undefined && !there.isFile()) {
    const file = files.append(path);
    try {
      for (const data of pieces) for (let from = 0; from < data.length;) from += files.write(file, data, from);
    } finally {
      files.close(file);
    }
    return;
  }
  // A link stays one.
  const target = there === undefined ? path : files.realpath(path);
  const fresh = join(dirname(target), `.${basename(target)}.new`);
  quietly(() => files.removeFile(fresh));
  writeNewFile(fresh, pieces);
  try {
    files.rename(fresh, target);
  } catch (error) {
    quietly(() => files.removeFile(fresh));
    throw error;
  }
}

/** For what is tried and may fail: its remains are cleared at another time. */
export function quietly(action: () => void): void {
  try {
    action();
  } catch {
    // That is what it is for.
  }
}
