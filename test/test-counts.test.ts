import { describe, expect, it } from "vitest";
import { countTests, readTestCounts } from "../scripts/test-counts.mjs";

const file = (status: string, ...tests: string[]) => ({
  status,
  name: `${process.cwd()}/sim/some.test.ts`,
  message: "cannot find package 'pears'",
  assertionResults: tests.map((test, index) => ({
    status: test,
    fullName: `fruit ${index} is ripe`,
    failureMessages: test === "failed" ? ["Error: expected 'green' to be 'red'\n    at some.test.ts:12"] : [],
  })),
});

describe("what continuous integration counts", () => {
  it("are the tests that passed, and those that failed by name, with what they say", () => {
    const report = { numPassedTests: 2, testResults: [file("failed", "passed", "passed", "failed")] };
    expect(countTests(report, 1)).toEqual({
      passed: 2,
      failures: ["sim/some.test.ts: fruit 2 is ripe\n  Error: expected 'green' to be 'red'\n      at some.test.ts:12"],
    });
  });

  it("shows the first lines of a long message only", () => {
    const long = file("failed", "failed");
    const message = Array.from({ length: 500 }, (_, line) => `line ${line}`).join("\n");
    const assertionResults = long.assertionResults.map((test) => ({ ...test, failureMessages: [message] }));
    const { failures } = countTests({ numPassedTests: 0, testResults: [{ ...long, assertionResults }] }, 1);
    expect(failures.join("\n").split("\n")).toHaveLength(13);
  });

  it("takes a run without any test for a failure", () => {
    expect(countTests({ numPassedTests: 0, testResults: [] }, 0).failures).toEqual(["no test was run"]);
    expect(readTestCounts("no/such/report.json", 0)).toEqual({
      passed: 0,
      failures: ["the test command left no report"],
    });
  });

  it("takes a file that cannot be loaded for a failure", () => {
    const testResults = [file("passed", "passed"), file("failed")];
    expect(countTests({ numPassedTests: 1, testResults }, 1)).toEqual({
      passed: 1,
      failures: ["sim/some.test.ts could not be run\n  cannot find package 'pears'"],
    });
  });

  it("takes a bad exit code for a failure, though every test passed", () => {
    const report = { numPassedTests: 1, testResults: [file("passed", "passed")] };
    expect(countTests(report, 1).failures).toEqual(["every test passed, but the exit code is 1"]);
    expect(countTests(report, 0)).toEqual({ passed: 1, failures: [] });
  });
});
