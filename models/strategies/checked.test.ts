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

const confirming = (confirms: (ring: number) => unknown) => () =>
  checkedStrategy("mine", { ...answering(1, []), confirms: confirms as () => boolean }).confirms?.(0);

describe("a strategy of somebody", () => {
  it.each([Number.NaN, Infinity, 1e300, 0.5, 1n, "5", null, undefined, Promise.resolve(5)])(
    "is refused by its name where a shard is worth %s to it",
    (worth) => {
      const ask = () => answering(worth, []).worth(shard);
      expect(ask).toThrow(RunRefusal);
      expect(ask).toThrow(/^strategy "mine": worth answers .+; allowed: whole numbers below 2\^52$/);
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

  it.each([
    ["keepPercent", [Number.NaN, 33.3, -1, 101, "40", Promise.resolve(40)]],
    ["patienceUs", [Number.NaN, 0.5, -1, Infinity, 5n]],
  ])("is refused by its name for a %s that is none", (field, values) => {
    const right = answering(1, []);
    for (const value of values)
      expect(() => checkedStrategy("mine", { ...right, [field]: value })).toThrow(
        new RegExp(`^strategy "mine": ${field} is .+; allowed: whole `),
      );
    expect(checkedStrategy("mine", { ...right, [field]: 5 })).toMatchObject({ [field]: 5 });
  });

  it("is refused by its name where it confirms with neither yes nor no", () => {
    for (const answer of [undefined, 1, Promise.resolve(false)])
      expect(confirming(() => answer)).toThrow(/^strategy "mine": confirms answers .+; allowed: true or false$/);
    expect(
      confirming(() => {
        throw new Error("no");
      }),
    ).toThrow(/^strategy "mine": confirms failed: no /);
    expect([true, false].map((answer) => confirming(() => answer)())).toEqual([true, false]);
  });

  it("is refused in words where what it answers holds itself", () => {
    const picks: unknown[] = [];
    picks.push(picks);
    expect(() => answering(1, picks).pickJoins(look)).toThrow("pickJoins answers [[[[…]]]]; allowed");
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
