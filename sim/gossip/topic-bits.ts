/** Sets of topics as bits of a word. */

/** How many topics there are in a set. */
export function bitCount(topics: number): number {
  let count = 0;
  for (let left = topics; left !== 0; left &= left - 1) count++;
  return count;
}

/** The first topic of a set that has one. */
export const firstTopic = (topics: number): number => 31 - Math.clz32(topics & -topics);
