import { describe, expect, it } from "vitest";
import { Cursor } from "./cursor.js";
import { gamma } from "./distributions/continuous.js";
import type { Draw } from "./draw-log.js";
import { createLoggedStreams } from "./logged-streams.js";
import { createStreams, Purpose } from "./stream.js";

/** Streams with their log, newest draw last. */
function logged(seed: string, replication = 0) {
  const draws: Draw[] = [];
  const record = ({ purpose, entity, second, counter, value }: Draw): void =>
    void draws.push({ purpose, entity, second, counter, value });
  return { streams: createLoggedStreams(seed, replication, { record }), draws };
}

const methodsOf = (prototype: object): readonly string[] => Object.getOwnPropertyNames(prototype);
/** What a method is called with, so that every one can be tried. */
const wordsOf: { readonly [method: string]: readonly number[] } = {
  word: [7, 3],
  uniform: [7, 3],
  below: [7, 3, 10],
  pairWord: [7, 9, 3],
  pairUniform: [7, 9, 3],
  pairBelow: [7, 9, 3, 10],
};
type Drawing = Readonly<Record<string, (...words: readonly number[]) => number>>;

describe("logged streams", () => {
  it("know every method of a purpose and of a cursor: one that is missing would draw behind the log's back", () => {
    const { streams } = logged("a phrase");
    const purpose = streams.purpose("outage");
    for (const [mine, plain] of [
      [purpose, Purpose],
      [purpose.cursor(1), Cursor],
    ] as const) {
      expect(mine).toBeInstanceOf(plain);
      expect(methodsOf(Object.getPrototypeOf(mine) as object).toSorted()).toEqual(
        methodsOf(plain.prototype).toSorted(),
      );
    }
    expect(methodsOf(Purpose.prototype).toSorted()).toEqual(
      ["constructor", "cursor", "draw", "drawPair", "pairCursor", ...Object.keys(wordsOf)].toSorted(),
    );
  });

  it.each(Object.entries(wordsOf))(
    "draw with %s what plain ones draw, and note its name and value",
    (method, words) => {
      const { streams, draws } = logged("a phrase", 2);
      const plain = (createStreams("a phrase", 2).purpose("outage") as unknown as Drawing)[method](...words);
      const purpose = streams.purpose("outage") as unknown as Drawing;
      expect(purpose[method](...words)).toBe(plain);
      const isPair = method.startsWith("pair");
      expect(draws).toEqual([{ purpose: "outage", entity: 7, second: isPair ? 9 : -1, counter: 3, value: plain }]);
    },
  );

  it("note the first of the two words of a draw", () => {
    const { streams, draws } = logged("a phrase", 2);
    const purpose = streams.purpose("outage");
    const plain = createStreams("a phrase", 2).purpose("outage");
    purpose.draw(7, 3);
    plain.draw(7, 3);
    expect([...purpose.words]).toEqual([...plain.words]);
    expect(draws).toEqual([{ purpose: "outage", entity: 7, second: -1, counter: 3, value: plain.word(7, 3) }]);
    purpose.drawPair(7, 8, 4);
    plain.drawPair(7, 8, 4);
    expect([...purpose.words]).toEqual([...plain.words]);
    expect(draws[1]).toEqual({ purpose: "outage", entity: 7, second: 8, counter: 4, value: plain.pairWord(7, 8, 4) });
  });

  it("note the draws of a cursor with the counters they had, whatever takes them", () => {
    const { streams, draws } = logged("a phrase");
    const cursor = streams.purpose("size").pairCursor(4, 5, 10);
    const plain = createStreams("a phrase", 0).purpose("size").pairCursor(4, 5, 10);
    const took = [cursor.word(), cursor.uniform(), cursor.below(6), gamma(cursor, { shape: 2, scale: 3 })];
    expect(took).toEqual([plain.word(), plain.uniform(), plain.below(6), gamma(plain, { shape: 2, scale: 3 })]);
    expect(cursor.position).toBe(plain.position);
    expect(draws.map(({ counter }) => counter)).toEqual(draws.map((_unused, k) => 10 + k));
    expect(draws.slice(0, 3).map(({ value }) => value)).toEqual(took.slice(0, 3));
    expect(draws.every(({ purpose, entity, second }) => purpose === "size" && entity === 4 && second === 5)).toBe(true);
  });

  it("are the same object for the same purpose, and refuse what plain ones refuse", () => {
    const { streams, draws } = logged("a phrase");
    expect(streams.purpose("x")).toBe(streams.purpose("x"));
    expect(() => streams.purpose("x").uniform(-1, 0)).toThrow(RangeError);
    expect(() => createLoggedStreams("", 0, { record: () => undefined })).toThrow(RangeError);
    expect(draws).toEqual([]);
  });
});
