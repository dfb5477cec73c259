export interface TestReport {
  readonly numPassedTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}
export interface TestCounts {
  readonly passed: number;
  readonly failures: readonly string[];
}
export function readTestCounts(reportFile: string, exitCode: number): TestCounts;
export function countTests(report: TestReport, exitCode: number): TestCounts;
