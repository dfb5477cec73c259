/**
 * A confidence sequence of a probability: intervals that hold together, however often one looks and whenever one stops.
 *
 * Of every candidate p the likelihood ratio of what was seen, a mixture of alternatives against p, is at most 1 in the mean, so that the true
 * p ever meets 1/α with probability α at most (Ville 1939); those that have met it are left out. One such ratio is Wald's sequential
 * probability ratio test (1945), a mixture of them Robbins' (1970), whose boundaries are exact for Bernoulli trials. The mixture:
 *
 *     1/4  never    1/4  always    1/2  any probability, by Jeffreys' prior, Beta(½, ½)
 *
 * The first two make rare and certain things cost hardly more than a test that sees nothing but them.
 */
import { exp, ln, log1p } from "../../units/portable-math.js";

/** What was seen so far. */
export interface Trials {
  readonly successes: number;
  readonly trials: number;
}

export interface ProbabilityBounds {
  readonly lower: number;
  readonly upper: number;
}

const weightOfNever = 0.25;
const weightOfAny = 0.5;

/** All probabilities that were not ruled out, with the error `alpha` (above 0, below 1) over all looks together. */
export function probabilityBounds({ successes, trials }: Trials, alpha: number): ProbabilityBounds {
  if (trials === 0) return { lower: 0, upper: 1 };
  const failures = trials - successes;
  const isLeftOut = ruledOut({ successes, trials }, alpha);
  const estimate = successes / trials;
  // The likelihood falls to both sides of its highest point, so what is left is an interval around it.
  return {
    lower: successes === 0 ? 0 : lastLeftOut(0, estimate, isLeftOut),
    upper: failures === 0 ? 1 : lastLeftOut(1, estimate, isLeftOut),
  };
}

/** Which probabilities were ruled out, as `probabilityBounds` has it. */
export function ruledOut({ successes, trials }: Trials, alpha: number): (p: number) => boolean {
  const failures = trials - successes;
  const mixture = lnMixture(successes, failures) + ln(alpha);
  return (p) => mixture >= lnLikelihood(p, successes, failures);
}

/** The probability of exactly this row of successes and failures, whatever their order. */
function lnLikelihood(p: number, successes: number, failures: number): number {
  return (successes === 0 ? 0 : successes * ln(p)) + (failures === 0 ? 0 : failures * log1p(-p));
}

/** The same where p is drawn from the mixture. */
function lnMixture(successes: number, failures: number): number {
  const any = ln(weightOfAny) + lnBeta(successes, failures);
  if (successes > 0 && failures > 0) return any;
  const certain = ln(weightOfNever);
  return certain + log1p(exp(any - certain));
}

/** ln of B(s + ½, f + ½) / B(½, ½), as the product of what each trial had before it. */
function lnBeta(successes: number, failures: number): number {
  return risingHalves(successes) + risingHalves(failures) - risingWholes(successes + failures);
}

const halves: number[] = [0];
const wholes: number[] = [0];

/** Σ ln(k + ½) and Σ ln(k + 1) over k below n; kept, since every look asks for more of the same. */
function risingHalves(count: number): number {
  for (let k = halves.length; k <= count; k++) halves.push(halves[k - 1] + ln(k - 0.5));
  return halves[count];
}

function risingWholes(count: number): number {
  for (let k = wholes.length; k <= count; k++) wholes.push(wholes[k - 1] + ln(k));
  return wholes[count];
}

const halvings = 60;

/** By halving, the value nearest to the estimate that is left out; the outer one where none is. */
function lastLeftOut(outer: number, estimate: number, isLeftOut: (p: number) => boolean): number {
  let [out, within] = [outer, estimate];
  for (let k = 0; k < halvings; k++) {
    const middle = (out + within) / 2;
    if (isLeftOut(middle)) out = middle;
    else within = middle;
  }
  return out;
}

/** How many trials it takes at least until a probability up to `bound` is shown: so many in which nothing happened. */
export function trialsToShow(bound: number, alpha: number): number {
  const isShown = (trials: number): boolean => ruledOut({ successes: 0, trials }, alpha)(bound);
  let high = 1;
  while (!isShown(high)) high *= 2;
  let low = Math.floor(high / 2);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isShown(middle)) high = middle;
    else low = middle;
  }
  return high;
}
