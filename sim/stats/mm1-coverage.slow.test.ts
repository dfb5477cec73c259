/** How often intervals hold the mean that they are to hold, where it is known: the wait before a server, M/M/1. */
import { describe, expect, it } from "vitest";
import { createStreams } from "../random/stream.js";
import { ln } from "../units/portable-math.js";
import { binomialInterval } from "./binomial-interval.js";
import { estimate } from "./estimate.js";

const draws = createStreams("coverage of known queues", 0);
const samples = 1000;

/** The mean wait of so many customers in a row, from the steady state on; the server serves one a second on average. */
function meanWait(load: number, customers: number, run: number): number {
  const [arrivals, services] = [draws.purpose(`arrivals at ${load}`), draws.purpose(`services at ${load}`)];
  // Of the first customer: nobody there with 1 − load, else exponential (Lindley).
  const isFree = draws.purpose(`start at ${load}`).uniform(run, 0) >= load;
  let wait = isFree ? 0 : -ln(draws.purpose(`start at ${load}`).uniform(run, 1)) / (1 - load);
  let sum = 0;
  for (let k = 0; k < customers; k++) {
    sum += wait;
    const between = -ln(arrivals.uniform(run, k)) / load;
    wait = Math.max(0, wait - ln(services.uniform(run, k)) - between);
  }
  return sum / customers;
}

describe("a nominal interval of 95 %", () => {
  it.each([
    [0.5, 20, 200],
    [0.7, 20, 600],
    [0.9, 30, 2000],
  ])(
    "holds the mean wait at a load of %f in 93 to 97 % of 1,000 samples",
    (load, replications, customers) => {
      const truth = load / (1 - load);
      let held = 0;
      for (let sample = 0; sample < samples; sample++) {
        const waits = Array.from({ length: replications }, (_, k) =>
          meanWait(load, customers, sample * replications + k),
        );
        const { lower, upper } = estimate(waits);
        if (lower! <= truth && truth <= upper!) held++;
      }
      expect(held / samples).toBeGreaterThanOrEqual(0.93);
      expect(held / samples).toBeLessThanOrEqual(0.97);
    },
    300_000,
  );

  it("holds a known probability in 95 % of 1,000 samples or more, as an exact one does", () => {
    const coin = draws.purpose("coin");
    for (const [truth, trials] of [
      [0.02, 200],
      [0.3, 60],
    ]) {
      let held = 0;
      for (let sample = 0; sample < samples; sample++) {
        let successes = 0;
        for (let k = 0; k < trials; k++) if (coin.uniform(sample, k) < truth) successes++;
        const { lower, upper } = binomialInterval(successes, trials);
        if (lower <= truth && truth <= upper) held++;
      }
      expect(held / samples).toBeGreaterThanOrEqual(0.95);
    }
  });
});
