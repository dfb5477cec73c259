/** What formulas of a model may speak of: kinds of quantities with their units. */
import type { Dimension } from "../dimensions.js";
import type { Dims } from "./node.js";

/** A kind of quantity whose units may stand behind numbers; values are in its base unit. */
export interface FormulaQuantity {
  /** Its name in messages: `time`, `bytes`. */
  readonly name: string;
  readonly dimension: Dimension<number | bigint>;
}

export class FormulaLanguage {
  /** The plain number. */
  readonly number: Dims;

  constructor(readonly quantities: readonly FormulaQuantity[]) {
    this.number = quantities.map(() => 0);
  }

  /** The dimensions of one of the quantities. Throws an `Error` if it is none of them. */
  dims(name: string): Dims {
    const index = this.quantities.findIndex((quantity) => quantity.name === name);
    if (index < 0) throw new Error(`formulas do not speak of ${name}`);
    return this.quantities.map((_quantity, k) => (k === index ? 1 : 0));
  }

  /** In words: `bytes / time`, `bytes ^ 0.5`, `a plain number`. */
  nameOf(dims: Dims): string {
    const isHeld = dims.map((exponent, k) => ({ exponent, name: this.quantities[k].name })).filter((x) => x.exponent !== 0);
    if (isHeld.length === 0) return "a plain number";
    const word = ({ exponent, name }: (typeof isHeld)[number]): string =>
      Math.abs(exponent) === 1 ? name : `${name} ^ ${Math.abs(exponent)}`;
    const over = isHeld.filter(({ exponent }) => exponent > 0).map(word);
    const under = isHeld.filter(({ exponent }) => exponent < 0).map(word);
    return [over.length === 0 ? "1" : over.join(" * "), ...under].join(" / ");
  }
} // prettier-ignore
