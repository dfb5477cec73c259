import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The package file of a program, and the folder that it stands in. */
export interface PackageFile {
  readonly folder: string;
  readonly name: string;
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

/**
 * The nearest package file above a folder, its own among them: in a checkout and where a program is installed. Throws where there is none
 * up to the root: a program that was copied without it.
 */
export function packageAbove(start: string): PackageFile {
  for (let folder = start; ; folder = dirname(folder)) {
    const path = join(folder, "package.json");
    if (existsSync(path)) return { ...(JSON.parse(readFileSync(path, "utf8")) as PackageFile), folder };
    if (dirname(folder) === folder) throw new Error(`no package.json above ${start}`);
  }
}
