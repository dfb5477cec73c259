/** The package works where it is installed: both doors with their types, and the program. No registry is asked. */
import { execFileSync, type ExecFileSyncOptionsWithStringEncoding } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hashCode } from "../sim/program/code-version.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "orrery-pack-"));
afterAll(() => rmSync(folder, { recursive: true }), 1_200_000);

const project = join(folder, "project");
const installed = join(project, "node_modules/orrery");
let packed: readonly string[] = [];

function run(cwd: string, command: string, ...words: readonly string[]): string {
  const options: ExecFileSyncOptionsWithStringEncoding = { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] };
  return execFileSync(command, words, options);
}

interface PackageFile {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
}
const packageFile = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as PackageFile;

/** What is tracked and compiled, without what other tests leave in a checkout. */
function copyOfSources(): string {
  const copy = join(folder, "checkout");
  const kept = ["package.json", "tsconfig.json", "tsconfig.build.json", "README.md", "CHANGELOG.md", "LICENSE"];
  for (const name of [...kept, "scripts", "sim", "models", "scenarios", "docs"])
    cpSync(join(root, name), join(copy, name), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  return copy;
}

/** As `npm install` lays it out; the libraries, of those that package.json names only, are links to ours. */
function install(archive: string): void {
  mkdirSync(installed, { recursive: true });
  run(project, "tar", "-xzf", archive, "-C", installed, "--strip-components=1");
  for (const name of Object.keys(packageFile.dependencies)) {
    const link = join(project, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(root, "node_modules", name), link);
  }
  writeFileSync(
    join(project, "package.json"),
    JSON.stringify({ name: "empty", private: true, type: "module", dependencies: { orrery: packageFile.version } }),
  );
  run(project, "npm", "rebuild", "--offline", "--ignore-scripts", "orrery");
}

beforeAll(() => {
  const copy = copyOfSources();
  const [{ filename, files }] = JSON.parse(run(copy, "npm", "pack", "--json", "--silent")) as {
    readonly filename: string;
    readonly files: readonly { readonly path: string }[];
  }[];
  packed = files.map(({ path }) => path);
  install(join(copy, filename));
}, 1_200_000);

const village = [
  "name: village",
  "horizon: 1 h",
  "operators: [{ class: home, count: 12, workers: 2 }]",
  "shards: { count: 4, world: 4 GB }",
  "",
].join("\n");

const consumer = `
import { column, loadScenario, plan, rules, ScenarioErrors, simulate, sweep, type SimulationResult } from "orrery";
import { createStreams, estimate, Kernel } from "orrery/engine";

const scenario = loadScenario("village.yaml", { set: ["replications=2", "sweep.seed=[1, 2]"] });
const peers: number = plan(scenario).peers;
const result: SimulationResult = await simulate(scenario, { workers: 2 });
const times = column(result.replications[1].tables.series, "time_s");
const swept = await sweep(scenario, { workers: 1 });
const answer = rules.answer("ring.info", { activePlusJoining: 9 });
let refused = 0;
try {
  loadScenario("nowhere.yaml");
} catch (error) {
  if (error instanceof ScenarioErrors) refused = error.errors.length;
}
const kernel = new Kernel({ horizonUs: 10, replay: "none" });
let handled = 0;
const kind = kernel.register({ name: "one", priority: 0, handle: ({ timeUs }) => void (handled += timeUs) });
kernel.schedule(kind, 7, 0);
kernel.runUntil(10);
const draws = [0, 1, 2].map((replication) => createStreams(1, replication).purpose("test").uniform(0, 0));
const mean: number = estimate(draws).mean;
const seen = { peers, last: times.at(-1), fingerprint: result.fingerprint, cells: swept.cells.rowCount, answer, refused, handled };
console.log(JSON.stringify({ ...seen, isMean: mean > 0 && mean < 1 }));
`;

describe("the package", () => {
  it("is called by what its files are, as the build wrote it down", () => {
    const written = readFileSync(join(installed, "dist/code-hash"), "utf8");
    expect(written).toBe(hashCode(join(installed, "dist")));
    const program = join(installed, "dist/models/cli/main.js");
    expect(run(project, process.execPath, program, "--version")).toContain(`(code ${written.slice(0, 8)})`);
  });

  it("has the program, the doors with their types, scenarios and documents, and nothing else", () => {
    const doors = ["models/index", "sim/engine"].flatMap((door) => [`dist/${door}.js`, `dist/${door}.d.ts`]);
    expect(packed).toEqual(expect.arrayContaining([...doors, "dist/models/cli/main.js", "dist/models/worker.js"]));
    expect(packed).toEqual(
      expect.arrayContaining(["scenarios/launch.yaml", "scenarios/scenario.schema.json", "LICENSE", "docs/library.md"]),
    );
    expect(
      packed.filter((path) => !/^(?:dist\/(?:sim|models|program)|scenarios|docs)\//.test(path)).toSorted(),
    ).toEqual(["CHANGELOG.md", "LICENSE", "README.md", "dist/code-hash", "package.json"]);
    expect(packed.filter((path) => /\.test\.|\.map$/.test(path))).toEqual([]);
  });

  it("draws with one file, in which nothing is loaded but what Node brings along", () => {
    const bundle = readFileSync(join(installed, "dist/sim/view/drawing-library.js"), "utf8");
    const loaded = [...bundle.matchAll(/\b(?:from|import|require)\s*\(?\s*"([^"]+)"/g)].map(([, name]) => name);
    expect(loaded.filter((name) => /^(?:vega|d3)/.test(name))).toEqual([]);
  });

  it("runs the program", () => {
    writeFileSync(join(project, "village.yaml"), village);
    expect(run(project, "npx", "--no-install", "orrery", "--version")).toMatch(
      new RegExp(`^orrery ${packageFile.version.replaceAll(".", "\\.")} \\(code [0-9a-f]{8}\\)\\n$`),
    );
    const printed = run(
      project,
      "npx",
      "--no-install",
      "orrery",
      "run",
      "village.yaml",
      "--quiet",
      "--json",
      "--out",
      "out",
    );
    expect(JSON.parse(printed)).toMatchObject({ scenario: "village", seed: 1, replications: 1, interrupted: false });
    expect(readFileSync(join(project, "out/series.csv"), "utf8").split("\n")[0]).toMatch(/^replication,frame,time_s,/);
    writeFileSync(join(project, "mine-of-june.yaml"), "extends: orrery:mainnet/june\nname: mine-of-june\n");
    expect(run(project, "npx", "--no-install", "orrery", "plan", "mine-of-june.yaml")).toContain("mine-of-june");
    run(project, "npx", "--no-install", "orrery", "new", "mine");
    const schema = /\$schema=(\S+)/.exec(readFileSync(join(project, "mine.yaml"), "utf8"))?.[1] ?? "";
    expect(JSON.parse(readFileSync(join(project, schema), "utf8"))).toHaveProperty("properties");
  });

  it("gives both doors to a program that the compiler has checked", () => {
    writeFileSync(join(project, "consumer.ts"), consumer);
    const options = ["--strict", "--module", "nodenext", "--target", "es2023"];
    run(project, process.execPath, join(root, "node_modules/tsc7/bin/tsc"), ...options, "consumer.ts");
    const seen = JSON.parse(run(project, process.execPath, "consumer.js")) as { readonly fingerprint: string };
    expect(seen).toMatchObject({ peers: 12, last: 3600, cells: 4, refused: 1, handled: 7, isMean: true });
    expect(seen.fingerprint).toMatch(/^[0-9a-f]{32}\/events\+requests\+world\+tables\+2 replications$/);
    // Types are those of the declarations, not of anything: a misspelt option is refused.
    writeFileSync(join(project, "wrong.ts"), consumer.replace("{ workers: 2 }", "{ wokers: 2 }"));
    const check = [join(root, "node_modules/tsc7/bin/tsc"), "--noEmit", ...options, "wrong.ts"];
    expect(() => run(project, process.execPath, ...check)).toThrow(/^Command failed/);
  });
});
