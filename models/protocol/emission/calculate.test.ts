import { Decimal } from "decimal.js";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RuleError } from "../ground/rule.js";
import { type RuleSwitches, ruleSets } from "../ground/rule-sets.js";
import { allocationReward, calculateRewards } from "./calculate.js";
import { estimatePerProver } from "./estimate-per-prover.js";

const units = 8_000_000_000n;
const epoch = ruleSets["v2.1-epoch"];
const frames = ruleSets["v2.1-frames"];

/** Wide enough that no rounding of the library can reach the last unit. */
const Wide = Decimal.clone({ precision: 160, rounding: Decimal.ROUND_HALF_UP });
const r16 = (value: Decimal): Decimal => value.toDecimalPlaces(16, Decimal.ROUND_HALF_UP);

const worlds = fc.bigInt({ min: 1n, max: 1n << 58n });

/** The whole of a world of one byte whose basis is 2^64 units. */
const wholeWorldIn = (ring: number, switches: RuleSwitches): bigint =>
  allocationReward(1n << 64n, 1n, { ring, stateBytes: 1n, shards: 1n }, switches);

describe("reward of an allocation", () => {
  const allocations = fc.record({
    ring: fc.integer({ min: 0, max: 61 }),
    stateBytes: fc.bigInt({ min: 0n, max: 1n << 45n }),
    shards: fc.bigInt({ min: 1n, max: 1_000_000n }),
  });

  it("in decimals equals the chain of rounded divisions with 160 digits", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 18n }), worlds, allocations, (basis, worldBytes, allocation) => {
        const part = r16(new Wide(allocation.stateBytes.toString()).div(worldBytes.toString()));
        const ofRing = r16(part.times(basis.toString()).div((2n << BigInt(allocation.ring)).toString()));
        const expected = r16(ofRing.div(new Wide(allocation.shards.toString()).sqrt()))
          .trunc()
          .toFixed(0);
        expect(allocationReward(basis, worldBytes, allocation, frames).toString()).toBe(expected);
      }),
      { seed: 1 },
    );
  });

  it("agrees between the node's two arithmetics for shards of a realistic size", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 6 }), fc.bigInt({ min: 1n, max: 10n ** 6n }), (ring, shards) => {
        const allocation = { ring, stateBytes: 10n ** 10n, shards };
        const [a, b] = [frames, epoch].map((set) =>
          allocationReward(943_652_166_973n, 80_920_000_000n, allocation, set),
        );
        expect(a - b).toBeGreaterThanOrEqual(-1n);
        expect(a - b).toBeLessThanOrEqual(1n);
      }),
      { seed: 1 },
    );
  });

  it("without shards is refused by the Go node and 0 in the Rust node", () => {
    const allocation = { ring: 0, stateBytes: 1n, shards: 0n };
    expect(() => allocationReward(units, 1n, allocation, frames)).toThrow(RuleError);
    expect(allocationReward(units, 1n, allocation, epoch)).toBe(0n);
  });

  it("overflows in the Go node: ring 62 turns negative, 63 to 254 pay nothing, 255 pays like no divisor at all", () => {
    const paid = [61, 62, 63, 254, 255].map((ring) => wholeWorldIn(ring, frames));
    expect(paid).toEqual([4n, -2n, 0n, 0n, 1n << 64n]);
  });

  it("counts rings above 62 as ring 62 in the Rust node", () => {
    expect([62, 63, 255].map((ring) => wholeWorldIn(ring, epoch))).toEqual([2n, 2n, 2n]);
  });

  it("is twice as large under the article's divisor", () => {
    const state = { difficulty: 80_000n, worldBytes: 4n << 30n, units };
    const provers = [[{ ring: 1, stateBytes: 1n << 30n, shards: 1n }]];
    const [node] = calculateRewards(state, provers, epoch);
    const [article] = calculateRewards(state, provers, ruleSets.article);
    expect(node).toBe(256_000_000_000n);
    expect(article).toBe(2n * node);
  });

  it("is close to eight times what dashboards estimate, exactly so for a square number of leaves", () => {
    const [basis, worldBytes, stateBytes, ring] = [1n << 40n, 1n << 36n, 1n << 33n, 2];
    const shared = (leaves: bigint) =>
      allocationReward(basis, worldBytes, { ring, stateBytes, shards: leaves }, epoch) / 8n;
    const estimated = (dataShards: bigint) =>
      estimatePerProver({ basis, worldBytes, shardBytes: stateBytes, ring, dataShards }, epoch);
    expect(estimated(64n)).toBe(shared(64n));
    expect(estimated(63n)).toBeGreaterThan(shared(63n));
  });
});
