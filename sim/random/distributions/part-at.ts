/**
 * The part that a number `u` in [0, 1) stands for, where each has such a share of all, in any measure: its index. A part without a share is never
 * met; of shares that round, the last part that has one takes what is left. −1: none has any.
 */
export function partAt(u: number, shares: readonly number[]): number {
  const last = shares.findLastIndex((share) => share > 0);
  let left = u * shares.reduce((sum, share) => sum + share, 0);
  let part = 0;
  while (part < last && left >= shares[part]) left -= shares[part++];
  return last < 0 ? -1 : part;
}
