import { move, transferableSymbol, valueSymbol } from "piscina";

/** A worker's answer whose buffers are handed over instead of copied. */
export const transfer = (value: object, buffers: readonly ArrayBuffer[]): unknown =>
  move({ [transferableSymbol]: buffers, [valueSymbol]: value });
