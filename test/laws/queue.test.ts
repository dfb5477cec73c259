/**
 * M/D/1 through the kernel and the engine's distributions: one server, arrivals that are Poisson, service of one length.
 * Estimates are means of 60 independent replications of 10,000 customers after 1,000 that are not counted; the interval in
 * which the formula must lie misses it, in a right engine, with a probability of one in a million (Student's t).
 */
import { describe, expect, it } from "vitest";
import { Kernel } from "../../sim/kernel/kernel.js";
import { exponentialAt } from "../../sim/random/distributions/inverse.js";
import { createStreams } from "../../sim/random/stream.js";
import { meanOf } from "./bounds.js";

const replications = 60;
const warmUp = 1000;
const customers = 10_000;
const meanGapUs = 1_000_000;

interface Observed {
  /** Mean wait before service, in mean gaps between arrivals. */
  readonly wait: number;
  /** Share of customers that did not wait. */
  readonly atOnce: number;
  /** Time average of customers that are there. */
  readonly present: number;
}

function replicate(load: number, replication: number): Observed {
  const serviceUs = load * meanGapUs;
  const gaps = createStreams("M/D/1", replication).purpose("gap");
  const kernel = new Kernel({ horizonUs: Number.MAX_SAFE_INTEGER, replay: "a test", run: "M/D/1" });
  const waitingSince: number[] = [];
  let served = 0;
  let isBusy = false;
  let arrived = 0;
  const seen = { waitUs: 0, atOnce: 0, presentUs: 0, fromUs: 0, untilUs: 0 };
  let present = 0;
  let changedUs = 0;
  const count = (by: 1 | -1): void => {
    if (arrived > warmUp) seen.presentUs += present * (kernel.nowUs - Math.max(changedUs, seen.fromUs));
    changedUs = kernel.nowUs;
    present += by;
  };
  const begin = (sinceUs: number): void => {
    isBusy = true;
    served++;
    if (served > warmUp && served <= warmUp + customers) {
      seen.waitUs += kernel.nowUs - sinceUs;
      if (kernel.nowUs === sinceUs) seen.atOnce++;
    }
    kernel.scheduleAfter(departure, serviceUs, 0);
  };
  const arrival = kernel.register({
    name: "arrival",
    priority: 0,
    handle() {
      if (arrived === warmUp) seen.fromUs = kernel.nowUs;
      count(1);
      arrived++;
      if (arrived < warmUp + customers) scheduleArrival();
      else seen.untilUs = kernel.nowUs;
      if (isBusy) waitingSince.push(kernel.nowUs);
      else begin(kernel.nowUs);
    },
  });
  const departure = kernel.register({
    name: "departure",
    priority: 0,
    handle() {
      if (seen.untilUs === 0) count(-1);
      isBusy = false;
      const next = waitingSince.shift();
      if (next !== undefined) begin(next);
    },
  });
  function scheduleArrival(): void {
    kernel.scheduleAfter(arrival, Math.round(exponentialAt(gaps.uniform(0, arrived), meanGapUs)), 0);
  }
  scheduleArrival();
  kernel.runUntil(Number.POSITIVE_INFINITY);
  return {
    wait: seen.waitUs / customers / meanGapUs,
    atOnce: seen.atOnce / customers,
    present: seen.presentUs / (seen.untilUs - seen.fromUs),
  };
}

describe("M/D/1 through the kernel", () => {
  it.each([0.3, 0.7])("waits as Pollaczek and Khinchine say, at a load of %d", (load) => {
    const observed = Array.from({ length: replications }, (_unused, replication) => replicate(load, replication));
    const wait = (load * load) / (2 * (1 - load));
    for (const [values, law] of [
      [observed.map((one) => one.wait), wait],
      [observed.map((one) => one.atOnce), 1 - load],
      // Little's law: arrivals a gap × time that a customer is there.
      [observed.map((one) => one.present), wait + load],
    ] as const) {
      const { mean, within } = meanOf(values);
      expect(Math.abs(mean - law)).toBeLessThan(within);
      expect(within).toBeLessThan(0.05 * law);
    }
  });
});
