import type { Amount } from "./amount.js";
import { badFactor, noEntry, outOfRange, wentBack } from "./exact-column-messages.js";

// A part is a whole number below 2^50; sums of a few parts stay below 2^53, where doubles are exact.
const partSize = 2 ** 50;
const perPart = 2 ** -50;
const partBits = 50n;
const partMask = (1n << partBits) - 1n;
/** High parts below this one are of entries that a double holds exactly. */
const numberParts = 8;

/**
 * A column of exact whole numbers from 0 to 2^100 - 1: money in base units, and the counters money is settled by.
 *
 * An entry is `high × 2^50 + low`, each part in a double of its own, because BigInt, exact too, costs ten times and
 * more as much a step, and one double is exact only up to 2^53. The unit is its owner's, one for the whole column and
 * said in the column's name. Whatever would leave the range throws `RangeError` and leaves the entry as it was; so
 * does an index beyond the capacity.
 */
export class ExactColumn {
  private low: Float64Array;
  private high: Float64Array;
  /** Whether all high parts are 0, as of most columns: then nobody waits until they are read, from places far from the low ones. */
  private isLow = true;

  /** `capacity`: how many entries there are, all 0. */
  constructor(capacity: number) {
    this.low = new Float64Array(capacity);
    this.high = new Float64Array(capacity);
  }

  get capacity(): number {
    return this.low.length;
  }

  /** Makes room for `capacity` entries, the new ones 0; never shrinks. */
  grow(capacity: number): void {
    if (capacity <= this.low.length) return;
    const [low, high] = [new Float64Array(capacity), new Float64Array(capacity)];
    if (this.low.length > 0) {
      low.set(this.low);
      high.set(this.high);
    }
    this.low = low;
    this.high = high;
  }

  /** Takes these parts, as `parts` gave them, in the place of its own. */
  assign(low: Float64Array, high: Float64Array): void {
    this.low = low;
    this.high = high;
    this.isLow = high.every((part) => part === 0);
  }

  /** The low parts (below 2^50) and the high parts of all entries, for fingerprints and statistics; read only. */
  get parts(): readonly [low: Float64Array, high: Float64Array] {
    return [this.low, this.high];
  }

  get(i: number): bigint {
    this.checkIndex(i);
    const low = BigInt(this.low[i]);
    return this.high[i] === 0 ? low : (BigInt(this.high[i]) << partBits) | low;
  }

  set(i: number, value: bigint): void {
    this.checkIndex(i);
    if (value < 0n || value >> partBits > partMask) throw new RangeError(outOfRange(i, value));
    this.low[i] = Number(value & partMask);
    this.setHigh(i, Number(value >> partBits));
  }

  private setHigh(i: number, part: number): void {
    this.high[i] = part;
    if (part !== 0) this.isLow = false;
  }

  /** The entry as a double, where that is exact: below 2^53; else NaN. */
  numberAt(i: number): number {
    const high = this.high[i];
    return high === 0 ? this.low[i] : high < numberParts ? high * partSize + this.low[i] : Number.NaN;
  }

  /** The entry, as a double where that is exact: BigInt costs ten times as much a step. */
  amountAt(i: number): Amount {
    const number = this.numberAt(i);
    return Number.isNaN(number) ? this.get(i) : number;
  }

  /** this[i] += amount, which is whole and may be negative. */
  add(i: number, amount: Amount): void {
    const value = Number(amount);
    const sum = this.low[i] + value;
    if (value >= 0 && sum < partSize && Number.isInteger(value)) this.low[i] = sum;
    else this.addAny(i, BigInt(amount));
  }

  private addAny(i: number, amount: bigint): void {
    const value = Number(amount);
    if (!(value >= 0 && value <= Number.MAX_SAFE_INTEGER)) return this.set(i, this.get(i) + amount);
    const high = Math.floor(value * perPart);
    this.addParts(i, value - high * partSize, high);
  }

  /** this[i] := 0 */
  clear(i: number): void {
    this.checkIndex(i);
    this.low[i] = 0;
    this.high[i] = 0;
  }

  isZero(i: number): boolean {
    this.checkIndex(i);
    return this.low[i] === 0 && this.high[i] === 0;
  }

  /** Negative, zero or positive as entry i here is less than, equal to or more than entry j of `other`. */
  compare(i: number, other: ExactColumn, j: number): number {
    this.checkIndex(i);
    other.checkIndex(j);
    return this.high[i] - other.high[j] || this.low[i] - other.low[j];
  }

  /** this[i] := from[j] */
  copy(i: number, from: ExactColumn, j: number): void {
    this.checkIndex(i);
    from.checkIndex(j);
    this.low[i] = from.low[j];
    if (!(this.isLow && from.isLow)) this.setHigh(i, from.high[j]);
  }

  /** this[i] += from[j] */
  addColumn(i: number, from: ExactColumn, j: number): void {
    from.checkIndex(j);
    this.addParts(i, from.low[j], from.high[j]);
  }

