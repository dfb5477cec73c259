/**
 * Which `take` of them are drawn, in the order of `among`: those with the smallest lots. As everybody's lot is its own,
 * one that joins them displaces at most one, and where they stand in the list decides nothing.
 */
export function chosenByLot(among: readonly number[], take: number, lotOf: (one: number) => number): readonly number[] {
  if (take >= among.length) return among;
  if (take <= 0) return [];
  const lots = Float64Array.from(among, lotOf);
  const last = lots.toSorted()[take - 1];
  return among.filter((_one, k) => lots[k] <= last).slice(0, take);
}
