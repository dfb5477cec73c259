import { distance } from "fastest-levenshtein";

/**
 * The known word that a misspelt one probably means: at most two fifths of its letters away, or with two letters swapped,
 * or one that it begins. Capitals do not count. Undefined when none is close; of equally close ones the first.
 */
export function nearestWord(word: string, known: readonly string[]): string | undefined {
  const wanted = word.slice(0, 100).toLowerCase();
  const limit = Math.round(wanted.length * 0.4);
  let best: { candidate: string; far: number } | undefined;
  for (const candidate of known) {
    const far = editCount(wanted, candidate.toLowerCase());
    if (far <= limit && (best === undefined || far < best.far)) best = { candidate, far };
  }
  if (best !== undefined) return best.candidate;
  return wanted.length < 2 ? undefined : known.find((candidate) => candidate.toLowerCase().startsWith(wanted));
}

/** Known words by their likeness to one that was written: those that hold it or are held by it, then by letters that differ. */
export function nearestFirst(word: string, known: readonly string[]): readonly string[] {
  const wanted = word.slice(0, 100).toLowerCase();
  const farOf = (candidate: string): number => {
    const plain = candidate.slice(0, 100).toLowerCase();
    const isPart = wanted.length > 1 && (plain.includes(wanted) || (plain.length > 1 && wanted.includes(plain)));
    return editCount(wanted, plain) - (isPart ? 1000 : 0);
  };
  return known
    .map((candidate, k) => ({ candidate, k, far: farOf(candidate) }))
    .sort((a, b) => a.far - b.far || a.k - b.k)
    .map(({ candidate }) => candidate);
}

/** Letters to change, add or leave out; two swapped letters are one slip. */
function editCount(a: string, b: string): number {
  const far = distance(a, b);
  if (far !== 2 || a.length !== b.length) return far;
  let at = 0;
  while (a[at] === b[at]) at++;
  return a[at] === b[at + 1] && a[at + 1] === b[at] ? 1 : far;
}
