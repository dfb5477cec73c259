/** What stands in a folder of results and was written by no run. */
import { join } from "node:path";
import { files } from "../files/file-system.js";
import { manifestName } from "./leftovers.js";

/** What systems put into every folder that somebody looks at. */
const ofSystems = new Set([".DS_Store", "Thumbs.db", "desktop.ini"]);

/** Paths with "/", in the order of the system; none where the manifest does not say what belongs there. Throws what `node:fs` throws. */
export function foreignFiles(folder: string): readonly string[] {
  const listed = listedIn(join(folder, manifestName));
  if (listed === undefined) return [];
  const own = new Set([...listed, manifestName]);
  return filesIn(folder, "").filter((path) => !own.has(path));
}

function filesIn(folder: string, under: string): string[] {
  return files.list(join(folder, under)).flatMap((name) => {
    const path = under === "" ? name : `${under}/${name}`;
    if (files.lstat(join(folder, path))?.isDirectory() === true) return filesIn(folder, path);
    return ofSystems.has(name) ? [] : [path];
  });
}

function listedIn(manifest: string): readonly string[] | undefined {
  if (files.stat(manifest)?.isFile() !== true) return undefined;
  try {
    const written = JSON.parse(files.readText(manifest)) as { readonly files?: unknown } | null;
    const listed = written?.files;
    if (!Array.isArray(listed)) return undefined;
    return listed.map((file: { readonly path?: unknown } | null) => String(file?.path));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
