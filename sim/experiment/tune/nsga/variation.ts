/**
 * Children of two places: simulated binary crossover, then polynomial mutation, both of which keep to the range. Source: Deb and Agrawal 1995;
 * Deb and Goyal 1996; bounded as in Deb's own code of NSGA-II.
 */
import { pow } from "../../../units/portable-math.js";

/** A share of the way for each axis, from 0 up to but not 1. */
export type Place = readonly number[];

/** The largest share there is. */
const lastShare = 1 - 2 ** -30;

/** Shares of the way: what is meant as the end of a range stays in it. */
export const clippedShare = (share: number): number => Math.min(lastShare, Math.max(0, share));

/** The larger, the nearer children stay to their parents. */
const crossoverIndex = 15;
const mutationIndex = 20;
const crossoverChance = 0.9;
/** Of an axis, where there is crossover at all. */
const mixedChance = 0.5;
/** Parents that are nearer to each other are the same there. */
const sameShare = 1e-12;

/** Numbers from 0 up to but not 1, one after the other. */
export type Draw = () => number;

/** Draws of a pair of children, however many of them are used. */
export const drawsOfPair = (axes: number): number => 1 + axes * (3 + 2 * 2);

export interface Variation {
  /** Whether neighbours on an axis are alike; words are taken from one parent or the other, and mutate to any. */
  readonly isOrdered: readonly boolean[];
  readonly draw: Draw;
}

export function childrenOf(mother: Place, father: Place, { isOrdered, draw }: Variation): readonly [Place, Place] {
  const [one, other] = [[...mother], [...father]];
  const isMixed = draw() < crossoverChance;
  for (const [k, ordered] of isOrdered.entries()) {
    // All are drawn whether or not they are used: a draw is the same one whatever comes of the others.
    const [isChosen, spread, isTurned] = [draw() < mixedChance, draw(), draw() < 0.5];
    if (!isMixed || !isChosen) continue;
    const [low, high] = ordered
      ? crossed(Math.min(mother[k], father[k]), Math.max(mother[k], father[k]), spread)
      : [mother[k], father[k]];
    [one[k], other[k]] = isTurned ? [high, low] : [low, high];
  }
  for (const child of [one, other])
    for (const [k, ordered] of isOrdered.entries()) {
      const [isChosen, by] = [draw() < 1 / isOrdered.length, draw()];
      if (isChosen) child[k] = ordered ? mutated(child[k], by) : by;
    }
  return [one, other];
}

/** Two values about two others, which lie as far apart on average. */
function crossed(low: number, high: number, spread: number): readonly [number, number] {
  const gap = high - low;
  if (gap <= sameShare) return [low, high];
  const reach = (room: number): number => {
    const alpha = 2 - pow(1 + (2 * room) / gap, -(crossoverIndex + 1));
    const beta =
      spread <= 1 / alpha
        ? pow(spread * alpha, 1 / (crossoverIndex + 1))
        : pow(1 / (2 - spread * alpha), 1 / (crossoverIndex + 1));
    return (beta * gap) / 2;
  };
  const middle = (low + high) / 2;
  return [clippedShare(middle - reach(low)), clippedShare(middle + reach(1 - high))];
}

function mutated(share: number, by: number): number {
  const power = mutationIndex + 1;
  const step =
    by < 0.5
      ? pow(2 * by + (1 - 2 * by) * pow(1 - share, power), 1 / power) - 1
      : 1 - pow(2 * (1 - by) + (2 * by - 1) * pow(share, power), 1 / power);
  return clippedShare(share + step);
}
