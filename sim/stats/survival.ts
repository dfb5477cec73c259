/**
 * How long something takes that has not yet come for all, as Kaplan and Meier (1958) estimate it: whoever still waits when it is looked
 * counts among those who wait up to then, and neither as having waited no longer nor as waiting for ever.
 */
export interface Wait {
  readonly span: number;
  /** How many waited so long. */
  readonly count: number;
  /** False: they wait still, or were not watched any longer. */
  readonly isOver: boolean;
}

/**
 * The shortest span after which the wait of at least that share is over; null: it is not known to be for so many. Throws
 * `RangeError` for a share outside of 0 to 1.
 */
export function waitQuantile(waits: readonly Wait[], share: number): number | null {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`a share is from 0 to 1, read ${share}`);
  // Of equal spans those that are over come first: the others were still there.
  const sorted = waits.toSorted((a, b) => a.span - b.span || Number(b.isOver) - Number(a.isOver));
  let waiting = sorted.reduce((sum, { count }) => sum + count, 0);
  let [surviving, over, at] = [1, 0, 0];
  const quantum = 1e-12;
  for (let k = 0; k < sorted.length; k += 1) {
    const { span, count, isOver } = sorted[k];
    if (isOver) over += count;
    const isLast = sorted[k + 1]?.span !== span || sorted[k + 1].isOver !== isOver;
    at += count;
    if (!isLast) continue;
    if (isOver) surviving *= 1 - over / waiting;
    waiting -= at;
    if (isOver && 1 - surviving >= share - quantum) return span;
    [over, at] = [0, 0];
  }
  return null;
}
