// How many tests passed and failed, from the report of vitest's JSON reporter and its exit code.
import { readFileSync } from "node:fs";

/**
 * `about` says what is wrong beyond single tests, or is empty. A file that cannot be loaded counts as one failure; so
 * does a run without tests, one without a report, and one that fails though every test of it passed.
 */
export function readTestCounts(reportFile, exitCode) {
  let text;
  try {
    text = readFileSync(reportFile, "utf8");
  } catch {
    return { passed: 0, failed: 1, about: "the test command left no report" };
  }
  return countTests(JSON.parse(text), exitCode);
}

export function countTests({ numPassedTests, numFailedTests, testResults }, exitCode) {
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.every((test) => test.status !== "failed"),
  ).length;
  const failed = numFailedTests + broken;
  if (numPassedTests + failed === 0) return { passed: 0, failed: 1, about: "no test was run" };
  if (failed === 0 && exitCode !== 0) {
    return { passed: numPassedTests, failed: 1, about: `every test passed, but the exit code is ${exitCode}` };
  }
  return { passed: numPassedTests, failed, about: broken === 0 ? "" : `${broken} test files could not be run` };
}
