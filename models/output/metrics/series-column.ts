/**
 * The values of one metric, one a row, as a column that takes few bytes: numbers lie in a typed array that grows, eight
 * bytes a row; whole amounts that are the same as in the row before are kept once.
 */
export class SeriesColumn {
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
