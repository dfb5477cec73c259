/** Edges of rules that no example of a source lies on; each was found by mutation. */
import { describe, expect, it } from "vitest";
import { nextDifficulty } from "./clock/difficulty.js";
import { ruleById } from "./rules.js";
import { duskDifficulty, duskDifficultyFloor } from "./emission/dusk-difficulty.js";
import { incrementsOf, squaringsOf } from "./emission/dusk-proving.js";
import { duskIncrementsWithin } from "./emission/dusk-work.js";
import { estimatePerProver } from "./emission/estimate-per-prover.js";
import { pomwBasis } from "./emission/pomw-basis.js";
import { preparedVertexCost, vertexAddCost } from "./fees/cost.js";
import { splitFees } from "./fees/destination.js";
import { ruleSets } from "./ground/rule-sets.js";
import { parseSwitches } from "./ground/switches.js";
import { readStrategy } from "./proposer/rules/schema.js";
import { proposerScore } from "./proposer/score.js";
import { scoreOf, type ShardDescriptor } from "./proposer/strategy.js";
import { v20RingSizes } from "./ring/v20-fill.js";
import { isValidSplit } from "./shard/split.js";
import { parseVersion } from "./transport/version-floor.js";

const epochs = ruleSets["v2.1-epoch"];
const ask = (id: string, input: object, rules = epochs): unknown => ruleById(id)!.evaluate(input, rules);

describe("Dusk", () => {
  it("gets easier by one every four increments, down to the floor and no further", () => {
    expect([0, 3, 4, 699_996, 700_000, 800_001, 8_000_000].map(duskDifficulty)).toEqual([200_000, 200_000, 199_999, 25_001, duskDifficultyFloor, duskDifficultyFloor, duskDifficultyFloor]); // prettier-ignore
  });

  it("counts squarings to the microsecond, exactly", () => {
    expect(squaringsOf(3, 10_000_000, 7)).toBe(210);
    expect(squaringsOf(3, 1_500_000, 1000)).toBe(4500);
    expect(squaringsOf(1, 999_999, 1_000_000)).toBe(999_999);
    // Beyond 2^53 if the product came before the division.
    expect(squaringsOf(1_000_000, 10_000_000, 300_000)).toBe(3_000_000_000_000);
    const spell = { first: 5, sinceFrame: 100, squaringsPerS: 1_000_000 };
    expect(incrementsOf(spell, 103, 10_000_000)).toBe(duskIncrementsWithin(5, 30_000_000));
    expect(incrementsOf(spell, 103, 10_000_000)).toBeGreaterThan(100);
  });
});

describe("emission", () => {
  const of = { basis: 1n << 40n, shardBytes: 1n << 20n, worldBytes: 1n << 20n, ring: 1, dataShards: 4n };

  it("halves an estimate by ring, and once more where the divisor is a ring deeper", () => {
    const shares = (["ringPlusOne", "ring"] as const).map((ringDivisor) => estimatePerProver(of, { ringDivisor, ringSize: 8 })); // prettier-ignore
    expect(shares).toEqual([(1n << 38n) / 2n / 8n, (1n << 39n) / 2n / 8n]);
  });

  it("takes as many roots as the generation says, in every arithmetic", () => {
    // Generation n halves the exponent n times: a world of 2^34 bytes leaves (2^16)^(1/2^n) of a QUIL.
    for (const [difficulty, root] of [
      [100_000n, 16],
      [1_000_000n, 16],
    ] as const) {
      // prettier-ignore
      const results = (["decimals", "bits53", "float53"] as const).map((arithmetic) =>
        pomwBasis({ difficulty, worldBytes: 1n << 34n, units: 1n << 30n }, arithmetic),
      );
      expect(new Set(results).size).toBe(1);
      const n = Number(ask("emission.generation", { difficulty }));
      expect(results[0]).toBe(1n << BigInt(30 + root / 2 ** n));
    }
  });

  it("asks of an article's basis nothing that it does not use, and of another nothing of the article's", () => {
    const article = ruleSets.article;
    const own = { generation: 0, worldGB: 4 };
    expect(ask("emission.pomwBasis", own, article)).toBe(ask("emission.pomwBasis", { ...own, ring: 0 }, article));
    expect(ask("emission.pomwBasis", { ...own, ring: 2 }, article)).not.toBe(ask("emission.pomwBasis", own, article));
    for (const extra of [{ difficulty: 1n }, { worldBytes: 1n }])
      expect(() => ask("emission.pomwBasis", { ...own, ...extra }, article)).toThrow("not used");
    const node = { difficulty: 100_000n, worldBytes: 1n << 34n };
    for (const extra of [{ generation: 0 }, { ring: 0 }, { worldGB: 1 }])
      expect(() => ask("emission.pomwBasis", { ...node, ...extra })).toThrow("not used");
  });
});

