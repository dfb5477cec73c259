export interface TestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly about: string;
}
export function readTestCounts(reportFile: string, exitCode: number): TestCounts;
export function countTests(report: TestReport, exitCode: number): TestCounts;
