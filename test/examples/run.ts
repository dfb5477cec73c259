/** Runs the examples of a document one after the other, in a folder of their own, as a reader would. */
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { compile } from "../compiled.js";
import { type Example, filesOf } from "./examples.js";
import { asShown, isPrinted } from "./shown.js";
import { asTable } from "./table.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Documents whose shown commands are run. */
export const documents: readonly string[] = [
  "README.md",
  "scenarios/eras/README.md",
  ...readdirSync(join(root, "docs"))
    .filter((name) => name.endsWith(".md"))
    .toSorted()
    .map((name) => `docs/${name}`),
];
export const readDocument = (name: string): string => readFileSync(join(root, name), "utf8");
export const writeDocument = (name: string, text: string): void => writeFileSync(join(root, name), text);

/** As a shell calls it. */
const program = (path: string): string => `"${process.execPath}" "${path}"`;

/** A checkout as the examples see it: programs, scenarios, and whatever earlier examples left. */
export class ExampleFolder {
  readonly #programs: { readonly orrery: string; readonly observed: string };
  readonly #folder: string;

  /** Compiles the programs as they are now. The folder must be empty. */
  constructor(folder: string) {
    const compiled = join(folder, "compiled");
    this.#folder = join(folder, "checkout");
    mkdirSync(compiled);
    mkdirSync(this.#folder);
    symlinkSync(join(root, "scenarios"), join(this.#folder, "scenarios"));
    const main = compile(compiled, "sim/cli/main.ts", "sim/cli/quilibrium-worker.ts", "bench/observed/main.ts");
    this.#programs = {
      orrery: program(main),
      observed: program(join(compiled, "out/bench/observed/main.js")),
    };
  }

  /** What an example prints, as the document would show it. */
  run(document: string, { script, shown, from, form }: Example): string {
    for (const file of filesOf(document)) if (file.from < from) writeFileSync(join(this.#folder, file.name), file.text);
    const { stdout, status } = spawnSync("sh", ["-c", `{ ${this.#ours(script)} } 2>&1`], {
      cwd: this.#folder,
      encoding: "utf8",
      maxBuffer: 1 << 26,
    });
    // Nothing is shown of a command that only prepares the next one: it must work.
    if (shown === "") return status === 0 ? "" : stdout;
    if (form === "table") return status === 0 ? asTable(stdout, shown) : stdout;
    if (form === "excerpt" && !isPrinted(shown, stdout)) return stdout;
    return asShown(stdout, shown, form === "excerpt");
  }

  #ours(script: string): string {
    const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
      readonly scripts: { readonly start: string };
    };
    return script
      .replace("npm ci && ", "")
      .replaceAll(/\bnpm start\b/g, scripts.start)
      .replaceAll("node dist/sim/cli/main.js", this.#programs.orrery)
      .replaceAll(/\bnpx orrery\b/g, this.#programs.orrery)
      .replaceAll(/\bnpm run (?:--silent )?observed --/g, this.#programs.observed);
  }
}
