import { describe, expect, test } from "vitest";
import { messages, StateError } from "./state-error.js";
import { StateReader } from "./state-reader.js";
import { StateWriter } from "./state-writer.js";
import type { Stored } from "./stored.js";

/** Something with every kind of state. */
class Everything implements Stored {
  time = 0;
  units = 0n;
  name = "";
  rows = new Int32Array(0);
  flags = new Uint8Array(0);
  list: number[] = [];
  lists: number[][] = [];
  amounts: bigint[] = [];
  words: string[] = [];

  save(to: StateWriter): void {
    to.number("time", this.time);
    to.bigint("units", this.units);
    to.text("name", this.name);
    to.numbers("rows", this.rows);
    to.numbers("flags", this.flags, Math.min(3, this.flags.length));
    to.list("list", this.list);
    to.lists("lists", this.lists);
    to.bigints("amounts", this.amounts);
    to.texts("words", this.words);
  }

  load(from: StateReader): void {
    this.time = from.number("time");
    this.units = from.bigint("units");
    this.name = from.text("name");
    this.rows = from.numbers("rows", Int32Array);
    this.flags = from.numbers("flags", Uint8Array);
    this.list = from.list("list");
    this.lists = from.lists("lists");
    this.amounts = from.bigints("amounts");
    this.words = from.texts("words");
  }
}

function full(): Everything {
  return Object.assign(new Everything(), {
    time: 0.1 + 0.2,
    units: -(2n ** 80n),
    name: "Ω 🜚 \ud800",
    rows: Int32Array.of(-1, 2 ** 31 - 1, 0),
    flags: Uint8Array.of(1, 2, 255),
    list: [NaN, Infinity, -0, 2 ** 53],
    lists: [[], [1], [2, 3.5], []],
    amounts: [0n, -1n, 10n ** 30n],
    words: ["", "a b", "x".repeat(5000)],
  });
}

const stored = (one: Stored): Uint8Array => {
  const to = new StateWriter();
  to.part("one", one);
  return to.bytes();
};

describe("stored state", () => {
  test("comes back as it was, to the bit", () => {
    const back = new Everything();
    const from = new StateReader(stored(full()));
    from.part("one", back);
    from.end();
    expect(back).toEqual(full());
    expect(Object.is(back.list[2], -0)).toBe(true);
    expect(stored(back)).toEqual(stored(full()));
  });

  test("is that of nothing where there is nothing", () => {
    const back = full();
    new StateReader(stored(new Everything())).part("one", back);
    expect(back).toEqual(new Everything());
  });

  test("is copied when it is written", () => {
    const to = new StateWriter();
    const column = Int32Array.of(1, 2);
    to.numbers("column", column);
    column[0] = 9;
    expect(new StateReader(to.bytes()).numbers("column", Int32Array)).toEqual(Int32Array.of(1, 2));
  });

  test("is read from within a larger buffer, wherever it begins there", () => {
    const bytes = stored(full());
    const within = new Uint8Array(bytes.length + 16);
    within.set(bytes, 3);
    const back = new Everything();
    new StateReader(within.subarray(3, 3 + bytes.length)).part("one", back);
    expect(back).toEqual(full());
  });

  test("is refused under another name, type or count, and where it ends or goes on", () => {
    const to = new StateWriter();
    to.numbers("rows", Int32Array.of(1, 2));
    const read = (act: (from: StateReader) => void) => () => act(new StateReader(to.bytes()));
    expect(read((from) => from.numbers("columns", Int32Array))).toThrow(
      new StateError(messages.otherSection("columns (i32)", "rows (i32)")),
    );
    expect(read((from) => from.numbers("rows", Uint32Array))).toThrow(
      new StateError(messages.otherSection("rows (u32)", "rows (i32)")),
    );
    expect(read((from) => from.numbers("rows", Int32Array, 3))).toThrow(
      new StateError(messages.otherCount("rows", 3, 2)),
    );
    expect(read((from) => from.end())).toThrow(new StateError(messages.leftOver("rows")));
    expect(() => new StateReader(new Uint8Array(0)).number("time")).toThrow(new StateError(messages.ended("time")));
  });

  test("is refused wherever it is cut off", () => {
    const bytes = stored(full());
    for (let length = 0; length < bytes.length; length += 8) {
      expect(() => new StateReader(bytes.subarray(0, length)).part("one", new Everything())).toThrow(StateError);
    }
  });
});
