/** What a run that was killed leaves beside a result folder, and how it is put right: by whoever holds the folder's lock. */
import { join } from "node:path";
import { files } from "../files/file-system.js";
import { removeTree } from "../files/trees.js";
import { removeUnfinishedLocks, unfinishedLocks } from "./folder-lock.js";
import type { FolderPaths } from "./folder-paths.js";

/** The name of the file that marks a folder as the result of a run: the last that is written, the first that is removed. */
export const manifestName = "manifest.json";
/** The first file of every result. */
export const scenarioName = "scenario.resolved.yaml";

export const isResult = (folder: string): boolean => files.lstat(join(folder, manifestName)) !== undefined;

/** Removes a result, which stops being one with the first file that goes. */
export function removeResult(folder: string): void {
  if (files.lstat(folder) === undefined) return;
  if (isResult(folder)) files.removeFile(join(folder, manifestName));
  removeTree(folder);
}

/** Removes the finished files of an earlier run, but nothing else that has such a name. */
export function removeIncomplete(folder: string): void {
  if (files.lstat(join(folder, scenarioName)) !== undefined) removeResult(folder);
}

/** Whether there may be anything to put right, or somebody at work. */
export function hasLeftovers(paths: FolderPaths): boolean {
  if (files.stat(paths.parent) === undefined) return false;
  const beside = [paths.lock, paths.fresh, paths.old];
  return beside.some((path) => files.lstat(path) !== undefined) || unfinishedLocks(paths).length > 0;
}

/**
 * The old result is moved away only when the new one is complete. Killed between the two renames, a run is finished here:
 * the new one takes the name; if it is gone, the old one returns.
 */
export function clearLeftovers(paths: FolderPaths): void {
  const { target, old, fresh } = paths;
  if (files.lstat(old) !== undefined && files.lstat(target) === undefined) {
    const whole = [fresh, old].find(isResult);
    if (whole !== undefined) files.rename(whole, target);
  }
  removeResult(old);
  removeTree(fresh);
  removeUnfinishedLocks(paths);
}
