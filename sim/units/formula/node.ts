/** A formula as it was read: numbers with their units, names, operators, calls. */

/** A piece of the text, in UTF-16 units from 0. */
export interface Place {
  readonly at: number;
  readonly length: number;
}

/** Exponents of the base units of a quantity, in the order of the quantities that a formula may speak of. */
export type Dims = readonly number[];

export type Operator = "+" | "-" | "*" | "/" | "^" | Comparison;
export type Comparison = "<" | "<=" | ">" | ">=" | "=" | "!=";

export type Node = Place &
  (
    | { readonly kind: "number"; readonly value: number; readonly dims: Dims }
    | { readonly kind: "name"; readonly name: string }
    | { readonly kind: "minus"; readonly operand: Node }
    | { readonly kind: "binary"; readonly operator: Operator; readonly left: Node; readonly right: Node }
    | { readonly kind: "call"; readonly name: string; readonly parts: readonly Node[] }
  );

/** What is wrong with a formula, and where in its text. */
export interface FormulaProblem extends Place {
  readonly message: string;
  /** A word that names nothing, and those that would. */
  readonly misspelt?: { readonly word: string; readonly known: readonly string[] };
}

/** Thrown within this folder only. */
export class FormulaFault extends Error {
  constructor(readonly problem: FormulaProblem) {
    super(problem.message);
  }
}

export const fault = ({ at, length }: Place, message: string, misspelt?: FormulaProblem["misspelt"]): FormulaFault =>
  new FormulaFault({ at, length, message, ...(misspelt !== undefined && { misspelt }) });
