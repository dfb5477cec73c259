type Compare = (a: number, b: number) => number;

/** Up to this part of the ranked, positions are inserted one by one; more are merged in one pass. */
const mergeFromShare = 1 / 16;

/** Puts new allocations, which stand in ring order, into the others in ring order, in place; gives the first rank that changed. */
export function insertPositions(ranked: number[], entering: readonly number[], compare: Compare): number {
  const first = rankOf(ranked, entering[0], compare);
  if (first === ranked.length) {
    for (const allocation of entering) ranked.push(allocation);
  } else if (entering.length <= ranked.length * mergeFromShare) {
    for (const allocation of entering) ranked.splice(rankOf(ranked, allocation, compare), 0, allocation);
  } else {
    merge(ranked, entering, { first, compare });
  }
  return first;
}

/** Rank that an allocation takes among those in order. */
function rankOf(ranked: readonly number[], allocation: number, compare: Compare): number {
  let low = 0;
  let high = ranked.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(ranked[middle], allocation) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Merges from the end, so that nothing is overwritten before it is read. */
function merge(
  ranked: number[],
  entering: readonly number[],
  { first, compare }: { first: number; compare: Compare },
): void {
  let from = ranked.length - 1;
  let next = entering.length - 1;
  for (const allocation of entering) ranked.push(allocation);
  for (let rank = ranked.length - 1; next >= 0; rank--) {
    if (from >= first && compare(ranked[from], entering[next]) > 0) ranked[rank] = ranked[from--];
    else ranked[rank] = entering[next--];
  }
}
