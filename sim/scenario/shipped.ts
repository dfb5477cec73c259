/** The scenarios that come with the program, by names that hold in any folder: `NAME:launch`, where NAME is the program's. */
import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { packageAbove } from "../program/package-file.js";

interface Shipped {
  /** What their names begin with, colon and all. */
  readonly prefix: string;
  readonly folder: string;
}

let known: Shipped | undefined;

/** Beside the nearest package file above this one, which has the name of the program: in a checkout and where it is installed. */
function shipped(): Shipped {
  if (known !== undefined) return known;
  const { name, folder } = packageAbove(dirname(fileURLToPath(import.meta.url)));
  return (known = { prefix: `${name}:`, folder: join(folder, "scenarios") });
}

const extension = /\.ya?ml$/;

/** Whether a text is, or is meant as, the name of a shipped scenario. */
export const namesShipped = (text: string): boolean => text.startsWith(shipped().prefix);

/** The folder of all of them, which they may extend each other in. */
export const shippedFolder = (): string => shipped().folder;

/** The file of a shipped scenario; undefined if none has the name. */
export function shippedFile(name: string): string | undefined {
  const { prefix, folder } = shipped();
  const stem = name.slice(prefix.length).replace(extension, "");
  return shippedStems(folder, "").includes(stem) ? join(folder, `${stem}.yaml`) : undefined;
}

/** The names of all, in the order of their letters. */
export const shippedNames = (): readonly string[] => {
  const { prefix, folder } = shipped();
  return shippedStems(folder, "").map((stem) => `${prefix}${stem}`);
};

/** Paths below the folder with slashes, without their extension. */
function shippedStems(folder: string, above: string): readonly string[] {
  return readdirSync(join(folder, above), { withFileTypes: true })
    .flatMap((entry) => {
      const path = above === "" ? entry.name : `${above}/${entry.name}`;
      if (entry.isDirectory()) return shippedStems(folder, path);
      return extension.test(path) ? [path.replace(extension, "")] : [];
    })
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}
