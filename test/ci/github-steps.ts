/** Runs the steps of a job of GitHub Actions here: shell steps as they are, and the few actions that our workflow uses by what they do. */
import { spawnSync } from "node:child_process";
import { appendFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

export interface Step {
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, unknown>>;
}

/** What expressions read: `matrix.part`, `inputs.files`, `steps.check.outputs.code`. */
export type Context = Readonly<Record<string, unknown>>;

/** What is outside of the folder of a job. */
export interface Host {
  /** Folder of caches and artifacts, which jobs share. */
  readonly folder: string;
  /** Put before all others. */
  readonly path: string;
}

export interface JobResult {
  readonly isOk: boolean;
  readonly output: string;
  readonly summary: string;
  /** Files given to code scanning, with their category. */
  readonly scanned: readonly { readonly category: string; readonly files: readonly string[] }[];
}

/** A text with its expressions replaced. Throws for what is not known. */
function expand(text: unknown, context: Context): string {
  return String(text).replaceAll(/\$\{\{\s*(.*?)\s*\}\}/g, (_whole, path: string) => {
    const value = path.split(".").reduce<unknown>((of, key) => (of as Context | undefined)?.[key], context);
    if (typeof value !== "string" && typeof value !== "number") throw new Error(`no value of ${path}`);
    return String(value);
  });
}

/** A job that goes from its first step to its last, in a folder. */
export class Job {
  #isOk = true;
  #output = "";
  readonly #scanned: { category: string; files: readonly string[] }[] = [];
  readonly #after: (() => void)[] = [];
  readonly #summary: string;

  constructor(
    readonly folder: string,
    readonly host: Host,
  ) {
    this.#summary = join(host.folder, `summary-${readdirSync(host.folder).length}.md`);
    writeFileSync(this.#summary, "");
  }

  /** All steps, and what caches do when a job has ended well. */
  run(steps: readonly Step[], context: Context): JobResult {
    this.#steps(steps, context);
    if (this.#isOk) for (const action of this.#after) action();
    const summary = readFileSync(this.#summary, "utf8");
    return { isOk: this.#isOk, output: this.#output, summary, scanned: this.#scanned };
  }

  #steps(steps: readonly Step[], context: Context): void {
    const outputs: Record<string, { outputs: Record<string, string> }> = {};
    for (const step of steps) {
      if (step.if !== undefined && step.if !== "always()") throw new Error(`if: ${step.if}`);
      if (!this.#isOk && step.if === undefined) continue;
      const known = { ...context, steps: outputs };
      if (step.run !== undefined) {
        const told = this.#shell(expand(step.run, known), step.env ?? {}, known);
        if (step.id !== undefined) outputs[step.id] = { outputs: told };
      } else this.#action(step.uses ?? "", step.with ?? {}, known);
    }
  }

  /** As a runner starts bash; gives the outputs that the step wrote. */
  #shell(script: string, env: Readonly<Record<string, unknown>>, context: Context): Record<string, string> {
    const [file, outputs] = ["script.sh", "outputs"].map((name) => join(this.host.folder, name));
    writeFileSync(file, script);
    writeFileSync(outputs, "");
    const own = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, expand(value, context)]));
    const { stdout, stderr, status } = spawnSync("bash", ["--noprofile", "--norc", "-eo", "pipefail", file], {
      cwd: this.folder,
      encoding: "utf8",
      env: {
        ...process.env,
        PATH: `${this.host.path}:${process.env["PATH"]}`,
        ...own,
        GITHUB_OUTPUT: outputs,
        GITHUB_STEP_SUMMARY: this.#summary,
      },
    });
    this.#output += `${stdout}${stderr}`;
    if (status !== 0) this.#isOk = false;
    const lines = readFileSync(outputs, "utf8").split("\n").filter(Boolean);
    return Object.fromEntries(lines.map((line) => line.split("=", 2) as [string, string]));
  }

  #action(uses: string, given: Readonly<Record<string, unknown>>, context: Context): void {
    const of = (name: string): string => expand(given[name], context);
    const [name, version] = uses.split("@");
    if (uses.startsWith("./")) return this.#composite(uses, given, context);
    if (!/^v\d+$/.test(version)) throw new Error(`uses: ${uses}`);
    switch (name) {
      // The folder is what was checked out, with this Node.
      case "actions/checkout":
      case "actions/setup-node":
        return undefined;
      case "actions/cache":
        return this.#cache(of("path"), [of("key"), ...of("restore-keys").split("\n").filter(Boolean)]);
      case "actions/upload-artifact":
        return this.#copy(join(this.folder, of("path")), join(this.host.folder, "artifacts", of("name")));
      case "github/codeql-action/upload-sarif": {
        const files = readdirSync(join(this.folder, of("sarif_file"))).filter((file) => file.endsWith(".sarif"));
        this.#scanned.push({ category: of("category"), files });
        return undefined;
      }
      default:
        throw new Error(`uses: ${uses}`);
    }
  }

  #composite(path: string, given: Readonly<Record<string, unknown>>, context: Context): void {
    const action = parse(readFileSync(join(this.folder, path, "action.yml"), "utf8")) as {
      readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
      readonly runs: { readonly using: string; readonly steps: readonly Step[] };
    };
    const unknown = Object.keys(given).find((name) => !(name in action.inputs));
    if (unknown !== undefined || action.runs.using !== "composite") throw new Error(`${path}: ${unknown}`);
    const inputs = Object.entries(action.inputs).map(([name, { default: usual }]) => [
      name,
      expand(given[name] ?? usual, context),
    ]);
    this.#steps(action.runs.steps, { ...context, inputs: Object.fromEntries(inputs) as Context });
  }

  /** Restores what has the key, or the latest that begins as one of the others does; keeps it when the job has ended well. */
  #cache(path: string, [key, ...begins]: readonly string[]): void {
    const caches = join(this.host.folder, "caches");
    mkdirSync(caches, { recursive: true });
    const kept = readdirSync(caches);
    const found = kept.find((name) => name === key) ?? begins.map((begin) => kept.findLast((name) => name.startsWith(begin))).find(Boolean); // prettier-ignore
    appendFileSync(join(this.host.folder, "restored"), `${found ?? "nothing"}\n`);
    if (found !== undefined) this.#copy(join(caches, found), join(this.folder, path));
    this.#after.push(() => this.#copy(join(this.folder, path), join(caches, key)));
  }

  #copy(from: string, to: string): void {
    if (existsSync(from)) cpSync(from, to, { recursive: true });
  }
}
