import type { StateReader } from "../../../sim/table/state-reader.js";
import type { StateSink, Stored } from "../../../sim/table/stored.js";

/** What a metric was at a look: a number, a whole amount, or null where there was nothing to measure. */
export type Reading = number | bigint | null;

/** How a result table says that a whole amount was not measured; of numbers it is NaN. */
const emptyCell = "";

/** Rows that a column begins with: so short an array the engine makes in place, and most sweeps have fewer reports. */
const firstRows = 8;

/**
 * The values of one metric, one a row, as a column that takes few bytes: numbers lie in a typed array that grows, eight
 * bytes a row; whole amounts that are the same as in the row before are kept once. Rows in which nothing was measured are
 * empty, whichever of the two it is; while there are no others, either can follow.
 */
export class SeriesColumn implements Stored {
  #numbers = new Float64Array(firstRows);
  /** Of a metric that is a whole amount; null: it is a number, or has not been measured yet. */
  #amounts: (bigint | typeof emptyCell)[] | null = null;
  #length = 0;

  push(value: Reading): void {
    if (typeof value === "bigint") this.#pushAmount(value);
    else if (value !== null) this.#pushNumber(value);
    else if (this.#amounts !== null) this.#amounts.push(emptyCell);
    else this.#pushNumber(Number.NaN);
  }

  /** The value of the last row; undefined before the first. */
  last(): Reading | undefined {
    const last = this.#amounts === null ? this.#lastNumber() : this.#amounts.at(-1);
    return last === emptyCell || Number.isNaN(last) ? null : last;
  }

  /** All rows, in as little memory as they need; what was not measured is NaN among numbers, and an empty text among whole amounts. */
  values(): Float64Array | readonly (bigint | typeof emptyCell)[] {
    if (this.#amounts !== null) return this.#amounts;
    if (this.#length < this.#numbers.length) this.#numbers = this.#numbers.slice(0, this.#length);
    return this.#numbers;
  }

  save(to: StateSink): void {
    to.numbers("numbers", this.#numbers, this.#length);
    to.number("isAmount", this.#amounts === null ? 0 : 1);
    if (this.#amounts === null) return;
    to.list("emptyRows", emptyRows(this.#amounts));
    to.bigints(
      "amounts",
      this.#amounts.filter((amount) => amount !== emptyCell),
    );
  }

  load(from: StateReader): void {
    this.#numbers = from.numbers("numbers", Float64Array);
    this.#length = this.#numbers.length;
    this.#amounts = null;
    if (from.number("isAmount") === 1) this.#loadAmounts(from);
  }

  #loadAmounts(from: StateReader): void {
    const empty = new Set(from.list("emptyRows"));
    this.#amounts = [];
    for (const amount of from.bigints("amounts")) {
      while (empty.has(this.#amounts.length)) this.#amounts.push(emptyCell);
      this.#pushAmount(amount);
    }
    while (empty.has(this.#amounts.length)) this.#amounts.push(emptyCell);
  }

  #lastNumber(): number | undefined {
    return this.#length === 0 ? undefined : this.#numbers[this.#length - 1];
  }

  #pushNumber(value: number): void {
    if (this.#amounts !== null) throw new TypeError("a metric of whole amounts gave a number");
    if (this.#length === this.#numbers.length) {
      const wider = new Float64Array(Math.max(firstRows, 2 * this.#length));
      wider.set(this.#numbers);
      this.#numbers = wider;
    }
    this.#numbers[this.#length++] = value;
  }

  #pushAmount(value: bigint): void {
    this.#amounts ??= this.#asAmounts();
    const before = this.#amounts.at(-1);
    this.#amounts.push(before === value ? before : value);
  }

  /** The rows so far as whole amounts, which they can be while none of them has a number. */
  #asAmounts(): (typeof emptyCell)[] {
    const isNumber = this.#numbers.subarray(0, this.#length).some((value) => !Number.isNaN(value));
    if (isNumber) throw new TypeError("a metric of numbers gave a whole amount");
    const rows = Array.from({ length: this.#length }, (): typeof emptyCell => emptyCell);
    this.#length = 0;
    return rows;
  }
}

const emptyRows = (amounts: readonly (bigint | typeof emptyCell)[]): number[] =>
  amounts.flatMap((amount, row) => (amount === emptyCell ? [row] : []));
