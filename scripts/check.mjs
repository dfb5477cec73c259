// Runs every check one after the other, however many fail, and ends with the line `N passed, N failed`: each check
// counts as one, and `npm test`, `npm run test:slow` and `npm run browser` as their tests. A run without a single test has failed.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isCalledPlainly } from "./no-arguments.mjs";
import { readTestCounts } from "./test-counts.mjs";

const about = "Runs every check one after the other, and ends with the line `N passed, N failed`.";
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

const npm = (...words) => spawnSync("npm", ["run", "--silent", ...words], { stdio: ["ignore", "inherit", "inherit"] });

let passed = 0;
let failed = 0;
for (const [script, about, ...typed] of checks) {
  console.log(`\n--- ${script}: ${about}`);
  const isGood = npm(script, "--", ...typed).status === 0;
  console.log(`--- ${script}: ${isGood ? "passed" : "FAILED"}`);
  if (isGood) passed += 1;
  else failed += 1;
}

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
    failed += counts.failed;
    if (counts.about !== "") console.log(`--- ${script}: ${counts.about}`);
  }
} finally {
  rmSync(folder, { recursive: true });
}

console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
