/**
 * The list of what a model draws for: two decisions under one name would draw the same numbers, and nobody would notice.
 * Names are the keys of one literal, so that the compiler refuses a name that stands twice; `Streams<NameIn<typeof list>>`
 * then takes a name of the list only.
 *
 *     const purposes = purposeList({ outage: "how long a peer stays away" });
 *     const outage = (streams as Streams<NameIn<typeof purposes>>).purpose("outage");
 */

/** Names of purposes, each with what it decides. */
export type PurposeList = Readonly<Record<string, string>>;

/** The names of a list. */
export type NameIn<List extends PurposeList> = keyof List & string;

/**
 * Gives the list back, checked. Throws `RangeError` for a name that is not words of lower-case letters with single
 * spaces between them (digits would be listed in another order than written, and "/" parts a name in `seed.ts`), and for
 * a name that does not say what it decides.
 */
export function purposeList<const List extends PurposeList>(list: List): List {
  for (const [name, about] of Object.entries(list)) {
    if (!/^[a-z]+( [a-z]+)*$/.test(name))
      throw new RangeError(`purpose: read "${name}", allowed are words of lower-case letters`);
    if (about.trim() === "") throw new RangeError(`purpose "${name}": say what it decides`);
  }
  return list;
}
