type Compare = (a: number, b: number) => number;

/** Up to this part of the members, seats are inserted one by one; more are merged in one pass. */
const mergeFromShare = 1 / 16;

/** Puts new seats into members that are in order, in place; gives the first rank that changed. */
export function insertSeats(members: number[], entering: number[], compare: Compare): number {
  entering.sort(compare);
  const first = rankOf(members, entering[0], compare);
  if (first === members.length) {
    for (const allocation of entering) members.push(allocation);
  } else if (entering.length <= members.length * mergeFromShare) {
    for (const allocation of entering) members.splice(rankOf(members, allocation, compare), 0, allocation);
  } else {
    merge(members, entering, { first, compare });
  }
  return first;
}

/** Rank that an allocation takes among members in order. */
function rankOf(members: readonly number[], allocation: number, compare: Compare): number {
  let low = 0;
  let high = members.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(members[middle], allocation) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Merges from the end, so that nothing is overwritten before it is read. */
function merge(
  members: number[],
  entering: readonly number[],
  { first, compare }: { first: number; compare: Compare },
): void {
  let from = members.length - 1;
  let next = entering.length - 1;
  for (const allocation of entering) members.push(allocation);
  for (let rank = members.length - 1; next >= 0; rank--) {
    if (from >= first && compare(members[from], entering[next]) > 0) members[rank] = members[from--];
    else members[rank] = entering[next--];
  }
}
