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

/** Up to so many lots are put in order one by one: the tables by which more are distributed cost more than that. */
const fewLots = 16;

function insertedInOrder(lots: ArrayLike<number>): number[] {
  const order: number[] = [];
  for (let k = 0; k < lots.length; k++) {
    let to = k;
    for (; to > 0 && lots[order[to - 1]] > lots[k]; to--) order[to] = order[to - 1];
    order[to] = k;
  }
  return order;
}

/**
 * Indexes of lots in ascending order, equal ones by index. Lots are uniform in [0, 1), so that each is put next to where it
 * belongs, and the whole costs as many steps as there are lots; for others it is right, and may take the square of it.
 */
export function orderOfLots(lots: ArrayLike<number>): readonly number[] | Int32Array {
  const count = lots.length;
  if (count <= fewLots) return insertedInOrder(lots);
  const cellOf = new Int32Array(count);
  const ends = new Int32Array(count);
  for (let k = 0; k < count; k++) {
    const cell = Math.floor(lots[k] * count);
    cellOf[k] = cell;
    ends[cell]++;
  }
  for (let cell = 1; cell < count; cell++) ends[cell] += ends[cell - 1];
  const order = new Int32Array(count);
  // Backwards, so that those of one cell keep their order.
  for (let k = count - 1; k >= 0; k--) order[--ends[cellOf[k]]] = k;
  for (let at = 1; at < count; at++) {
    const moved = order[at];
    const lot = lots[moved];
    let to = at;
    for (; to > 0 && lots[order[to - 1]] > lot; to--) order[to] = order[to - 1];
    order[to] = moved;
  }
  return order;
}
