import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { packageAbove } from "./package-file.js";

/** What this program is, as its package file says: version and exact versions of the libraries it runs with. */
export interface CodeVersion {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
  /** SHA-256 over every file of `sim/` and `models/` that runs, in hexadecimal. */
  readonly codeHash: string;
}

/** Folder that holds `sim/` and `models/`: the checkout when run from source, `dist/` when compiled. */
const codeRoot = fileURLToPath(new URL("../../", import.meta.url));

let known: CodeVersion | undefined;

/** Beside compiled code: its hash as the build found it, so that no start has to read a thousand files for it. */
const builtHash = join(codeRoot, "code-hash");

/**
 * Version, libraries and hash of the running code. The hash covers paths and contents in the order of the paths, without
 * tests; compiled code and its source have different hashes, since different bytes run.
 */
export function codeVersion(): CodeVersion {
  if (known !== undefined) return known;
  const { version, dependencies } = packageAbove(codeRoot);
  known = {
    version,
    dependencies,
    codeHash: existsSync(builtHash) ? readFileSync(builtHash, "utf8") : hashCode(),
  };
  return known;
}

/** What `codeVersion` says of code whose hash no build has written down. */
export const hashCode = (root = codeRoot): string => hashFolders(root, ["models", "sim"]);

/** SHA-256 over the program files of some folders below a root, in hexadecimal. */
export function hashFolders(root: string, folders: readonly string[]): string {
  const hash = createHash("sha256");
  for (const path of folders.flatMap((folder) => programFiles(root, folder))) {
    const content = readFileSync(join(root, path));
    // The length tells where a file ends and the next begins.
    hash.update(`${path} ${content.length}\n`).update(content);
  }
  return hash.digest("hex");
}

/** Paths with "/", sorted by their code units, whatever order the file system lists them in. */
function programFiles(root: string, folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return programFiles(root, path);
      return /\.(ts|js)$/.test(path) && !/\.(test|d)\.(ts|js)$/.test(path) ? [path] : [];
    });
}
