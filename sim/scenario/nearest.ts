import { distance } from "fastest-levenshtein";

/**
 * The known word that a misspelt one probably means: at most two fifths of its letters away (capitals do not
 * count), or the only one that it begins. Undefined when none is close; of equally close ones the first.
 */
export function nearestWord(word: string, known: readonly string[]): string | undefined {
  const wanted = word.slice(0, 100).toLowerCase();
  const limit = Math.round(wanted.length * 0.4);
  let best: { candidate: string; far: number } | undefined;
  for (const candidate of known) {
    const far = distance(wanted, candidate.toLowerCase());
    if (far <= limit && (best === undefined || far < best.far)) best = { candidate, far };
  }
  if (best !== undefined) return best.candidate;
  const begun = wanted.length < 2 ? [] : known.filter((candidate) => candidate.toLowerCase().startsWith(wanted));
  return begun.length === 1 ? begun[0] : undefined;
}
