/**
 * Whole numbers within ranges that add up to a total, spread over each range and not bunched at its ends: the least
 * that can be assumed of a network of which only totals and histograms were measured.
 */

/** So many that lie side by side and have one range. */
export interface Group {
  readonly count: number;
  readonly min: number;
  readonly max: number;
}

/** Bisections of the tilt: as many as a float tells apart. */
const bisections = 60;

/**
 * Values of each group, the largest first, that add up to the total. Within every group values fall off by one factor
 * that is the same for all groups (greatest entropy with that mean), and are rounded to whole counts; what rounding
 * leaves over is given or taken one by one, far apart. Throws `RangeError` for a total that the ranges do not allow.
 */
export function spread(groups: readonly Group[], total: number): number[] {
  const { min, max } = extent(groups);
  if (groups.some((group) => group.max < group.min)) throw new RangeError("a range without numbers");
  if (total < min || total > max) throw new RangeError(`read ${total}, the ranges allow ${min} to ${max}`);
  // Where everybody else has the least there may be, nobody can have more than what is left.
  const reachable = groups.map((group) => ({ ...group, max: Math.min(group.max, total - min + group.min) }));
  let [low, high] = [0, 1];
  for (let step = 0; step < bisections; step++) {
    const tilt = (low + high) / 2;
    if (meanOf(reachable, tilt) < total) low = tilt;
    else high = tilt;
  }
  const values = reachable.flatMap((group) => quantiles(group, (low + high) / 2));
  return repair(values, reachable, total);
}

/** The least and the most that the groups add up to. */
export function extent(groups: readonly Group[]): { readonly min: number; readonly max: number } {
  return groups.reduce((sum, { count, min, max }) => ({ min: sum.min + count * min, max: sum.max + count * max }), {
    min: 0,
    max: 0,
  });
}

/** Weights of the values from `min` on: powers of tilt/(1 − tilt), scaled so that none exceeds 1. */
function weightsOf({ min, max }: Group, tilt: number): number[] {
  const isFalling = tilt <= 0.5;
  const factor = isFalling ? tilt / (1 - tilt) : (1 - tilt) / tilt;
  const weights: number[] = [];
  let weight = 1;
  for (let value = min; value <= max; value++) {
    weights.push(weight);
    weight *= factor;
  }
  return isFalling ? weights : weights.reverse();
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

function meanOf(groups: readonly Group[], tilt: number): number {
  return groups.reduce((sum, group) => {
    if (group.count === 0) return sum;
    const weights = weightsOf(group, tilt);
    const rising = weights.reduce((moment, weight, k) => moment + weight * k, 0);
    return sum + group.count * (group.min + rising / sumOf(weights));
  }, 0);
}

/** As many of each value as its weight says, rounded so that none is off by more than one, the largest first. */
function quantiles(group: Group, tilt: number): number[] {
  const { count, min } = group;
  if (count === 0) return [];
  const weights = weightsOf(group, tilt);
  const total = sumOf(weights);
  const values: number[] = [];
  let below = 0;
  weights.forEach((weight, k) => {
    below += weight;
    const upTo = k === weights.length - 1 ? count : Math.round((count * below) / total);
    while (values.length < upTo) values.push(min + k);
  });
  return values.reverse();
}

/** Adds or takes one here and there until the total is met, and orders each group anew. */
function repair(values: number[], groups: readonly Group[], total: number): number[] {
  const ranges = groups.flatMap((group) => Array.from({ length: group.count }, () => group));
  let missing = total - sumOf(values);
  const step = Math.sign(missing);
  const stride = Math.max(1, Math.floor(values.length / Math.max(1, Math.abs(missing))));
  for (let offset = 0; missing !== 0; offset = (offset + 1) % stride) {
    for (let k = offset; k < values.length && missing !== 0; k += stride) {
      const next = values[k] + step;
      if (next < ranges[k].min || next > ranges[k].max) continue;
      values[k] = next;
      missing -= step;
    }
  }
  let from = 0;
  return groups.flatMap(({ count }) => values.slice(from, (from += count)).sort((a, b) => b - a));
}

/** Part of a whole that each gets in proportion, in whole numbers of which none exceeds its own; they add up to `part`. */
export function proportion(values: readonly number[], part: number): number[] {
  const total = sumOf(values);
  let seen = 0;
  return values.map((value) => {
    const before = share(seen, part, total);
    seen += value;
    return share(seen, part, total) - before;
  });
}

const share = (seen: number, part: number, total: number): number =>
  total === 0 ? 0 : Number((BigInt(seen) * BigInt(part)) / BigInt(total));
