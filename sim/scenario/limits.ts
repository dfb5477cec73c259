/**
 * How large a scenario may be. Assumptions: a hand-written scenario has some hundred lines; these bounds leave a
 * hundredfold and keep the time to refuse a hostile file well under a second.
 */
export const limits = {
  /** Size of one file, in bytes. */
  fileBytes: 1_048_576,
  /** Lexical tokens of one file: some 6,000 lines. */
  tokens: 40_000,
  /** Values of one file after its aliases have been followed. */
  values: 50_000,
  /** Characters of its keys and texts after its aliases have been followed. */
  characters: 2_097_152,
  /** Levels of maps and lists. */
  depth: 32,
  /** Files in one chain of `extends`. */
  extendsDepth: 8,
  /** Syntax errors reported of one file; a broken line can cause thousands. */
  syntaxErrors: 20,
  /** Findings about values that are put into words; the rest is counted. A misused alias can cause thousands. */
  valueErrors: 1_000,
  /** Fields of a sweep, and conditions under `where`. */
  sweepFields: 100,
  sweepConditions: 50,
  /** Values of all design points together: each point is checked as a scenario of its own. */
  sweepValues: 5_000_000,
  /** Design points of a sweep: each is a network to be checked and run. */
  sweepPoints: 10_000,
  /** Combinations of a sweep before its conditions drop some. */
  sweepCombinations: 100_000,
} as const;