  /** this[i] += from[j] - since[k], what a counter gained; throws if it went back. */
  addDifference(i: number, from: ExactColumn, j: number, since: ExactColumn, k: number): void {
    const gain = from.low[j] - since.low[k];
    const sum = this.low[i] + gain;
    const areHighsEqual = (from.isLow && since.isLow) || from.high[j] === since.high[k];
    // Nearly all that happens changes low parts alone. An entry that there is none of makes it NaN, which is not below.
    if (areHighsEqual && gain >= 0 && sum < partSize) this.low[i] = sum;
    else this.addAnyDifference(i, from, j, since, k);
  }

  private addAnyDifference(i: number, from: ExactColumn, j: number, since: ExactColumn, k: number): void {
    from.checkIndex(j);
    since.checkIndex(k);
    const lowGain = from.low[j] - since.low[k];
    const highGain = from.high[j] - since.high[k];
    if (highGain < 0 || (highGain === 0 && lowGain < 0)) {
      throw new RangeError(wentBack(i, from.get(j), since.get(k)));
    }
    this.addParts(i, lowGain, highGain);
  }

  /** this[i] += factor × times, for whole `factor` below 2^50 and whole `times` below 2^31. */
  addProduct(i: number, factor: number, times: number): void {
    const sum = this.low[i] + factor * times;
    // What stays in the low part, as nearly all does; exact, since a product that small is one. Whatever is wrong is not below.
    const isFactor = factor >= 0 && factor < partSize && Number.isInteger(factor);
    if (isFactor && times >= 0 && times < 2 ** 31 && Number.isInteger(times) && sum < partSize) this.low[i] = sum;
    else this.addAnyProduct(i, factor, times);
  }

  private addAnyProduct(i: number, factor: number, times: number): void {
    if (!(factor >= 0 && factor < partSize && Number.isInteger(factor)))
      throw new RangeError(badFactor(factor, "2^50"));
    if (!(times >= 0 && times < 2 ** 31 && Number.isInteger(times))) throw new RangeError(badFactor(times, "2^31"));
    const product = factor * times;
    if (product <= Number.MAX_SAFE_INTEGER) {
      const high = Math.floor(product * perPart);
      return this.addParts(i, product - high * partSize, high);
    }
    // factor = f2 × 2^34 + f1 × 2^17 + f0, so that each partial product stays below 2^48. Of f1 × times, what
    // reaches 2^33 counts in the high part (17 + 33 = 50); of f2 × times, what reaches 2^16 (34 + 16 = 50).
    const f2 = Math.floor(factor / 2 ** 34);
    const f1 = Math.floor(factor / 2 ** 17) - f2 * 2 ** 17;
    const f0 = factor - f2 * 2 ** 34 - f1 * 2 ** 17;
    const p1 = f1 * times;
    const p2 = f2 * times;
    const high1 = Math.floor(p1 / 2 ** 33);
    const high2 = Math.floor(p2 / 2 ** 16);
    const low = f0 * times + (p1 - high1 * 2 ** 33) * 2 ** 17 + (p2 - high2 * 2 ** 16) * 2 ** 34;
    this.addParts(i, low, high1 + high2);
  }

  /** this[i] -= factor × times, for whole factors whose product is at most 2^53; throws if it would be negative. */
  subtractProduct(i: number, factor: number, times: number): void {
    const product = factor * times;
    const rest = this.low[i] - product;
    if (rest >= 0 && product >= 0 && Number.isInteger(factor) && Number.isInteger(times)) this.low[i] = rest;
    else this.subtractAnyProduct(i, factor, times);
  }

  private subtractAnyProduct(i: number, factor: number, times: number): void {
    const product = factor * times;
    if (!(product >= 0 && product <= 2 ** 53 && Number.isInteger(factor) && Number.isInteger(times)))
      throw new RangeError(badFactor(product, "2^53 + 1"));
    const high = Math.floor(product * perPart);
    this.addParts(i, high * partSize - product, -high);
  }

  /** Adds parts with |low| < 2^52, and carries. */
  private addParts(i: number, low: number, high: number): void {
    this.checkIndex(i);
    let sumLow = this.low[i] + low;
    let sumHigh = this.high[i] + high;
    if (sumLow < 0 || sumLow >= partSize) {
      const carry = Math.floor(sumLow * perPart);
      sumLow -= carry * partSize;
      sumHigh += carry;
    }
    if (sumHigh >= partSize || sumHigh < 0)
      throw new RangeError(outOfRange(i, (BigInt(sumHigh) << partBits) + BigInt(sumLow)));
    this.low[i] = sumLow;
    this.setHigh(i, sumHigh);
  }

  private checkIndex(i: number): void {
    if (i >>> 0 !== i || i >= this.low.length) throw new RangeError(noEntry(i, this.low.length));
  }
}
