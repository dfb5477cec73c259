import type { Spec } from "../experiment/picture-spec.js";

/** Beyond this ratio of largest to smallest amount, equal distances show equal ratios. */
const wideRatio = 50;

/** A scale and the ticks that suit it; no ticks: vega chooses. */
export interface AmountScale {
  readonly scale: Spec;
  readonly ticks?: readonly number[];
}

/**
 * The scale that shows amounts of zero and more, NaN left out: linear while they are alike, logarithmic when they spread
 * widely, and logarithmic with a linear piece around zero when some are zero.
 */
export function amountScale(amounts: readonly number[]): AmountScale {
  const positive = amounts.filter((amount) => amount > 0 && Number.isFinite(amount));
  const largest = positive.reduce((max, amount) => Math.max(max, amount), 0);
  const smallest = positive.reduce((min, amount) => Math.min(min, amount), largest);
  if (largest === 0) return { scale: { domain: [0, 1] } };
  if (largest / smallest <= wideRatio) return { scale: { zero: true, nice: true } };
  const bottom = powerOfTenUpTo(smallest);
  const powers: number[] = [];
  for (let power = bottom; power < 10 * largest; power *= 10) powers.push(power);
  const hasZero = amounts.includes(0);
  const top = topOfScale(largest, powers.at(-1)!);
  const ticks = powers.filter((power) => power <= top);
  if (!hasZero) return { scale: { type: "log", domain: [bottom, top] }, ticks };
  return { scale: { type: "symlog", constant: bottom, domain: [0, top] }, ticks: [0, ...ticks] };
}

/** The scale of amounts that begins at zero; vega would put the zero of nothing but zeros in the middle. */
export const scaleFromZero = (amounts: readonly number[]): Spec =>
  amounts.some((amount) => amount > 0) ? { domainMin: 0 } : { domain: [0, 1] };

/** A little above the largest amount: twice, or the next power of ten if that is nearer. */
const topOfScale = (largest: number, nextPower: number): number => (2 * largest < nextPower ? 2 * largest : nextPower);

function powerOfTenUpTo(amount: number): number {
  let power = 1;
  while (power > amount) power /= 10;
  while (power * 10 <= amount) power *= 10;
  return power;
}
