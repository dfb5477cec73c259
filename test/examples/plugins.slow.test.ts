/** Plug-ins that documents show take one file and its name in a list: they compile, and scenarios run with them, and audits of the runs find nothing. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readText, repositoryFiles, root } from "../docs/repository.js";
import { filesOf } from "./examples.js";
import { blocksOf } from "./markdown.js";

const document = ["README.md", "CONTRIBUTING.md"].map(readText).join("\n");

/** Modules that the document shows: their first line is a comment with the path. */
const modules = blocksOf(document).flatMap(({ language, text }) => {
  const path = /^\/\/ (models\/[\w-]+\/[\w-]+\.ts)\n/.exec(text)?.[1];
  return language === "ts" && path !== undefined ? [{ path, text }] : [];
});

const scenarios = filesOf(document).map((file) => ({
  ...file,
  kind: modules.map(({ text }) => /id: "([^"]+)"/.exec(text)?.[1] ?? "").find((id) => file.text.includes(id)),
}));

const folder = mkdtempSync(join(tmpdir(), "orrery-plugins-"));
afterAll(() => rmSync(folder, { recursive: true }));

const run = (program: string, ...words: string[]) =>
  spawnSync(process.execPath, [program, ...words], { cwd: folder, encoding: "utf8", maxBuffer: 1 << 26 });
const orrery = (...words: string[]) => run("out/models/cli/main.js", ...words);

/** The list of a registry with one more name: two lines more. */
function listed(list: string, path: string, text: string): string {
  const name = /^export const (\w+) = define/m.exec(text)?.[1] ?? "";
  const imports = `import { ${name} } from "./${basename(path, ".ts")}.js";\n`;
  return imports + list.replace(/^(?=\]\); \/\/ prettier-ignore$)/m, `  ${name},\n`);
}

describe("plug-ins of README and CONTRIBUTING.md", () => {
  it("are found, each with a scenario", () => {
    expect(modules.map(({ path }) => dirname(path))).toEqual([
      "models/curves",
      "models/strategies",
      "models/adversaries",
    ]);
    expect(scenarios.map(({ kind }) => kind)).toEqual(modules.map(({ text }) => /id: "([^"]+)"/.exec(text)?.[1]));
  });

  it("compile where they are put into a checkout with their name in the list", () => {
    for (const path of repositoryFiles.filter((file) => /^(?:models|sim)\/.*(?<!\.test)\.ts$/.test(file))) {
      mkdirSync(join(folder, dirname(path)), { recursive: true });
      cpSync(join(root, path), join(folder, path));
    }
    for (const file of ["package.json", "tsconfig.json"]) cpSync(join(root, file), join(folder, file));
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    symlinkSync(join(root, "scenarios"), join(folder, "scenarios"));
    for (const { path, text } of modules) {
      const list = join(folder, dirname(path), `${basename(dirname(path))}.ts`);
      const before = readFileSync(list, "utf8");
      const after = listed(before, path, text);
      expect(after.split("\n").length).toBe(before.split("\n").length + 2);
      writeFileSync(list, after);
      writeFileSync(join(folder, path), text);
    }
    const config = {
      extends: "./tsconfig.json",
      compilerOptions: { noEmit: false, outDir: "out", rootDir: "." },
      include: [],
      files: ["models/cli/main.ts", "models/worker.ts"],
    };
    writeFileSync(join(folder, "compile.json"), JSON.stringify(config));
    const { stdout, status } = run("node_modules/tsc7/bin/tsc", "-p", "compile.json");
    expect({ stdout, status }).toEqual({ stdout: "", status: 0 });
  });

  it.each(scenarios)("run: $name", ({ name, text, kind }) => {
    spawnSync(process.execPath, ["out/models/cli/main.js", "new", "thin-shards"], { cwd: folder });
    writeFileSync(join(folder, name), text);
    const words = ["--json", "--quiet", "--horizon", "9 h", "--events", "--out", `results/${name}`];
    const { stdout, stderr, status } = orrery("run", name, ...words);
    expect({ stderr, status }).toEqual({ stderr: "", status: 0 });
    const plain = orrery("run", "thin-shards.yaml", ...words.slice(0, -1), `results/plain-${name}`);
    const fingerprints = [stdout, plain.stdout].map(
      (json) => (JSON.parse(json) as { fingerprint: string }).fingerprint,
    );
    expect(new Set(fingerprints).size).toBe(2);
    expect(orrery("audit", `results/${name}`).status).toBe(0);
    expect(readFileSync(join(folder, "results", name, "scenario.resolved.yaml"), "utf8")).toContain(kind);
  });
});
