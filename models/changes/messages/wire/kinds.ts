/**
 * Ends or archives by their kinds, where those of one kind are alike in all that is asked of them: with a thousand archives there are a million
 * pairs, and of kinds a few hundred.
 */
export interface Kind {
  readonly kind: number;
  /** One of them, and another if there is one. */
  readonly first: number;
  last: number;
  count: number;
}

/** In the order of the first of each. */
export function kindsOf(members: Iterable<number>, kindOf: (member: number) => number): readonly Kind[] {
  const kinds = new Map<number, Kind>();
  for (const member of members) {
    const kind = kindOf(member);
    const known = kinds.get(kind);
    if (known === undefined) kinds.set(kind, { kind, first: member, last: member, count: 1 });
    else {
      known.last = member;
      known.count++;
    }
  }
  return [...kinds.values()];
}

/** Of each kind one, and another if there is one: between them is all that is between any two. */
export const oneOrTwo = (kinds: readonly Kind[]): readonly number[] =>
  kinds.flatMap(({ first, last }) => (first === last ? [first] : [first, last]));
