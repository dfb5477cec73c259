/** Under which names nodes draw. */
import { threefry2x32 } from "../random/threefry.js";

/** By node: two words of 32 bits that stand for its name whatever its number is, so that who else is there changes nothing in what it draws. */
export interface NodeNames {
  readonly first: Uint32Array;
  readonly second: Uint32Array;
}

/**
 * The words of the way from a node to another: names are hashes, and so is the exclusive or of two; crosswise, so that the way back has others.
 * `of` tells apart what there is more than one of on a way.
 */
export const wayFirst = ({ first, second }: NodeNames, from: number, to: number): number =>
  (first[from] ^ second[to]) >>> 0;
export const waySecond = ({ first, second }: NodeNames, from: number, to: number, of = 0): number =>
  (second[from] ^ first[to] ^ of) >>> 0;

/** For each of some keys (two words, and a number under them) the words of a name: those of `count` nodes. */
export function nodeNames(
  count: number,
  keyOf: (node: number) => { readonly first: number; readonly second: number; readonly place: number },
): NodeNames {
  const [first, second] = [new Uint32Array(count), new Uint32Array(count)];
  const out = new Uint32Array(2);
  for (let node = 0; node < count; node++) {
    const key = keyOf(node);
    threefry2x32(key.first, key.second, key.place, 0, out);
    first[node] = out[0];
    second[node] = out[1];
  }
  return { first, second };
}

/** Of nodes that are called by their numbers. */
export const numberedNames = (count: number): NodeNames =>
  nodeNames(count, (node) => ({ first: 0, second: 0, place: node }));
