/**
 * Who writes a result folder: a folder `.NAME.lock` with the name of its owner in a file. It is made under another name and
 * renamed when it is complete, so that it never stands there without its owner; it outlives a process that is killed, and
 * the next one takes it over.
 */
import { basename, join } from "node:path";
import { files, isFileFailure } from "../files/file-system.js";
import { lifeOf, ownName } from "../files/owner.js";
import { quietly, removeTree, writeNewFile } from "../files/trees.js";
import type { FolderPaths } from "./folder-paths.js";

/** Another process writes there, or may: `life` of its owner is `alive` or `unknown`. */
export class FolderInUse extends Error {
  override readonly name = "FolderInUse";
  constructor(
    readonly owner: string,
    readonly isKnown: boolean,
  ) {
    super(`in use by ${owner}`);
  }
}

const ownerFile = "owner";
/** Taking over a lock can be lost to others who do the same; more often than this is no accident. */
const maxAttempts = 10;

/** Locks of this process, which are not taken for left behind. */
const held = new Set<string>();

/** Throws `FolderInUse`, and what `node:fs` throws. */
export function takeLock({ lock }: FolderPaths): void {
  const prepared = `${lock}-${ownName()}`;
  removeTree(prepared);
  files.makeFolder(prepared);
  try {
    writeNewFile(join(prepared, ownerFile), [Buffer.from(ownName())]);
    for (let attempt = 1; ; attempt++) {
      try {
        files.rename(prepared, lock);
        break;
      } catch (error) {
        if (attempt === maxAttempts || files.lstat(lock) === undefined) throw error;
      }
      takeAway(lock);
    }
  } catch (error) {
    quietly(() => removeTree(prepared));
    throw error;
  }
  held.add(lock);
}

/** Whether somebody writes there now, or may: nobody can tell of another machine. */
export const isBeingWritten = ({ lock }: Pick<FolderPaths, "lock">): boolean => isLiving(ownerOf(lock), lock);

export function releaseLock({ lock }: FolderPaths): void {
  held.delete(lock);
  quietly(() => removeTree(lock));
}

/** Locks that were being made, or taken away, by processes that are gone. */
export function removeUnfinishedLocks({ lock, parent }: FolderPaths): void {
  for (const path of unfinishedLocks({ lock, parent })) removeTree(path);
}

export function unfinishedLocks({ lock, parent }: Pick<FolderPaths, "lock" | "parent">): string[] {
  const beginning = `${basename(lock)}-`;
  return files
    .list(parent)
    .filter((name) => name.startsWith(beginning) && !isLiving(name.slice(beginning.length).replace(/-gone$/, ""), lock))
    .map((name) => join(parent, name));
}

/** Whether an owner is to be respected: it lives, or nobody can tell. */
const isLiving = (owner: string, lock: string): boolean =>
  owner === ownName() ? held.has(lock) : lifeOf(owner) !== "dead";

/** Removes a lock whose owner is gone. Throws `FolderInUse` where it may not be. */
function takeAway(lock: string): void {
  const owner = ownerOf(lock);
  if (isLiving(owner, lock)) throw new FolderInUse(owner, lifeOf(owner) === "alive");
  const gone = `${lock}-${ownName()}-gone`;
  removeTree(gone);
  try {
    files.rename(lock, gone);
  } catch (error) {
    // Somebody else has just taken it away.
    if (files.lstat(lock) === undefined) return;
    throw error;
  }
  const taken = ownerOf(gone);
  // Between the look and the renaming another may have taken it over: it is given back.
  if (taken === owner) removeTree(gone);
  else files.rename(gone, lock);
}

/** Empty where what stands there is no lock, or half removed. */
function ownerOf(lock: string): string {
  try {
    return files.readText(join(lock, ownerFile));
  } catch (error) {
    if (isFileFailure(error) && ["ENOENT", "ENOTDIR", "ELOOP", "EISDIR"].includes(error.code)) return "";
    throw error;
  }
}
