import { describe, expect, it } from "vitest";
import { nameWords } from "../name-hash.js";
import { createStreams } from "../stream.js";
import { MemberChoice, type NamedGroup } from "./member-choice.js";

const group = (name: string, count: number): NamedGroup => ({ ...nameWords(name), count });
const stream = createStreams(1, 0).purpose("choice");

/** Who is chosen first under each of so many names, by group and place. */
function chosen(groups: Readonly<Record<string, number>>, draws: number): readonly string[] {
  const names = Object.keys(groups);
  const choice = new MemberChoice(
    stream,
    names.map((name) => group(name, groups[name])),
  );
  return Array.from({ length: draws }, (_, k) => {
    let found = "";
    choice.draw(nameWords(`${k}`), 0, (of, place) => {
      found = `${names[of]} ${place}`;
      return true;
    });
    return found;
  });
}

const differing = (a: readonly string[], b: readonly string[]): number => a.filter((one, k) => one !== b[k]).length;

describe("a choice of members", () => {
  it("makes all equally likely, whatever the sizes of their groups", () => {
    const draws = 28_000;
    const counts = new Map<string, number>();
    for (const one of chosen({ a: 5, none: 0, b: 1, c: 8 }, draws)) counts.set(one, (counts.get(one) ?? 0) + 1);
    expect(counts.size).toBe(14);
    // Chi square with 13 degrees of freedom: above 34.5 once in a thousand.
    const each = draws / 14;
    expect([...counts.values()].reduce((sum, count) => sum + (count - each) ** 2 / each, 0)).toBeLessThan(34.5);
  });

  it("is the same in whatever order groups stand, and changes only as far as it must where some are more", () => {
    const draws = 4000;
    const before = chosen({ a: 50, b: 30 }, draws);
    expect(chosen({ b: 30, a: 50 }, draws)).toEqual(before);
    // One member more of 81: a choice of 81 goes to it, and no other changes.
    const one = chosen({ a: 51, b: 30 }, draws);
    expect(differing(before, one)).toBe(one.filter((who) => who === "a 50").length);
    expect(differing(before, one)).toBeLessThan(90);
    // A group of 20 more wins a fifth of them for itself; where it wins for a place in which it has nobody, all is drawn again.
    const more = chosen({ a: 50, b: 30, c: 20 }, draws);
    expect(differing(before, more)).toBeGreaterThanOrEqual(more.filter((who) => who.startsWith("c")).length);
    expect(differing(before, more)).toBeLessThan(0.32 * draws);
    // Past a power of two it races at twice the rate, and misses half of what it wins.
    const past = chosen({ a: 65, b: 30 }, draws);
    expect(differing(before, past)).toBeLessThan(0.6 * draws);
  });

  it("draws on until one is the last, from the counter on that is given", () => {
    const choice = new MemberChoice(stream, [group("a", 6)]);
    const drawn = (counter: number): readonly number[] => {
      const places: number[] = [];
      choice.draw(nameWords("who"), counter, (_, place) => places.push(place) === 60);
      return places;
    };
    expect(new Set(drawn(0)).size).toBe(6);
    expect(drawn(1).slice(0, 30).join()).not.toBe(
      drawn(2 ** 32)
        .slice(0, 30)
        .join(),
    );
    expect(drawn(0).join().endsWith(drawn(20).slice(0, 5).join())).toBe(false);
  });

  it("refuses no members, and more than can be drawn", () => {
    expect(() => new MemberChoice(stream, [group("a", 0)])).toThrow(RangeError);
    expect(() => new MemberChoice(stream, [group("a", 2 ** 30 + 1)])).toThrow(RangeError);
  });
});
