/** Rows of the benchmark that share a table. */
export interface Group {
  /** Stands for all of its rows on the command line. */
  readonly name: string;
  readonly rowNames: readonly string[];
  /** Measures the rows named; `say` is told what is being measured. */
  run(names: readonly string[], say: (what: string) => void): GroupResult;
}

export interface GroupResult {
  /** The table, human-readable. */
  readonly text: string;
  /** The same for programs, a plain object a row. */
  readonly results: readonly object[];
}
