import { basename, dirname, join, resolve } from "node:path";
import { files } from "../files/file-system.js";

/**
 * A result folder and what stands beside it while it is written:
 *
 *     results/launch/1-9f86d081           the result: old, then new, always whole
 *                   /.1-9f86d081.lock/    whose it is to write, as long as the run lasts
 *                   /.1-9f86d081.new/     grows until everything is there, then takes the name
 *                   /.1-9f86d081.old/     what had the name before, until it is removed
 *                   /1-9f86d081.incomplete/   finished files of a run that could not write the rest
 */
export interface FolderPaths {
  readonly target: string;
  readonly parent: string;
  readonly lock: string;
  readonly fresh: string;
  readonly old: string;
  readonly incomplete: string;
}

/** Links are followed, as far as there is anything. Throws what `node:fs` throws. */
export function pathsOf(folder: string): FolderPaths {
  const target = files.lstat(folder) === undefined ? resolve(folder) : files.realpath(folder);
  const parent = dirname(target);
  const name = basename(target);
  return {
    target,
    parent,
    lock: join(parent, `.${name}.lock`),
    fresh: join(parent, `.${name}.new`),
    old: join(parent, `.${name}.old`),
    incomplete: join(parent, `${name}.incomplete`),
  };
}
