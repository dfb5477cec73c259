/** Importance sampling against processes whose answer is known. */
import { describe, expect, it } from "vitest";
import { exponentialAt } from "../../random/distributions/inverse.js";
import { createStreams } from "../../random/stream.js";
import { exp } from "../../units/portable-math.js";
import { estimate } from "../estimate.js";
import { logRatioOfChoice, logRatioOfTime } from "../../random/likelihood-ratio.js";
import { weightedEvent } from "./weighted-event.js";

/** Weights of paths: each is drawn with uniform numbers of its own, and gives the logarithm of its ratio, or undefined where nothing happened. */
function weightsOf(count: number, path: (uniform: () => number) => number | undefined, seed = 1): readonly number[] {
  return Array.from({ length: count }, (_, k) => {
    const draws = createStreams(seed, k).purpose("path").cursor(0);
    const log = path(() => draws.uniform());
    return log === undefined ? 0 : exp(log);
  });
}

function errorsAway(weights: readonly number[], truth: number): number {
  const { mean, deviation, count } = estimate(weights);
  return Math.abs(mean - truth) / (deviation! / Math.sqrt(count));
}

/** That a gambler with 1, who wins with probability p, comes to the goal before nothing is left. */
const ruin = (p: number, goal: number): number => {
  const odds = (1 - p) / p;
  return (odds - 1) / (odds ** goal - 1);
};

/** The same as a path that wins with `drawn`. */
const gambler =
  (p: number, drawn: number, goal: number) =>
  (uniform: () => number): number | undefined => {
    let [wealth, log] = [1, 0];
    while (wealth > 0 && wealth < goal) {
      const wins = uniform() < drawn;
      log += wins ? logRatioOfChoice(p, drawn) : logRatioOfChoice(1 - p, 1 - drawn);
      wealth += wins ? 1 : -1;
    }
    return wealth === goal ? log : undefined;
  };

/** A queue from its first customer on, with Poisson arrivals and exponential services: whether it is full before it is empty. */
const queue =
  (rates: Rates, drawn: Rates, full: number) =>
  (uniform: () => number): number | undefined => {
    let [customers, log] = [1, 0];
    while (customers > 0 && customers < full) {
      const times = [exponentialAt(uniform(), 1 / drawn.arrivals), exponentialAt(uniform(), 1 / drawn.services)];
      const time = Math.min(...times);
      const isArrival = times[0] < times[1];
      log += logRatioOfTime({ rate: rates.arrivals, drawn: drawn.arrivals }, time, isArrival);
      log += logRatioOfTime({ rate: rates.services, drawn: drawn.services }, time, !isArrival);
      customers += isArrival ? 1 : -1;
    }
    return customers === full ? log : undefined;
  };
interface Rates {
  readonly arrivals: number;
  readonly services: number;
}

interface Parts {
  readonly count: number;
  /** Of each part, an hour. */
  readonly fails: number;
  readonly repaired: number;
  readonly horizon: number;
  /** So many down at once are the event. */
  readonly down: number;
}

/** Parts that fail and are repaired, each by itself; failures are drawn so many times as often. */
const repairable =
  ({ count, fails, repaired, horizon, down }: Parts, tilt: number) =>
  (uniform: () => number): number | undefined => {
    let [failed, log, time] = [0, 0, 0];
    while (failed < down) {
      const [up, broken] = [count - failed, failed];
      const times = [
        exponentialAt(uniform(), 1 / (up * fails * tilt)),
        broken === 0 ? Number.POSITIVE_INFINITY : exponentialAt(uniform(), 1 / (broken * repaired)),
      ];
      const next = Math.min(...times);
      const isFailure = times[0] < times[1];
      const spent = Math.min(next, horizon - time);
      const hasEnded = time + next <= horizon;
      log += logRatioOfTime({ rate: up * fails, drawn: up * fails * tilt }, spent, hasEnded && isFailure);
      if (!hasEnded) return undefined;
      time += next;
      failed += isFailure ? 1 : -1;
    }
    return log;
  };

/** The same by uniformization: a chain that jumps at the events of one Poisson process, and stays where it is at some of them. */
function repairableExactly({ count, fails, repaired, horizon, down }: Parts): number {
  const rate = count * (fails + repaired);
  let state = Array.from({ length: down + 1 }, (_, k) => Number(k === 0));
  let [chance, sum] = [exp(-rate * horizon), 0];
  for (let jumps = 0; jumps < 40 + 3 * rate * horizon; jumps++) {
    sum += chance * state[down];
    chance *= (rate * horizon) / (jumps + 1);
    const next = state.map(() => 0);
    for (const [k, here] of state.entries()) {
      const [on, back] = k === down ? [0, 0] : [((count - k) * fails) / rate, (k * repaired) / rate];
      next[k] += here * (1 - on - back);
      if (k < down) next[k + 1] += here * on;
      if (k > 0) next[k - 1] += here * back;
    }
    state = next;
  }
  return sum;
}

