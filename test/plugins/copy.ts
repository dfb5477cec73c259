/** A copy of the repository that plug-ins are added to. */
import { cpSync, mkdtempSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { copyPageFiles } from "../compiled.js";
import { root } from "../docs/repository.js";

const copied = ["models", "sim", "package.json", "tsconfig.json"];

const filter = (path: string): boolean => !path.endsWith(".test.ts");

/** What runs from source, without tests, in a temporary folder; gives its path. */
export function copyOfRepository(): string {
  const copy = mkdtempSync(join(tmpdir(), "orrery-plugins-"));
  for (const name of copied) cpSync(join(root, name), join(copy, name), { recursive: true, filter });
  copyPageFiles(join(copy, "dist"));
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  return copy;
}
