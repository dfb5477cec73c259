/** Files of two results that are compared byte by byte. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";

/** Paths of the files of a result that may not differ, and what is in them. */
function filesOf(result: string): ReadonlyMap<string, Buffer> {
  const names = readdirSync(result, { recursive: true, encoding: "utf8" })
    .filter(
      (name) => basename(name) !== "manifest.json" && basename(name) !== "scenes.jsonl" && !name.endsWith(".orrery"),
    )
    .filter((name) => statSync(join(result, name)).isFile());
  return new Map(names.toSorted().map((name) => [name, readFileSync(join(result, name))]));
}

/** Names of files that are not the same in both, or not in both. */
export function differingFiles(one: string, other: string): readonly string[] {
  const [left, right] = [filesOf(one), filesOf(other)];
  return [...new Set([...left.keys(), ...right.keys()])].filter(
    (name) => !left.get(name)?.equals(right.get(name) ?? Buffer.alloc(0)),
  );
}
