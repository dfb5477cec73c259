/** What every page holds: its script, in which pictures are drawn, and its style. */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Beside the compiled module; run from source, it is the build's. */
const folders = ["./", "../../../dist/sim/view/report/"].map((folder) => new URL(folder, import.meta.url));

export interface PageFiles {
  readonly script: string;
  readonly style: string;
}

let known: PageFiles | undefined;

/** Read once. Throws where nothing was built. */
export function pageFiles(): PageFiles {
  known ??= { script: read("page.js"), style: read("style.css") };
  return known;
}

function read(name: string): string {
  const found = folders.map((folder) => new URL(name, folder)).find((file) => existsSync(file));
  if (found === undefined) throw new Error(`${fileURLToPath(new URL(name, folders[0]))} is missing: npm run build`);
  return readFileSync(found, "utf8");
}
