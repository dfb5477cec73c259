/** Runs the examples of a document one after the other, in a folder of their own, as a reader would. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundle, compile } from "../compiled.js";
import { type Example, filesOf } from "./examples.js";
import { asShown, isPrinted } from "./shown.js";
import { asTable } from "./table.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Documents whose shown commands are run. */
export const documents: readonly string[] = [
  "README.md",
  "CONTRIBUTING.md",
  "scenarios/eras/README.md",
  ...readdirSync(join(root, "docs"))
    .filter((name) => name.endsWith(".md"))
    .toSorted()
    .map((name) => `docs/${name}`),
];
export const readDocument = (name: string): string => readFileSync(join(root, name), "utf8");
export const writeDocument = (name: string, text: string): void => writeFileSync(join(root, name), text);

/** What threads run, of every model: no import leads there. */
const workers: readonly string[] = readdirSync(join(root, "models"), { recursive: true, encoding: "utf8" })
  .filter((path) => basename(path) === "worker.ts")
  .toSorted()
  .map((path) => `models/${path}`);

/** As a shell calls it. */
const program = (path: string): string => `"${process.execPath}" "${path}"`;

/** A checkout a document, as its examples see it: programs, scenarios, and whatever earlier examples of the document left. */
export class ExampleFolder {
  readonly #programs: { readonly orrery: string; readonly observed: string };
  readonly #folder: string;

  /** Compiles the programs as they are now. The folder must be empty. */
  constructor(folder: string) {
    const compiled = join(folder, "compiled");
    this.#folder = folder;
    mkdirSync(compiled);
    const doors = ["models/index.ts", "sim/engine.ts"];
    const main = compile(compiled, "models/cli/main.ts", ...workers, "bench/observed/main.ts", ...doors);
    bundle(compiled);
    // Where package.json says that the library is.
    symlinkSync(join(compiled, "out"), join(compiled, "dist"));
    // Scenarios that come with the program lie beside its package file.
    symlinkSync(fileURLToPath(new URL("../../scenarios", import.meta.url)), join(compiled, "scenarios"));
    this.#programs = {
      orrery: program(main),
      observed: program(join(compiled, "out/bench/observed/main.js")),
    };
  }

  /** What an example of the document of that name prints, as the document would show it. */
  run(name: string, { script, shown, from, form }: Example): string {
    const checkout = this.#checkout(name);
    for (const file of filesOf(readDocument(name)))
      if (file.from < from) writeFileSync(join(checkout, file.name), file.text);
    const { stdout, status } = spawnSync("sh", ["-c", `{ ${this.#ours(script)} } 2>&1`], {
      cwd: checkout,
      encoding: "utf8",
      maxBuffer: 1 << 26,
      // A document shows plain text, whoever runs its examples.
      env: { ...process.env, FORCE_COLOR: undefined },
    });
    // Nothing is shown of a command that only prepares the next one: it must work.
    if (shown === "") return status === 0 ? "" : stdout;
    if (form === "table") return status === 0 ? asTable(stdout, shown) : stdout;
    if (form === "excerpt" && !isPrinted(shown, stdout)) return stdout;
    return asShown(stdout, shown, form === "excerpt");
  }

  #checkout(name: string): string {
    const checkout = join(this.#folder, name.replaceAll("/", "-"));
    if (existsSync(checkout)) return checkout;
    mkdirSync(checkout);
    symlinkSync(join(root, "scenarios"), join(checkout, "scenarios"));
    mkdirSync(join(checkout, "node_modules"));
    symlinkSync(join(this.#folder, "compiled"), join(checkout, "node_modules/orrery"));
    return checkout;
  }

  #ours(script: string): string {
    const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
      readonly scripts: { readonly start: string };
    };
    return script
      .replace("npm ci && ", "")
      .replaceAll(/\bnpm start\b/g, scripts.start)
      .replaceAll("node dist/models/cli/main.js", this.#programs.orrery)
      .replaceAll(/\bnpx orrery\b/g, this.#programs.orrery)
      .replaceAll(/\bnpm run (?:--silent )?observed --/g, this.#programs.observed);
  }
}
