/** How rules write numbers into their JSON answers. */

/** A count as JSON carries it exactly: a number up to 2^53 − 1, a decimal string beyond. */
export function exactCount(value: bigint | number): number | string {
  return value <= Number.MAX_SAFE_INTEGER ? Number(value) : value.toString();
}
