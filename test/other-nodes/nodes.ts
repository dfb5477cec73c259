/** Versions of Node under which results are compared, and the compiled program that they run. */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { copyPageFiles } from "../compiled.js";

export const root = fileURLToPath(new URL("../..", import.meta.url));
const cache = join(root, ".cache");

/** Those that scripts/other-nodes.mjs has installed; empty if it has not. */
export const otherNodes: readonly string[] = ["node-22", "node-24"]
  .map((name) => join(cache, "other-nodes", "node_modules", name, "bin", "node"))
  .filter(existsSync);

export const whyNone =
  "Results are not compared under Node 22 and 24: they are not installed. `npm run other-nodes` does so, on linux x64.";

/** Compiles the program into a folder of its own below the checkout, where it finds its libraries. */
export async function compile(): Promise<string> {
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "compiled-"));
  const compiler = join(root, "node_modules/tsc7/bin/tsc");
  await run(process.execPath, [compiler, "-p", "tsconfig.build.json", "--outDir", folder], root);
  copyPageFiles(folder);
  return folder;
}

/** What a program writes to standard output; throws with what it wrote to standard error if it fails. */
export async function run(program: string, words: readonly string[], cwd: string): Promise<string> {
  const child = spawn(program, words, { cwd, stdio: ["ignore", "pipe", "pipe"] });
  const [out, err]: [string[], string[]] = [[], []];
  child.stdout.setEncoding("utf8").on("data", (text: string) => out.push(text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => err.push(text));
  const code = await new Promise((resolve, reject) => child.on("error", reject).on("close", resolve));
  if (code !== 0) throw new Error(`${program} ${words.join(" ")} ends with ${String(code)}:\n${err.join("")}`);
  return out.join("");
}
