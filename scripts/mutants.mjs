// `npm run mutants -- AREA [FOLDER] [N]`: changes the code of an area in one place at a time, and sees whether its tests notice.
// The mutation tester is 64 MB that only this needs, hence no dependency of package.json; it goes to .cache/, pinned in
// scripts/mutants/.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const pins = `${root}scripts/mutants/`;
const cache = `${root}.cache/mutants/`;

/**
 * Area → where its code is, and which tests have to notice. `ignoreStatic`: leaves out what is made once, when a module is
 * loaded; in the protocol those are the descriptions of rules.
 */
const areas = {
  kernel: { code: "sim/kernel", tests: ["sim/kernel/**/*.test.ts", "test/laws/queue.test.ts"] },
  random: { code: "sim/random", tests: ["sim/random/**/*.test.ts"] },
  protocol: {
    code: "models/protocol",
    tests: ["models/protocol/**/*.test.ts", "models/protocol/rules.test.ts"],
    ignoreStatic: true,
  },
  metrics: { code: "models/output", tests: ["models/output/**/*.test.ts"] },
  output: { code: "sim/output", tests: ["sim/output/**/*.test.ts", "sim/cli/commands/{sweep,diff-trace}.test.ts"] },
};

const about = `npm run mutants -- AREA [FOLDER] [N]

Changes the code of an area in one place at a time, and sees whether its tests notice. AREA is one of
${Object.keys(areas).join(", ")}. With a FOLDER below it only that one is changed, and only its own tests
have to notice, which is many times faster. With a number N only one line in N is changed, drawn by its hash: a
sample for areas that take hours. Not part of npm run check.`;

const [name, ...words] = process.argv.slice(2);
const folder = words.find((word) => !/^\d+$/.test(word));
const oneIn = Number(words.find((word) => /^\d+$/.test(word)) ?? 1);
const area = areas[name];
if (name === undefined || name === "--help" || name === "-h") console.log(about);
else if (area === undefined) {
  console.error(`there is no area ${name}: ${Object.keys(areas).join(", ")}`);
  process.exitCode = 2;
} else {
  install();
  process.exitCode = mutate(folder === undefined ? area : partOf(area, folder));
}

function install() {
  const lock = readFileSync(`${pins}package-lock.json`, "utf8");
  // Written last: a folder without it was not finished.
  const stamp = `${cache}installed`;
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock) return;
  mkdirSync(cache, { recursive: true });
  for (const file of ["package.json", "package-lock.json"]) cpSync(`${pins}${file}`, `${cache}${file}`);
  // Its vitest is that of the repository.
  const words = ["ci", "--legacy-peer-deps", "--no-audit", "--no-fund"];
  const { status } = spawnSync("npm", words, { cwd: cache, stdio: ["ignore", "inherit", "inherit"] });
  if (status !== 0) throw new Error("the mutation tester could not be installed");
  writeFileSync(stamp, lock);
}

function partOf({ code, ignoreStatic }, part) {
  return { ignoreStatic, code: `${code}/${part}`, tests: [`${code}/${part}/**/*.test.ts`] };
}

/** Lines of the code, one in `oneIn`, as the mutation tester names them. */
function drawnLines(code) {
  const files = readdirSync(`${root}${code}`, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .map((file) => `${code}/${file}`);
  return files.flatMap((file) => {
    const count = readFileSync(`${root}${file}`, "utf8").split("\n").length;
    const lines = Array.from({ length: count }, (_unused, k) => `${file}:${k + 1}-${k + 1}`);
    return lines.filter((line) => createHash("sha256").update(line).digest().readUInt32BE() % oneIn === 0);
  });
}

/** Exit code 0 if the tests could be run, however many mutants survived. */
function mutate({ code, tests, ignoreStatic = false }) {
  const report = `${cache}${name}.json`;
  const config = `${cache}config-${name}.json`;
  const settings = {
    mutate: oneIn > 1 ? drawnLines(code) : [`${code}/**/*.ts`, `!${code}/**/*.test.ts`],
    // Texts for people and names are no behaviour; where a name decides, the comparison is changed as well.
    mutator: { excludedMutations: ["StringLiteral"] },
    testRunner: "vitest",
    plugins: [`${cache}node_modules/@stryker-mutator/vitest-runner/dist/src/index.js`],
    vitest: { configFile: "scripts/mutants/vitest.config.ts", related: false },
    coverageAnalysis: "perTest",
    // What runs when a module is loaded is tested by loading all tests anew.
    ignoreStatic,
    concurrency: 2,
    timeoutMS: 10_000,
    ignorePatterns: ["/results", "/docs", "/dist", "/.cache", "/notebooks"],
    tempDirName: ".cache/mutants/sandbox",
    reporters: ["progress-append-only", "json", "clear-text"],
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false, reportScoreTable: true },
    jsonReporter: { fileName: report },
    allowEmpty: true,
    checkers: [],
    thresholds: { high: 90, low: 85, break: null },
  };
  writeFileSync(config, JSON.stringify(settings, null, 2));
  const program = `${cache}node_modules/@stryker-mutator/core/bin/stryker.js`;
  const { status } = spawnSync(process.execPath, [program, "run", config], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, MUTANTS_TESTS: JSON.stringify(tests) },
  });
  return status ?? 1;
}
