/** Scripts and styles of pages, as `npm run build` makes them. */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Read once each; reached by name only, so the order of a Map never matters. */
const known = new Map<string, string>();

/** A file beside the compiled modules of `sim/view`, such as `report/page.js`; run from source, it is the build's. Throws where nothing was built. */
export function builtFile(name: string): string {
  const before = known.get(name);
  if (before !== undefined) return before;
  const places = ["./", "../../dist/sim/view/"].map((folder) => new URL(folder + name, import.meta.url));
  const found = places.find((file) => existsSync(file));
  if (found === undefined) throw new Error(`${fileURLToPath(places[0])} is missing: npm run build`);
  const text = readFileSync(found, "utf8");
  known.set(name, text);
  return text;
}
