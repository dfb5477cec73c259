import type { StateReader } from "../../../sim/table/state-reader.js";
import type { StateSink, Stored } from "../../../sim/table/stored.js";

/**
 * The values of one metric, one a row, as a column that takes few bytes: numbers lie in a typed array that grows, eight
 * bytes a row; whole amounts that are the same as in the row before are kept once.
 */
export class SeriesColumn implements Stored {
  #numbers = new Float64Array(64);
  /** Of a metric that is a whole amount; null: it is a number. */
  #amounts: bigint[] | null = null;
  #length = 0;

  push(value: number | bigint): void {
    if (typeof value === "bigint") this.#pushAmount(value);
    else this.#pushNumber(value);
  }

  /** The value of the last row; undefined before the first. */
  last(): number | bigint | undefined {
    if (this.#amounts !== null) return this.#amounts.at(-1);
    return this.#length === 0 ? undefined : this.#numbers[this.#length - 1];
  }

  /** All rows, in as little memory as they need. */
  values(): Float64Array | readonly bigint[] {
    if (this.#amounts !== null) return this.#amounts;
    if (this.#length < this.#numbers.length) this.#numbers = this.#numbers.slice(0, this.#length);
    return this.#numbers;
  }

  save(to: StateSink): void {
    to.numbers("numbers", this.#numbers, this.#length);
    to.number("isAmount", this.#amounts === null ? 0 : 1);
    if (this.#amounts !== null) to.bigints("amounts", this.#amounts);
  }

  load(from: StateReader): void {
    this.#numbers = from.numbers("numbers", Float64Array);
    this.#length = this.#numbers.length;
    this.#amounts = null;
    if (from.number("isAmount") === 1) for (const amount of from.bigints("amounts")) this.#pushAmount(amount);
  }

  #pushNumber(value: number): void {
    if (this.#amounts !== null) throw new TypeError("a metric of whole amounts gave a number");
    if (this.#length === this.#numbers.length) {
      const wider = new Float64Array(Math.max(64, 2 * this.#length));
      wider.set(this.#numbers);
      this.#numbers = wider;
    }
    this.#numbers[this.#length++] = value;
  }

  #pushAmount(value: bigint): void {
    if (this.#length > 0) throw new TypeError("a metric of numbers gave a whole amount");
    this.#amounts ??= [];
    const before = this.#amounts.at(-1);
    this.#amounts.push(before === value ? before : value);
  }
}
