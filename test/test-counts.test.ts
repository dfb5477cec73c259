import { describe, expect, it } from "vitest";
import { countTests, readTestCounts } from "../scripts/test-counts.mjs";

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((test) => ({ status: test })),
});

describe("what continuous integration counts", () => {
  it("are the tests that passed and failed", () => {
    const report = {
      numPassedTests: 2,
      numFailedTests: 1,
      testResults: [file("failed", "passed", "passed", "failed")],
    };
    expect(countTests(report, 1)).toEqual({ passed: 2, failed: 1, about: "" });
  });

  it("takes a run without any test for a failure", () => {
    expect(countTests({ numPassedTests: 0, numFailedTests: 0, testResults: [] }, 0)).toMatchObject({ failed: 1 });
    expect(readTestCounts("no/such/report.json", 0)).toMatchObject({ passed: 0, failed: 1 });
  });

  it("takes a file that cannot be loaded for a failure", () => {
    const testResults = [file("passed", "passed"), file("failed")];
    expect(countTests({ numPassedTests: 1, numFailedTests: 0, testResults }, 1)).toMatchObject({
      passed: 1,
      failed: 1,
    });
  });

  it("takes a bad exit code for a failure, though every test passed", () => {
    const report = { numPassedTests: 1, numFailedTests: 0, testResults: [file("passed", "passed")] };
    expect(countTests(report, 1)).toMatchObject({ passed: 1, failed: 1 });
    expect(countTests(report, 0)).toMatchObject({ passed: 1, failed: 0 });
  });
});
