import { nearestFirst } from "./nearest.js";
import { shorten } from "./shorten.js";

/** Words that a message lists at most. */
export const listedMax = 8;

/** Where the rest stands, unless a message knows better. */
const inSchema = "orrery schema lists them";

export interface Listing {
  /** What was written: of many words the nearest to it are listed, or else the first. */
  readonly like?: string | undefined;
  /** Where all of them stand, as in `orrery schema lists them`. */
  readonly where?: string | undefined;
}

/** Allowed words for a message: all of a few, or the nearest ones, how many more there are, and where they stand. */
export function listed(words: readonly string[], listing: Listing = {}): string {
  return withRest(words, listing, (few) => few.join(", "));
}

/** The same as alternatives: `a, b or c`. */
export function listedOr(words: readonly string[], listing: Listing = {}): string {
  return withRest(words, listing, (few, isAll) => (isAll ? orList(few) : few.join(", ")));
}

/** All of them, however many, as alternatives. */
export const orList = (words: readonly string[]): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words[words.length - 1]}`;

function withRest(
  words: readonly string[],
  { like, where = inSchema }: Listing,
  join: (few: readonly string[], isAll: boolean) => string,
): string {
  if (words.length <= listedMax) return join(words.map(shorten), true);
  const few = (like === undefined ? words : nearestFirst(like, words)).slice(0, listedMax).map(shorten);
  return `${join(few, false)}, … (${words.length - few.length} more: ${where})`;
}
