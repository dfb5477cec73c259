import { Document, visit } from "yaml";
import type { Plain } from "./tree.js";

/** A scenario as YAML text that loads to the same value again, under a comment of any number of lines. */
export function toYaml(written: Plain, header: readonly string[] = []): string {
  // Anchors for parts that happen to be shared would only puzzle readers.
  const document = new Document(written, { version: "1.2", schema: "core", aliasDuplicateObjects: false });
  visit(document, {
    Scalar(_, node) {
      // Written in full, its digits would claim an exactness that the loader refuses.
      if (typeof node.value === "number" && Math.abs(node.value) > Number.MAX_SAFE_INTEGER) node.format = "EXP";
    },
  });
  const comment = header.map((line) => (line === "" ? "#\n" : `# ${line}\n`)).join("");
  return comment + document.toString({ lineWidth: 120 });
}
