import { isAbsolute, join, relative, resolve, sep } from "node:path";
import { isFileName } from "../units/file-name.js";

/** Which run the folder is for. */
export interface RunName {
  readonly scenario: string;
  /** A number or a phrase. */
  readonly seed: string;
  /** First eight digits of the hash of the resolved scenario: it tells two phrases apart that look alike in a name. */
  readonly hash8: string;
}

/** `root/scenario/seed-hash8`. Throws `RangeError` if that would not lie inside the root. */
export function resultPath(root: string, { scenario, seed, hash8 }: RunName): string {
  const word = seed.replaceAll(/[^A-Za-z0-9_-]+/g, "-").slice(0, 40);
  const folder = join(root, scenario, `${word}-${hash8}`);
  const inside = relative(resolve(root), resolve(folder));
  const leaves = inside.startsWith(`..${sep}`) || inside === ".." || isAbsolute(inside);
  if (!isFileName(scenario) || !/^[0-9a-f]{8}$/.test(hash8) || leaves)
    throw new RangeError(`results of ${JSON.stringify(scenario)} would lie outside ${root}`);
  return folder;
}
