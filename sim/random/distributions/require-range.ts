/** Throws `RangeError` with the parameters read and what is allowed, unless the condition holds. */
export function requireRange(holds: boolean, distribution: string, allowed: string, read: readonly number[]): void {
  if (!holds) throw new RangeError(`${distribution}: read ${read.join(", ")}, allowed is ${allowed}`);
}
