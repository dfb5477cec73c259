import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ruleSets } from "../ground/rule-sets.js";
import { type ShardFrame, mintFrame } from "./frame-issuance.js";
import { participationThreshold } from "./participation-threshold.js";
import { pomwBasis } from "./pomw-basis.js";
import { ringShare } from "./ring-share.js";

const units = 8_000_000_000n;
const epoch = ruleSets["v2.1-epoch"];

const difficulties = fc.constantFrom(5_000n, 80_000n, 3n * 10n ** 8n, 10n ** 12n, 10n ** 16n);
const addressOf = (k: number): string => k.toString(16).padStart(4, "0");
const frameOf = ({
  size,
  absent,
  ...sizes
}: {
  size: number;
  absent: number[];
  stateBytes: bigint;
  leafCount: bigint;
}): ShardFrame => ({
  ...sizes,
  provers: Array.from({ length: size }, (_none, k) => ({ address: addressOf(k), joinFrame: 1, seniority: k % 5 })),
  absent: new Set(absent.map(addressOf)),
});

describe("minting a frame", () => {
  const shards = fc.array(
    fc.record({
      stateBytes: fc.bigInt({ min: 1n, max: 1n << 36n }),
      leafCount: fc.bigInt({ min: 0n, max: 5_000n }),
      size: fc.integer({ min: 0, max: 40 }),
      absent: fc.array(fc.nat({ max: 39 }), { maxLength: 12 }),
    }),
    { minLength: 1, maxLength: 5 },
  );

  it("never pays more than the basis, whatever the shards", () => {
    fc.assert(
      fc.property(shards, difficulties, (drawn, difficulty) => {
        const included = drawn.map(frameOf);
        const worldBytes = included.reduce((sum, { stateBytes }) => sum + stateBytes, 0n);
        const minted = mintFrame({ difficulty, worldBytes, units }, included, epoch).map((payment) => payment.minted);
        const total = minted.reduce((sum, one) => sum + one, 0n);
        expect(total).toBeLessThanOrEqual(pomwBasis({ difficulty, worldBytes, units }, "bits53"));
      }),
      { seed: 1 },
    );
  });

  it("mints 15/16 of a single shard's part when four rings are full", () => {
    const shard = frameOf({ size: 32, absent: [], stateBytes: 1n << 32n, leafCount: 1n });
    const [payment] = mintFrame({ difficulty: 80_000n, worldBytes: 1n << 32n, units }, [shard], epoch);
    expect(payment.minted).toBe((4_096_000_000_000n * 15n) / 16n);
  });

  it("does not mint absent positions, and pays those present the same as in a full ring", () => {
    const state = { difficulty: 80_000n, worldBytes: 1n << 32n, units };
    const shard = { size: 8, stateBytes: 1n << 32n, leafCount: 4n };
    const [full] = mintFrame(state, [frameOf({ ...shard, absent: [] })], epoch);
    const [thin] = mintFrame(state, [frameOf({ ...shard, absent: [0, 5] })], epoch);
    expect(thin.minted).toBe((full.minted * 6n) / 8n);
    const share = ringShare({ ...state, ring: 0, leafCount: 4, stateBytes: 1n << 32n }, epoch);
    expect(thin.paid.map((one) => one.units)).toEqual(Array.from({ length: 6 }, () => share));
  });

  it("shares the absent positions among those present where the rule set says so", () => {
    const state = { difficulty: 80_000n, worldBytes: 1n << 32n, units };
    const shard = frameOf({ size: 8, absent: [0, 5], stateBytes: 1n << 32n, leafCount: 1n });
    const [payment] = mintFrame(state, [shard], { ...epoch, emptySlots: "sharedByPresent" });
    expect(payment.paid[0].units).toBe(2_048_000_000_000n / 6n);
  });

  it("pays nothing when a third of the provers and one more are absent", () => {
    const state = { difficulty: 80_000n, worldBytes: 1n << 32n, units };
    const shard = { size: 9, stateBytes: 1n << 32n, leafCount: 1n };
    const absences = [
      [0, 1, 2],
      [0, 1, 2, 3],
    ].map((absent) => frameOf({ ...shard, absent }));
    const [enough, tooFew] = mintFrame(state, absences, epoch);
    expect(enough.refusal).toBeNull();
    expect(tooFew).toMatchObject({ minted: 0n, paid: [], refusal: expect.stringContaining("at least 6") });
  });

  it("thins a worker's pay by the root of the shards it proves under the article's divisor only", () => {
    const state = { difficulty: 80_000n, worldBytes: 1n << 32n, units };
    const provers = [1n, 4n].map((workerShards, k) => ({
      address: addressOf(k),
      joinFrame: 1,
      seniority: 0,
      workerShards,
    }));
    const shard = { stateBytes: 1n << 32n, leafCount: 9n, provers, absent: new Set<string>() };
    const [article] = mintFrame(state, [shard], ruleSets.article);
    expect(article.paid[0].units).toBe(2n * article.paid[1].units);
    const [node] = mintFrame(state, [shard], epoch);
    expect(node.paid[0].units).toBe(node.paid[1].units);
  });

  it("needs the fewest provers that are two thirds of the active", () => {
    for (let active = 0; active < 2_000; active++) {
      const needed = participationThreshold(active, epoch);
      expect(needed * 3 >= active * 2 && (needed - 1) * 3 < active * 2).toBe(true);
    }
  });

  it("needs more than two thirds where certificates count heads, so that a shard of three needs all", () => {
    const byHeads = { quorumRule: "headCount" } as const;
    for (let active = 1; active < 2_000; active++) {
      const needed = participationThreshold(active, byHeads);
      expect(needed * 3 > active * 2 && (needed - 1) * 3 <= active * 2).toBe(true);
    }
    expect([3, 4, 5].map((active) => participationThreshold(active, byHeads))).toEqual([3, 3, 4]);
  });
});
