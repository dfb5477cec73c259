/** A whole amount that costs little: a double where that is exact, and else a BigInt, whose steps cost ten times as much. */
export type Amount = number | bigint;

/** a − b, exactly. Numbers must be whole, and exact. */
export function minus(a: Amount, b: Amount): Amount {
  if (typeof a === "number" && typeof b === "number") {
    const difference = a - b;
    if (Number.isSafeInteger(difference)) return difference;
  }
  return BigInt(a) - BigInt(b);
}

/** The nearest whole amount, of two the one above; throws `RangeError` for what is no finite number. */
export function rounded(value: number): Amount {
  const nearest = Math.round(value);
  return Number.isSafeInteger(nearest) ? nearest : BigInt(nearest);
}
