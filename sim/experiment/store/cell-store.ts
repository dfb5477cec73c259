import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import { threadId } from "node:worker_threads";
import { files } from "../../files/file-system.js";
import { lifeOf, ownName } from "../../files/owner.js";
import { makeFolders, quietly, removeEmpty, removeTree, writeNewFile } from "../../files/trees.js";
import { type CellResult, cellText, readCell } from "./cell.js";

/** Folders below the store in which its writers, a process each, begin their files. */
const writing = ".writing-";
const writingFolder = (store: string): string => join(store, `${writing}${ownName()}`);

/**
 * Finished cells on disk, a file each: the SHA-256 of the second line, then the cell. What is damaged, cannot be read, or is
 * no file at all, is as good as none.
 *
 *     results/cells/3f/3f9a….cell
 *                  /.writing-PID-START-MACHINE/   files that are being written, under the name of their process
 */
export class CellStore {
  constructor(readonly folder: string) {}

  /** Undefined unless the cell is there and as it was written. */
  read(key: string): CellResult | undefined {
    try {
      const path = this.#pathOf(key);
      // Whoever opens a named pipe waits for somebody to write into it.
      if (files.stat(path)?.isFile() !== true) return undefined;
      const [hash, content = "", end] = files.readText(path).split("\n");
      // The key is part of what is hashed: a file under another's name is not its cell.
      return end === "" && hash === hashOf(key, content) ? readCell(content) : undefined;
    } catch {
      return undefined;
    }
  }

  /** Stores a cell; it is there whole, or not at all, whenever the process is killed. Throws what `node:fs` throws. */
  write(key: string, cell: CellResult): void {
    const path = this.#pathOf(key);
    makeRoom(writingFolder(this.folder));
    makeRoom(dirname(path));
    const content = cellText(cell);
    const temporary = join(writingFolder(this.folder), `${key}.${threadId}`);
    removeTree(temporary);
    try {
      writeNewFile(temporary, [Buffer.from(`${hashOf(key, content)}\n${content}\n`)]);
      // Only a file makes way for a file.
      if (files.lstat(path)?.isDirectory() === true) removeTree(path);
      files.rename(temporary, path);
    } catch (error) {
      quietly(() => removeTree(temporary));
      throw error;
    }
  }

  #pathOf(key: string): string {
    return join(this.folder, key.slice(0, 2), `${key}.cell`);
  }
}

/** Makes a folder of the store, each time: somebody may have deleted it. What stands there and is none makes way. */
function makeRoom(folder: string): void {
  if (files.stat(folder)?.isDirectory() === true) return;
  removeTree(folder);
  makeFolders(folder);
}

/**
 * Makes a store and tries to write there, so that nothing is computed that cannot be kept; removes what killed processes
 * have begun in it. Throws what `node:fs` throws, and has then left nothing behind.
 */
export function openStore(folder: string): void {
  const made = makeFolders(folder);
  try {
    for (const name of files.list(folder)) {
      const owner = name.slice(writing.length);
      const isLeft = name.startsWith(writing) && (owner === ownName() || lifeOf(owner) === "dead");
      if (isLeft) removeTree(join(folder, name));
    }
    files.makeFolder(writingFolder(folder));
  } catch (error) {
    removeEmpty(made);
    throw error;
  }
}

/** Removes what this process had begun in a store; all its threads have ended their work there. */
export const closeStore = (folder: string): void => quietly(() => removeTree(writingFolder(folder)));

const hashOf = (key: string, content: string): string =>
  createHash("sha256").update(`${key}\n${content}`).digest("hex");
