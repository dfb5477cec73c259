type Compare = (a: number, b: number) => number;

/** Up to this part of the ranked, positions are inserted one by one; more are merged in one pass. */
const mergeFromShare = 1 / 16;

/** Up to so many are put in order one by one, as most frames bring a shard one or two: the engine's own sort begins with copies. */
const fewPositions = 8;

/** Puts new allocations into those in ring order, in place; gives the first rank that changed. */
export function insertPositions(ranked: number[], entering: number[], compare: Compare): number {
  if (entering.length <= fewPositions) sortFew(entering, compare);
  else entering.sort(compare);
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

function sortFew(some: number[], compare: Compare): void {
  for (let k = 1; k < some.length; k++) {
    const one = some[k];
    let to = k;
    for (; to > 0 && compare(some[to - 1], one) > 0; to--) some[to] = some[to - 1];
    some[to] = one;
  }
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
