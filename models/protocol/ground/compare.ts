/** Comparators with a total order, for sorts whose result must not depend on the engine. */

/** Numbers ascending; works across `number` and `bigint`. */
export function ascending(a: number | bigint, b: number | bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Byte strings in lower-case hex, as unsigned bytes from left to right; a prefix comes before what it starts. */
export function byBytes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