describe("an estimate for a prover", () => {
  const of = { basis: 1n << 40n, shardBytes: 1n << 20n, worldBytes: 1n << 20n, ring: 0, dataShards: 1n };
  const rules = { ringDivisor: "ring", ringSize: 8 } as const;

  it("is nothing where nothing is issued, nothing is stored, or the ring is too deep", () => {
    for (const none of [{ basis: 0n }, { worldBytes: 0n }, { dataShards: 0n }, { ring: 64 }, { ring: 80 }])
      expect(estimatePerProver({ ...of, ...none }, rules)).toBe(0n);
    const deepest = { ...of, basis: 1n << 70n, ring: 63 };
    expect(estimatePerProver(deepest, rules)).toBe(16n);
    expect(estimatePerProver(deepest, { ...rules, ringDivisor: "ringPlusOne" })).toBe(0n);
  });
});

describe("the difficulty of a frame", () => {
  const anchor = { difficulty: 1n << 30n, frame: 1000n, parentTimeMs: 5_000_000_000n };
  const twoHours = 7_200_000n;
  const at = (lateMs: bigint, frames = 0n): bigint =>
    nextDifficulty(anchor, anchor.frame + frames, anchor.parentTimeMs + (frames + 1n) * 10_000n + lateMs);

  it("is halved for every two hours that the chain lags, doubled for every two it runs ahead, from the anchor's on", () => {
    expect(at(0n, 5n)).toBe(1n << 30n);
    expect([1n, 2n, 5n].map((n) => at(n * twoHours, 100n))).toEqual([1n << 29n, 1n << 28n, 1n << 25n]);
    expect([1n, 2n, 5n].map((n) => at(-n * twoHours, 100_000n))).toEqual([1n << 31n, 1n << 32n, 1n << 35n]);
    for (const n of [20n, 63n, 64n, 65n, 200n]) expect(at(n * twoHours, 100n)).toBe(50_000n);
  });
});

describe("scores under decimals and under 53 bits", () => {
  const position = { sizeBytes: 1_000_003n, leafCount: 3, ring: 1 };
  const market = { basisUnits: 2_730_666_666_666n, worldBytes: 9_663_676_417n };

  it("differ by what they round, and are both the size's share of a ring's position", () => {
    const scores = (["decimals", "bits53"] as const).map((issuanceArithmetic) =>
      proposerScore(position, market, { ...epochs, issuanceArithmetic, ringDivisor: "ring" }),
    );
    const exact = (1_000_003 * 2_730_666_666_666) / 9_663_676_417 / 2 / Math.sqrt(3) / 8;
    for (const score of scores) expect(Math.abs(Number(score) - exact)).toBeLessThan(2);
  });
});

describe("fees", () => {
  it("go to participants in equal whole units, and the rest is burnt or somebody's", () => {
    expect(splitFees(100n, 7, "ringParticipants")).toEqual({ perParticipant: 14n, burnt: 2n, remainder: 0n });
    expect(splitFees(100n, 0, "ringParticipants")).toEqual({ perParticipant: 0n, burnt: 100n, remainder: 0n });
    expect(splitFees(100n, 7, "burn")).toEqual({ perParticipant: 0n, burnt: 100n, remainder: 0n });
    expect(splitFees(100n, 7, "participants")).toEqual({ perParticipant: 14n, burnt: 0n, remainder: 2n });
  });

  it("count a vertex in chunks of 55 bytes", () => {
    expect([0, 1, 55, 56].map(vertexAddCost)).toEqual([0, 55, 55, 110]);
    expect([0, 3].map(preparedVertexCost)).toEqual([0, 165]);
  });
});

describe("rings of 2.0", () => {
  it("are full from the first on, and the last has what is left", () => {
    expect([0, 1, 4, 5, 8].map((joins) => v20RingSizes(joins, 4))).toEqual([[], [1], [4], [4, 1], [4, 4]]);
  });
});

describe("a version", () => {
  it.each<readonly [string, readonly number[] | null]>([
    ["2.0.5", [2, 0, 5, 0]],
    ["2.1.0-p4", [2, 1, 0, 4]],
    ["12.345.678-p90", [12, 345, 678, 90]],
    ["999999.0.1", [999_999, 0, 1, 0]],
    ["1000000.0.1", null],
    ["v2.0.5", null],
    ["2.0.5 ", null],
    ["2.0", null],
    ["2.0.5-4", null],
    ["2.0.5-p", null],
    ["a.b.c", null],
    ["2.b.3", null],
    ["2.0.c", null],
    ["2.0.5-px", null],
  ])("%s", (text, expected) => {
    expect(parseVersion(text)).toEqual(expected);
  });
});

