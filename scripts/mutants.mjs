// `npm run mutants -- AREA [FOLDER]`: changes the code of an area in one place at a time, and sees whether its tests notice.
// The mutation tester is 64 MB that only this needs, hence no dependency of package.json; it goes to .cache/, pinned in
// scripts/mutants/.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const pins = `${root}scripts/mutants/`;
const cache = `${root}.cache/mutants/`;

/** Area → where its code is, and which tests have to notice. */
const areas = {
  kernel: { code: "sim/kernel", tests: ["sim/kernel/**/*.test.ts", "test/laws/queue.test.ts"] },
  random: { code: "sim/random", tests: ["sim/random/**/*.test.ts"] },
  protocol: { code: "models/protocol", tests: ["models/protocol/**/*.test.ts", "models/rules.test.ts"] },
  metrics: { code: "models/output", tests: ["models/output/**/*.test.ts"] },
  output: { code: "sim/output", tests: ["sim/output/**/*.test.ts"] },
};

const about = `npm run mutants -- AREA [FOLDER]

Changes the code of an area in one place at a time, and sees whether its tests notice. AREA is one of
${Object.keys(areas).join(", ")}. With a FOLDER below it only that one is changed, and only its own tests
have to notice, which is many times faster. Minutes to hours; not part of npm run check.`;

const [name, folder] = process.argv.slice(2);
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

function partOf({ code }, part) {
  return { code: `${code}/${part}`, tests: [`${code}/${part}/**/*.test.ts`] };
}

/** Exit code 0 if the tests could be run, however many mutants survived. */
function mutate({ code, tests }) {
  const report = `${cache}${name}.json`;
  const config = `${cache}config-${name}.json`;
  const settings = {
    mutate: [`${code}/**/*.ts`, `!${code}/**/*.test.ts`],
    // Texts for people and names are no behaviour; where a name decides, the comparison is changed as well.
    mutator: { excludedMutations: ["StringLiteral"] },
    testRunner: "vitest",
    plugins: [`${cache}node_modules/@stryker-mutator/vitest-runner/dist/src/index.js`],
    vitest: { configFile: "scripts/mutants/vitest.config.ts", related: false },
    coverageAnalysis: "perTest",
    // What runs when a module is loaded can only be tested by loading it anew for each.
    ignoreStatic: false,
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
