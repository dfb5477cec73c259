import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openNetwork, runScenario, smallScenario } from "../../test/network-kit.js";
import { createStreams } from "../../sim/random/stream.js";
import { type RuleSetName, ruleSets } from "../protocol/ground/rule-sets.js";
import { summaryLines } from "../output/metrics/summary-lines.js";
import { checkNetwork } from "../checks/invariants/all-invariants.js";
import { FrameClock } from "./frame-clock.js";
import { type Archives, GlobalChain } from "./global-chain.js";

const second = 1_000_000;
const hour = 3600 * second;
const clock = { first: 1000, pace: 10 * second };
interface Committee {
  readonly count?: number;
  readonly rules?: RuleSetName;
}
const chainOf = (archives: Archives, seed = 1, committee: Committee = {}) => {
  const { count = 6, rules = "v2.1-epoch" } = committee;
  const draws = createStreams(seed, 0).purpose("archive outage");
  const chain = new GlobalChain({
    archives,
    memberCount: () => count,
    rules: () => ruleSets[rules],
    clock: new FrameClock().begin(clock),
    draws,
  });
  chain.begin();
  return chain;
};
const shaky: Archives = { uptime: 0.7, outage: hour };

describe("the global chain", () => {
  it("makes a frame in just as many cases as four of six archives are online", () => {
    const frames = 20_000;
    const runs = Array.from({ length: 300 }, (_unused, seed) => {
      // The first day is left out: everybody was online when it began.
      const [from, until] = [clock.first + 8640, clock.first + 8640 + frames];
      return chainOf(shaky, seed).framesBetween(from, until) / frames;
    });
    const mean = runs.reduce((sum, share) => sum + share, 0) / runs.length;
    const variance = runs.reduce((sum, share) => sum + (share - mean) ** 2, 0) / (runs.length - 1);
    // P(at least 4 of 6), each with 0.7; 5.5 standard errors are passed by chance once in 26 million.
    const expected = 0.7 ** 6 + 6 * 0.7 ** 5 * 0.3 + 15 * 0.7 ** 4 * 0.3 ** 2;
    expect(Math.abs(mean - expected)).toBeLessThan(5.5 * Math.sqrt(variance / runs.length));
  });

  it("counts the same stalls whatever is asked for first, and each frame once", () => {
    const at = fc.array(fc.integer({ min: clock.first, max: clock.first + 20_000 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(at, fc.nat(20), (frames, seed) => {
        const [inOrder, atOnce] = [chainOf(shaky, seed), chainOf(shaky, seed)];
        atOnce.stalledBefore(clock.first + 30_000);
        for (const frame of frames) expect(atOnce.stalledBefore(frame)).toBe(inOrder.stalledBefore(frame));
        const one = atOnce.framesBetween(frames[0], frames[0] + 1);
        expect(one === 0 || one === 1).toBe(true);
        const single = Array.from({ length: 200 }, (_unused, k) =>
          atOnce.framesBetween(frames[0] + k, frames[0] + k + 1),
        );
        expect(single.reduce((sum, made) => sum + made, 0)).toBe(atOnce.framesBetween(frames[0], frames[0] + 200));
      }),
      { seed: 1 },
    );
  });

  it("never stalls with archives that never fail, and hardly with the usual ones", () => {
    const horizon = clock.first + 3_000_000;
    expect(chainOf({ ...shaky, uptime: 1 }).stalledBefore(horizon)).toBe(0);
    // Three of six away at once: less than once in ten billion frames.
    expect(chainOf({ ...shaky, uptime: 0.9999 }).stalledBefore(horizon)).toBe(0);
  });
});

describe("archives that are silent together", () => {
  const steady: Archives = { uptime: 1, outage: hour };
  const silent = (archives: number) => ({ ...steady, silent: [{ archives, from: hour, for: 2 * hour }] });
  // Frames of the two hours, beginning with the one that is due as they begin.
  const stalled = 720;
  const until = clock.first + 8640;

  it.each([
    ["v2.1-simplex", 5, 1, 0],
    ["v2.1-simplex", 5, 2, stalled],
    ["v2.1-simplex", 5, 3, stalled],
    ["v2.1-simplex", 4, 1, 0],
    ["v2.1-simplex", 3, 1, stalled],
    ["v2.1-epoch", 6, 2, 0],
    ["v2.1-epoch", 6, 3, stalled],
    ["v2.1-epoch", 3, 1, 0],
  ] as const)(
    "stop the chain where too few are left: %s, %i archives, %i of them silent",
    (rules, count, gone, lost) => {
      const chain = chainOf(silent(gone), 1, { count, rules });
      expect(chain.stalledBefore(until)).toBe(lost);
      expect(chain.framesBetween(clock.first, clock.first + 360)).toBe(360);
      expect(chain.framesBetween(clock.first + 360, clock.first + 1080)).toBe(720 - lost);
      expect(chain.stallsBefore(until)).toEqual(lost > 0 ? [[clock.first + 360, clock.first + 1080]] : []);
    },
  );

  it("count once where silences overlap, to the end where none is said, and from the first frame on", () => {
    const overlapping = {
      ...steady,
      silent: [
        { archives: 3, from: hour, for: hour },
        { archives: 2, from: 1.5 * hour, for: hour },
      ],
    };
    expect(chainOf(overlapping, 1, { count: 5, rules: "v2.1-simplex" }).stalledBefore(until)).toBe(540);
    const always = { ...steady, silent: [{ archives: 5, from: 0 }] };
    expect(chainOf(always, 1, { count: 5 }).framesBetween(clock.first + 1, until)).toBe(0);
  });

  it("follow a change of the rules from its frame on", () => {
    let count = 6;
    let rules: RuleSetName = "v2.1-epoch";
    const draws = createStreams(1, 0).purpose("archive outage");
    const chain = new GlobalChain({
      archives: { ...steady, silent: [{ archives: 2, from: 0 }] },
      memberCount: () => count,
      rules: () => ruleSets[rules],
      clock: new FrameClock().begin(clock),
      draws,
    });
    chain.begin();
    expect(chain.stalledBefore(clock.first + 500)).toBe(0);
    count = 5;
    rules = "v2.1-simplex";
    chain.review(clock.first + 500);
    expect(chain.stalledBefore(clock.first + 800)).toBe(300);
    count = 9;
    chain.review(clock.first + 800);
    expect(chain.stalledBefore(clock.first + 2000)).toBe(300);
  });
});

describe("a network whose archives fail", () => {
  const fields = { horizon: "3 d", archives: { uptime: "75 %", outage: "2 h" }, shards: { count: 4, world: "20 GB" } };

  it("mints in all other frames, each member its share, and the books agree", () => {
    const { network, runTo, balances } = openNetwork(smallScenario(fields));
    runTo(3000);
    const before = balances();
    runTo(20_000);
    const gains = balances().map((units, prover) => units - before[prover]);
    checkNetwork(network);
    const made = network.world.globalChain?.framesBetween(3001, 20_001) ?? 0;
    expect(made).toBeGreaterThan(8000);
    expect(made).toBeLessThan(16_500);
    // Nobody joins or leaves any more, so what a frame issues is constant.
    const issued = gains.reduce((sum, units) => sum + units, 0n);
    expect(issued).toBe(BigInt(network.world.totals.unitsPerFrame) * BigInt(made));
  });

  it("does so with absent leaders on its shards, whose misses count only where there is a global frame", () => {
    const both = smallScenario({
      ...fields,
      consensus: { leaderTimeouts: "on" },
      operators: [{ class: "nodes", count: 12, workers: 3, uptime: "90 %", outage: "30 min" }],
    });
    const valuesOf = (report: string) => {
      const { metrics } = runScenario({ ...both, report: { allocations: false, every: Number(report) * second } });
      return ["consensus.missedFrames", "consensus.stalledFrames", "emission.issuedUnits"].map((name) =>
        Number(metrics.find((metric) => metric.name === name)?.value),
      );
    };
    const [missed, stalled, issued] = valuesOf("600");
    expect(missed).toBeGreaterThan(0);
    expect(stalled).toBeGreaterThan(1000);
    expect(issued).toBeGreaterThan(0);
    expect(valuesOf("86400")).toEqual([missed, stalled, issued]);
  });
});

/** A day of Simplex with five archives, so many of them silent for six hours: units earned in them and in the six that follow. */
const day = (silent: number) => {
  const scenario = smallScenario({
    horizon: "1 d",
    switches: { consensusKind: "simplex", voteWeight: "equal", quorumRule: "headCount", archives: 5 },
    archives: { uptime: "100 %", silent: [{ archives: silent, from: "12 h", for: "6 h" }] },
  });
  const { network, runTo, balances } = openNetwork(scenario);
  const earned = (until: number): bigint => {
    runTo(until);
    return balances().reduce((sum, units) => sum + units, 0n);
  };
  const [noon, evening, midnight] = [earned(4319), earned(6479), earned(8640)];
  checkNetwork(network);
  const { metrics } = runScenario(scenario);
  return {
    afternoon: evening - noon,
    night: midnight - evening,
    summary: summaryLines([metrics], scenario).join(" "),
  };
};

describe("a network of Simplex with five archives, some of them silent for six hours of a day", () => {
  it("goes on with one silent, and stands still with three: nobody earns a unit until they are back", () => {
    const [one, three] = [day(1), day(3)];
    expect(one.afternoon).toBeGreaterThan(0n);
    expect(one.afternoon).toBe(one.night - one.night / 2161n);
    expect(one.summary).toContain("0 of 8,640 frames are missing; one needs 4 of its 5 archives.");
    expect(three.afternoon).toBe(0n);
    expect(three.night).toBe(one.night);
    expect(three.summary).toContain("2,160 of 8,640 frames are missing; one needs 4 of its 5 archives.");
  });
});
