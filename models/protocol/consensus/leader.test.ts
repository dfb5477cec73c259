import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RuleError } from "../ground/rule.js";
import { ruleSets } from "../ground/rule-sets.js";
import { bn254Order, modularDistance } from "./distance.js";
import { modLeader } from "./mod-leader.js";
import { nearestOrder } from "./nearest-order.js";
import { engines, rebroadcastEveryMs, timeoutCounter, timeoutMs } from "./timeout.js";

const seed = { seed: 1 };
const epoch = ruleSets["v2.1-epoch"];
const elements = fc.bigInt({ min: 0n, max: bn254Order - 1n });
const addresses = fc.uniqueArray(
  elements.map((value) => value.toString(16).padStart(64, "0")),
  { minLength: 1, maxLength: 20 },
);

/** Failure counter of an app shard after that many timeouts in a row. */
const counterAfter = (failed: number): number =>
  Array.from({ length: failed }).reduce<number>((count) => timeoutCounter(engines.appRust, count, "timeout"), 0);

describe("timeouts", () => {
  const anyEngine = fc.constantFrom(...Object.values(engines));

  it("grow with failures, and stay between the shortest and the longest", () => {
    fc.assert(
      fc.property(anyEngine, fc.nat(60), (engine, failures) => {
        const [now, next] = [timeoutMs(engine, failures), timeoutMs(engine, failures + 1)];
        expect(now >= engine.minMs && now <= next && next <= engine.maxMs).toBe(true);
        expect(rebroadcastEveryMs(now, engine.rebroadcastMs)).toBeLessThanOrEqual(now);
      }),
      seed,
    );
  });

  it("are shortest through the happy failures and longest in a lasting outage", () => {
    const { globalGo } = engines;
    expect([0, 6].map((failures) => timeoutMs(globalGo, failures))).toEqual([36_000, 36_000]);
    expect([14, 15, 1_000].map((failures) => Math.round(timeoutMs(globalGo, failures)))).toEqual([
      154_793, 180_000, 180_000,
    ]);
  });

  it("stop counting once they are longest, so recovery takes no longer after a longer outage", () => {
    // ln 2 / ln 1.5 = 1.7 and 3 happy failures: from 5 on the counter stays.
    expect([3, 5, 500].map(counterAfter)).toEqual([3, 5, 5]);
    expect(timeoutCounter(engines.appRust, 0, "progress")).toBe(0);
  });

  it("refuse a factor that does not grow and a shortest above the longest", () => {
    expect(() => timeoutMs({ ...engines.library, factor: 1 }, 0)).toThrow(RuleError);
    expect(() => timeoutMs({ ...engines.library, minMs: 70_000 }, 0)).toThrow(RuleError);
  });
});

describe("distance on the circle", () => {
  it("is symmetric, at most half the circle, 0 only to itself, and obeys the triangle inequality", () => {
    fc.assert(
      fc.property(elements, elements, elements, (a, b, c) => {
        const ab = modularDistance(a, b);
        expect(ab).toBe(modularDistance(b, a));
        expect(2n * ab <= bn254Order).toBe(true);
        expect(ab === 0n).toBe(a === b);
        expect(ab <= modularDistance(a, c) + modularDistance(c, b)).toBe(true);
      }),
      seed,
    );
  });

  it("orders provers from near to far, whatever order they come in", () => {
    fc.assert(
      fc.property(elements, addresses, (selector, all) => {
        const hex = selector.toString(16).padStart(64, "0");
        const ordered = nearestOrder(hex, all, epoch);
        expect(nearestOrder(hex, all.toReversed(), epoch)).toEqual(ordered);
        const distances = ordered.map((address) => modularDistance(BigInt(`0x${address}`), selector));
        expect(distances).toEqual(distances.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
      }),
      seed,
    );
  });

  it("was taken byte by byte in 2.0, where the first differing byte decides", () => {
    const [selector, all] = ["8000", ["8100", "7fff", "80ff"]];
    expect(nearestOrder(selector, all, epoch)).toEqual(["7fff", "80ff", "8100"]);
    expect(nearestOrder(selector, all, ruleSets["v2.0.6"])).toEqual(["80ff", "8100", "7fff"]);
  });
});

describe("the leader of a rank", () => {
  it("is one of the active, the same for any order they are listed in", () => {
    fc.assert(
      fc.property(elements, addresses, (hash, all) => {
        const leader = modLeader(hash, all, { ...epoch, isAppShard: false });
        expect(all).toContain(leader);
        expect(modLeader(hash, all.toReversed(), { ...epoch, isAppShard: false })).toBe(leader);
      }),
      seed,
    );
  });

  it("turns through the addresses as the hash counts up", () => {
    const turn = [0n, 1n, 2n, 3n].map((hash) => modLeader(hash, ["0c", "0a", "0b"], { ...epoch, isAppShard: true }));
    expect(turn).toEqual(["0a", "0b", "0c", "0a"]);
  });

  it("is missing without provers, and on the Go node's shards below three", () => {
    const frames = ruleSets["v2.1-frames"];
    expect(() => modLeader(0n, [], { ...epoch, isAppShard: false })).toThrow(RuleError);
    expect(() => modLeader(0n, ["0a", "0b"], { ...frames, isAppShard: true })).toThrow(RuleError);
    expect(modLeader(0n, ["0a", "0b"], { ...frames, isAppShard: false })).toBe("0a");
  });
});
