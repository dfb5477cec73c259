/** Which files a scenario may stand on: those of its project. */
import { existsSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";

/** What stands at the top of a project. */
const marks = [".git", "package.json"];

/**
 * The folder that a file's project begins with: the nearest one upward with a mark of a project. Without any it is the
 * working folder if the file lies in it, or else the file's own.
 */
export function projectFolder(file: string): string {
  const own = resolve(dirname(file));
  for (let folder = own; ; folder = dirname(folder)) {
    if (marks.some((mark) => existsSync(join(folder, mark)))) return folder;
    if (dirname(folder) === folder) break;
  }
  const working = resolve(".");
  return isWithin(working, own) ? working : own;
}

/** Whether a path is a folder or lies in it, by their names alone. */
export function isWithin(folder: string, path: string): boolean {
  const inside = relative(resolve(folder), resolve(path));
  return inside !== ".." && !inside.startsWith(`..${sep}`) && !isAbsolute(inside);
}
