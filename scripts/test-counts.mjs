// How many tests passed, and what failed, from the report of vitest's JSON reporter and its exit code.
import { readFileSync } from "node:fs";
import { relative } from "node:path";

/** Lines of a message that are shown again at the end of a check: its first ones say what was expected, and what came. */
const linesShown = 12;

/**
 * Each of `failures` is a text that says what failed. A file that cannot be loaded counts as one; so does a run without
 * tests, one without a report, and one that fails though every test of it passed.
 */
export function readTestCounts(reportFile, exitCode) {
  let text;
  try {
    text = readFileSync(reportFile, "utf8");
  } catch {
    return { passed: 0, failures: ["the test command left no report"] };
  }
  return countTests(JSON.parse(text), exitCode);
}

export function countTests({ numPassedTests: passed, testResults }, exitCode) {
  const failures = testResults.flatMap(failuresOf);
  if (passed + failures.length === 0) failures.push("no test was run");
  if (failures.length === 0 && exitCode !== 0) failures.push(`every test passed, but the exit code is ${exitCode}`);
  return { passed, failures };
}

function failuresOf({ status, name, message, assertionResults }) {
  const file = relative(process.cwd(), name);
  const tests = assertionResults.filter((test) => test.status === "failed");
  if (status !== "failed" || tests.length > 0) {
    return tests.map((test) => shown(`${file}: ${test.fullName}`, test.failureMessages.join("\n")));
  }
  return [shown(`${file} could not be run`, message)];
}

const shown = (title, message) => [title, ...message.split("\n", linesShown).map((line) => `  ${line}`)].join("\n");
