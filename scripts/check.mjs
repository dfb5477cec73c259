// Runs every check, however many fail, and ends with the line `N passed, N failed`: each check counts as one, and
// `npm test`, `npm run test:slow` and `npm run browser` as their tests. A run without a single test has failed. What failed
// is named once more right before that line: whoever keeps only the end of a long output still reads why.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isCalledPlainly } from "./no-arguments.mjs";
import { readTestCounts } from "./test-counts.mjs";

const about = "Runs every check, two at a time, then all tests, and ends with the line `N passed, N failed`.";
if (!isCalledPlainly("npm run check", about)) process.exit();

/** Script of package.json → what it looks at, and what is typed after it. */
const checks = [
  ["lint", "rules of the house and dependency direction"],
  ["types", "types"],
  ["format:check", "formatting"],
  ["unused", "files, exports and packages that nobody asked for"],
  ["examples", "documents show what their commands print, the slow ones too"],
  ["notebooks", "notebooks run to their end"],
  ["other-nodes", "Node 22 and 24, under which the tests compare results, are there"],
  ["audits", "runs of random networks, worked out again from their logs"],
  ["fuzz", "mutated and random scenarios, for about a minute", "--cases", "800"],
  ["fuzz", "faults planted on purpose, which the fuzzer must find", "--canary"],
];

/** Two at a time, each mostly on one core: longest first, so that none is left alone at the end. */
const lanes = 2;
const longestFirst = ["examples", "notebooks", "fuzz", "audits"];

const npm = (...words) => spawnSync("npm", ["run", "--silent", ...words], { stdio: ["ignore", "inherit", "inherit"] });

/** Runs a script beside others; answers its exit code and all that it said. */
const npmBeside = (...words) =>
  new Promise((resolve) => {
    const child = spawn("npm", ["run", "--silent", ...words], { stdio: ["ignore", "pipe", "pipe"] });
    const said = [];
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (piece) => said.push(piece));
    child.on("error", (error) => resolve({ status: 1, said: String(error) }));
    child.on("close", (status) => resolve({ status, said: Buffer.concat(said).toString("utf8") }));
  });

let passed = 0;
const failures = [];
const place = ([script]) => (longestFirst.includes(script) ? longestFirst.indexOf(script) : longestFirst.length);
const waiting = checks.toSorted((a, b) => place(a) - place(b));

const lastLines = (said) =>
  said
    .trimEnd()
    .split("\n")
    .slice(-20)
    .map((line) => `  ${line}`)
    .join("\n");

async function runLane() {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const [script, about, ...typed] = next;
    const { status, said } = await npmBeside(script, "--", ...typed);
    console.log(`\n--- ${script}: ${about}\n${said.trimEnd()}`);
    console.log(`--- ${script}: ${status === 0 ? "passed" : "FAILED"}`);
    if (status === 0) passed += 1;
    else failures.push(`${script}: ${about}\n${lastLines(said)}`);
  }
}
await Promise.all(Array.from({ length: lanes }, runLane));

/** Scripts that run tests → what they are. */
const tests = [
  ["test", "the README's test command"],
  ["test:slow", "tests that start processes, or go through every call of something"],
  ["browser", "reports as a browser shows them"],
];

const folder = mkdtempSync(join(tmpdir(), "orrery-check-"));
try {
  for (const [script, about] of tests) {
    const report = join(folder, `${script.replace(":", "-")}.json`);
    console.log(`\n--- ${script}: ${about}`);
    const { status } = npm(script, "--", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`);
    const counts = readTestCounts(report, status ?? 1);
    passed += counts.passed;
    failures.push(...counts.failures.map((failure) => `${script}: ${failure}`));
  }
} finally {
  rmSync(folder, { recursive: true });
}

for (const failure of failures) console.log(`\n--- FAILED ${failure}`);
console.log(`\n${passed} passed, ${failures.length} failed`);
process.exitCode = failures.length === 0 ? 0 : 1;
