import type { Unit } from "./dimensions.js";

/** A unit whose symbol is worth `times / over` of the dimension's base unit. */
export const unit = (symbol: string, times: bigint, over = 1n): Unit => ({ symbol, times, over, places: 0 });
