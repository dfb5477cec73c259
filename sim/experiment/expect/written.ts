/** An expectation as a scenario writes it. */
export type Severity = "error" | "warning" | "note";

/** As a scenario writes it; a text alone is what is expected. */
export interface WrittenExpectation {
  readonly that: string;
  readonly id?: string | undefined;
  readonly because?: string | undefined;
  readonly severity: Severity;
  readonly knownWeakness?: string | undefined;
}
