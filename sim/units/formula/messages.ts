/** What is said of formulas that cannot be. Tests compare with these. */
export const formulaMessages = {
  empty: (): string => "nothing is written here; write a formula, such as 2 * (3 + 4)",
  tooLong: (max: number): string => `a formula has at most ${max} characters`,
  tooDeep: (max: number): string => `brackets, signs and powers are nested more than ${max} deep`,
  unexpected: (what: string): string =>
    what === "" ? "the formula ends where a number, a name or a bracket should follow" : `${what} cannot stand here`,
  tooMuch: (what: string): string => `the formula is complete before ${what}; an operator may be missing`,
  notClosed: (): string => "the bracket is not closed",
  noName: (name: string, known: readonly string[]): string =>
    known.length === 0
      ? `there is nothing called ${name}`
      : `there is nothing called ${name}; there are: ${known.join(", ")}`,
  noFunction: (name: string, known: readonly string[]): string =>
    `there is no function ${name}(…); there are: ${known.join(", ")}`,
  noUnit: (symbol: string): string => `${symbol} is no unit; a product is written with *`,
  parts: (name: string, form: string): string => `${name} is written ${form}`,
  unlike: (operator: string, left: string, right: string): string =>
    `${operator} needs two of a kind, and these are ${left} and ${right}`,
  needsNumber: (where: string, what: string): string => `${where} must be a plain number, and this is ${what}`,
  needsConstant: (): string => "the power of a quantity with a unit must be a constant, or its unit would change",
  comparisonOutside: (): string => "a comparison stands first in if(condition, then, else), and nowhere else",
  needsComparison: (): string => "the condition of if(condition, then, else) must be a comparison, such as time < 4 y",
  otherKind: (what: string, wanted: string): string => `the formula gives ${what}, and should give ${wanted}`,
  dividesByZero: (): string => "divides by zero",
  noReal: (name: string): string => `${name} has no value there`,
  overflow: (): string => "is beyond any number",
  negative: (): string => "the formula gives less than nothing",
  tooLarge: (max: string): string => `the formula gives more than ${max}`,
} as const;