describe("switches", () => {
  it("leave out what is not given, and take a word for a word only", () => {
    expect(parseSwitches("v2.1-epoch", { ringSize: undefined })).toEqual({ ok: true, switches: epochs });
    for (const value of [7, true, null, ["seniorityFirst"], {}])
      expect(parseSwitches("v2.1-epoch", { ringOrder: value }).ok).toBe(false);
    expect(parseSwitches("v2.1-epoch", { ringOrder: "seniority-first" })).toMatchObject({ ok: true });
  });
});

describe("a node that goes for replicas", () => {
  it("wants the shard that lacks most, and of those the larger, until none lacks any", () => {
    const market = { strategy: "leastReplicated", rules: { ...epochs, maximumProvers: 10 }, basisUnits: 1n, worldBytes: 1n } as const; // prettier-ignore
    const score = (active: number, sizeBytes: bigint): bigint =>
      scoreOf({ filter: "ab", sizeBytes, ring: 0, leafCount: 1, active } satisfies ShardDescriptor, market);
    expect(score(3, 1n)).toBeGreaterThan(score(4, 1n << 60n));
    expect(score(3, 2n)).toBeGreaterThan(score(3, 1n));
    expect(score(10, 0n)).toBe(1n << 64n);
    expect([score(11, 5n), score(40, 5n)]).toEqual([5n, 5n]);
  });

  it("has to be named where the rule set has no strategy", () => {
    expect(readStrategy("reward", epochs)).toBe("rewardGreedy");
    expect(readStrategy("data", epochs)).toBe("dataGreedy");
    expect(readStrategy(undefined, epochs)).toBe(epochs.strategy);
    expect(() => readStrategy(undefined, { ...epochs, strategy: "none" })).toThrow("choose no shards");
    expect(() => readStrategy("none" as never, epochs)).toThrow("choose no shards");
  });
});

describe("a split", () => {
  const split = { parentBytes: 32, children: 2, childExtraBytes: 1, prefixed: true };

  it.each([
    ["parentBytes", 31, 32, 63, 64],
    ["childExtraBytes", 0, 1, 2, 3],
    ["children", 1, 2, 8, 9],
  ] as const)("has %s from %i + 1 to %i …", (field, below, first, last, above) => {
    const valid = [below, first, last, above].map((value) => isValidSplit({ ...split, [field]: value }));
    expect(valid).toEqual([false, true, true, false]);
  });

  it("keeps the parent's filter, and is by 2, 4 or 8", () => {
    expect(isValidSplit({ ...split, prefixed: false })).toBe(false);
    const { input } = ruleById("shard.split")!;
    const shard = { filter: "ab", provers: [], sameJoinFrameAndSeniority: true };
    const factors = [1, 2, 3, 4, 5, 6, 7, 8, 9].filter((factor) => input.safeParse({ ...shard, factor }).success);
    expect(factors).toEqual([2, 4, 8]);
  });
});

const size = (input: object): unknown => ask("transport.sizes", input);
const vote = (filter: string, frame: number) => ({ op: "vote", filter, frame, vote: 100n });
const window = (...ops: readonly object[]): unknown => ask("fees.window", { ops, windowLimit: 10 });
const kick = (impl: string | undefined, kickSeniority: "zeroed" | "kept"): unknown =>
  ask("seniority.onKick", { seniority: 500n, missed: 1n, ...(impl !== undefined && { impl }) }, { ...epochs, kickSeniority }); // prettier-ignore

describe("rules asked by hand", () => {
  it("take one form of a message's size, and bytes only where they mean something", () => {
    for (const input of [
      {},
      { commitments: 1n, workers: 1n },
      { commitments: 1n, filters: 1 },
      { workers: 1n, filters: 1 },
      { filters: 1, bytes: 5n },
      { bytes: 5n },
    ])
      // prettier-ignore
      expect(() => size(input)).toThrow("give one of them");
    expect([size({ filters: 3 }), size({ workers: 3n }), size({ workers: 3n, bytes: 5n })]).toEqual([1548, 1548, 15]);
    expect(size({ commitments: 2n, bytes: 7n })).toBe(14);
  });

  it("keep a window of fees to one shard", () => {
    expect(window(vote("01", 1), vote("01", 2))).toMatchObject({ windowSize: 2 });
    expect(() => window(vote("01", 1), vote("02", 2))).toThrow("02 is another shard's");
  });

  it("take the implementation of a kick before the rule set's", () => {
    expect([
      kick(undefined, "kept"),
      kick(undefined, "zeroed"),
      kick("rust", "kept"),
      kick("go", "zeroed"),
    ]).toMatchObject([500, 0, 0, 500].map((seniority) => ({ seniority })));
  });
});
