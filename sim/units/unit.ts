/** One unit: its symbol is worth `times / over` of the dimension's base unit, a hundredth of that for a percent. */
export interface Unit {
  readonly symbol: string;
  readonly times: bigint;
  readonly over: bigint;
  /** Decimal places that the symbol moves the point by: 2 for percent. */
  readonly places: number;
}

/** A unit whose symbol is worth `times / over` of the dimension's base unit. */
export const unit = (symbol: string, times: bigint, over = 1n): Unit => ({ symbol, times, over, places: 0 });
