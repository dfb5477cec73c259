/** Why a network cannot be: the path of the scenario that says so, and what is wrong with it. */
export interface Infeasibility {
  readonly path: string;
  readonly message: string;
  /** A word that names nothing, and those that would. */
  readonly misspelt?: { readonly word: string; readonly known: readonly string[] };
  /** Which part of the text there is meant, in UTF-16 units from 0. */
  readonly within?: { readonly at: number; readonly length: number };
}
