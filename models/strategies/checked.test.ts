import { describe, expect, it } from "vitest";
import { RunRefusal } from "../../sim/units/run-refusal.js";
import { checkedStrategy } from "./checked.js";
import type { JoinLook, ShardView, Strategy } from "./strategy.js";

const shard: ShardView = { sizeBytes: 1, ring: 0, rewardUnits: 1, active: 1, joining: 0 };
const look = {
  wanted: 2,
  shardCount: 3,
  valueOf: (one: number) => [5, 4, 3][one],
  holds: (one: number) => one === 2,
} as unknown as JoinLook;
const answering = (worth: unknown, picks: unknown): Strategy =>
  checkedStrategy("mine", {
    worth: () => worth as number,
    pickJoins: () => picks as number[],
    keepPercent: undefined,
  });

describe("a strategy of somebody", () => {
  it.each([Number.NaN, Infinity, 1e300, 1n, "5", null, undefined, Promise.resolve(5)])(
    "is refused by its name where a shard is worth %s to it",
    (worth) => {
      const ask = () => answering(worth, []).worth(shard);
      expect(ask).toThrow(RunRefusal);
      expect(ask).toThrow(/^strategy "mine": worth answers .+; allowed: numbers below 2\^52$/);
    },
  );

  it.each([
    [[0, 0]],
    [[0, 1, 1]],
    [[2]],
    [[3]],
    [[-1]],
    [[Number.NaN]],
    [[0.5]],
    [["0"]],
    [undefined],
    [Promise.resolve([])],
  ])("is refused by its name where it picks %j", (picks) => {
    expect(() => answering(1, picks).pickJoins(look)).toThrow(
      /^strategy "mine": pickJoins answers .+; allowed: a list/,
    );
  });

  it.each<unknown>([undefined, 1, Promise.resolve(true)])(
    "is refused by its name where it confirms by %s",
    (answer) => {
      const mine = checkedStrategy("mine", { ...answering(1, []), confirms: () => answer as boolean });
      expect(() => mine.confirms?.(0)).toThrow(/^strategy "mine": confirms answers .+; allowed: true or false$/);
    },
  );

  it("may be of a class, with fields of its own", () => {
    class Mine implements Strategy {
      readonly keepPercent = 10;
      readonly deepest = 1;
      worth(): number {
        return this.deepest;
      }
      pickJoins(): readonly number[] {
        return [this.deepest];
      }
      confirms(ring: number): boolean {
        return ring <= this.deepest;
      }
    }
    const { worth, pickJoins, confirms, keepPercent } = checkedStrategy("mine", new Mine());
    expect([worth(shard), pickJoins(look), confirms?.(0), confirms?.(2), keepPercent]).toEqual([
      1,
      [1],
      true,
      false,
      10,
    ]);
  });

  it("is told with the place where it throws, and heard where it is right", () => {
    const throwing = checkedStrategy("mine", {
      ...answering(1, []),
      worth: () => {
        throw new Error("oops");
      },
    });
    expect(() => throwing.worth(shard)).toThrow(
      /^strategy "mine": worth failed: oops \(at .*checked\.test\.ts:\d+:\d+\)$/,
    );
    expect(answering(-3, [1, 0]).worth(shard)).toBe(-3);
    expect(answering(1, [1, 0]).pickJoins(look)).toEqual([1, 0]);
  });
});