describe("importance sampling", () => {
  it.each([
    [0.4, 20],
    [0.25, 26],
  ])("of a gambler who is drawn as lucky as he is not, p = %f to %i, is within three standard errors", (p, goal) => {
    const weights = weightsOf(2000, gambler(p, 1 - p, goal));
    const truth = ruin(p, goal);
    // All that come there have the same weight.
    expect(errorsAway(weights, truth)).toBeLessThan(3);
    const { lower, upper, mean, effectiveSize, occurrences } = weightedEvent(weights, 0.05, 1);
    expect([lower < truth, truth < upper]).toEqual([true, true]);
    expect(upper / mean).toBeLessThan(1.2);
    expect(effectiveSize).toBeCloseTo(occurrences, 6);
  });

  it("of a queue with rates exchanged is within three standard errors of what its overflow is known to be", () => {
    const rates = { arrivals: 3, services: 10 };
    const weights = weightsOf(2000, queue(rates, { arrivals: 10, services: 3 }, 20));
    const truth = ruin(3 / 13, 20);
    expect(truth).toBeLessThan(1e-9);
    expect(errorsAway(weights, truth)).toBeLessThan(3);
    const { lower, upper } = weightedEvent(weights, 0.05, 1);
    expect([lower < truth, truth < upper]).toEqual([true, true]);
  });

  it("of parts that fail and are repaired is within three standard errors of a chain solved exactly", () => {
    const parts = { count: 8, fails: 0.001, repaired: 0.5, horizon: 4, down: 4 };
    const truth = repairableExactly(parts);
    expect(truth).toBeLessThan(1e-8);
    const weights = weightsOf(8000, repairable(parts, 150));
    expect(errorsAway(weights, truth)).toBeLessThan(3);
    const { lower, upper, mean } = weightedEvent(weights, 0.05, 1);
    expect([lower < truth, truth < upper]).toEqual([true, true]);
    expect(upper / mean).toBeLessThan(1.3);
  });

  it("says what plain runs say, where nothing is tilted", () => {
    const weights = weightsOf(500, gambler(0.4, 0.4, 3));
    expect(new Set(weights)).toEqual(new Set([0, 1]));
    const { effectiveSize, occurrences } = weightedEvent(weights, 0.05, 1);
    expect(effectiveSize).toBeCloseTo(occurrences, 9);
  });

  it("knows nothing where few paths have nearly all of the weight", () => {
    const weights = [...Array.from({ length: 1000 }, () => 1e-9), 1, 0.5];
    const { effectiveSize, lower, upper, occurrences } = weightedEvent(weights, 0.05, 1);
    expect(occurrences).toBe(1002);
    expect(effectiveSize).toBeLessThan(2);
    expect([lower, upper]).toEqual([0, Number.POSITIVE_INFINITY]);
    expect(weightedEvent([0, 0, 0], 0.05, 1)).toMatchObject({ mean: 0, lower: 0, effectiveSize: 0, occurrences: 0 });
  });

  it("has weights whose mean is one, whatever happens", () => {
    const parts = { count: 3, fails: 0.1, repaired: 0.5, horizon: 3, down: 4 };
    // Never down: every path ends at the horizon, with a ratio.
    const ended = weightsOf(4000, (uniform) => {
      let [log, time] = [0, 0];
      for (;;) {
        const next = exponentialAt(uniform(), 1 / (parts.fails * 3));
        const spent = Math.min(next, parts.horizon - time);
        const hasEnded = time + next <= parts.horizon;
        log += logRatioOfTime({ rate: parts.fails, drawn: parts.fails * 3 }, spent, hasEnded);
        time += next;
        if (!hasEnded) return log;
      }
    });
    expect(errorsAway(ended, 1)).toBeLessThan(3);
  });

  it("refuses what is no rate, no time and no probability", () => {
    expect(() => logRatioOfTime({ rate: 0, drawn: 1 }, 1, true)).toThrow("rates: read 0 and 1");
    expect(() => logRatioOfTime({ rate: 1, drawn: Infinity }, 1, true)).toThrow(RangeError);
    expect(() => logRatioOfTime({ rate: 1, drawn: 1 }, -1, true)).toThrow("time: read -1");
    expect(() => logRatioOfChoice(0.5, 0)).toThrow("probabilities: read 0.5 and 0");
    expect(() => logRatioOfChoice(1.5, 0.5)).toThrow(RangeError);
  });
});
