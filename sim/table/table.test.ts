import { describe, expect, it } from "vitest";
import { stateColumns } from "./state-column.js";
import { StateError } from "./state-error.js";
import { StateReader } from "./state-reader.js";
import { StateWriter } from "./state-writer.js";
import { Table } from "./table.js";

class Inner extends Table {
  x = this.figure("m", 3);
}

/** A table with a column or figure of every type. */
class Everything extends Table {
  lastLook = this.i32("frame", -1);
  small = this.i8("steps");
  online = this.u8("flag");
  key = this.u32("word");
  size = this.f64("bytes", 0.5);
  private address = this.bytes("bytes", 4);
  readonly balance = this.exact("units");
  text = this.texts("hex");
  members = this.lists("row");
  open = this.figure("rows", 7);
  paid = this.amount("units");
  isLate = this.flag();
  readonly free = this.sequence("row");
  readonly waiting = this.set("row");
  readonly health = this.vector("stores", 3);
  readonly inner = this.part(new Inner());
  none: Inner | null = this.part<Inner | null>(null);

  add(): number {
    return this.addRow();
  }

  reset(row: number): void {
    this.resetRow(row);
  }

  addressOf(row: number): number[] {
    return [...this.address.subarray(4 * row, 4 * row + 4)];
  }

  setAddress(row: number, bytes: readonly number[]): void {
    this.address.set(bytes, 4 * row);
  }
}

/** So many rows, each with values of its own. */
function filled(rows: number): Everything {
  const table = new Everything();
  for (let row = 0; row < rows; row++) {
    table.add();
    table.lastLook[row] = 10 * row;
    table.small[row] = -row;
    table.online[row] = row % 2;
    table.key[row] = 2 ** 32 - 1 - row;
    table.size[row] = row / 3;
    table.setAddress(row, [row, 1, 2, 255]);
    table.balance.set(row, 2n ** 70n + BigInt(row));
    table.text[row] = `store ${row}`;
    table.members[row] = [row, row + 1];
  }
  table.open = rows;
  table.paid = 10n ** 30n;
  table.isLate = true;
  table.free.push(3, 1, 2);
  table.waiting.add(9).add(4);
  table.health.set([1, 2, 3]);
  table.inner.x = 42;
  return table;
}

const stored = (table: Table): Uint8Array => {
  const to = new StateWriter();
  to.part("table", table);
  return to.bytes();
};

const loaded = (bytes: Uint8Array, into = new Everything()): Everything => {
  const from = new StateReader(bytes);
  from.part("table", into);
  from.end();
  return into;
};

const rowOf = (table: Everything, row: number): readonly unknown[] => [
  table.lastLook[row],
  table.small[row],
  table.online[row],
  table.key[row],
  table.size[row],
  table.addressOf(row),
  table.balance.get(row),
  table.text[row],
  table.members[row],
];

const fresh = [-1, 0, 0, 0, 0.5, [0, 0, 0, 0], 0n, "", []];

describe("a table", () => {
  it("names its columns after the fields that declare them, with types and units", () => {
    const fields = new Everything().fields.map(({ name, unit, type }) => `${name}: ${type.name}, ${unit}`);
    expect(fields.slice(0, 3)).toEqual(["count: number, rows", "lastLook: i32, frame", "small: i8, steps"]);
    expect(fields).toContain("address: u8 × 4, bytes");
    expect(fields).toHaveLength(18);
  });

  it("gives every new row the values that columns begin with, however often it grows", () => {
    const table = new Everything();
    for (let row = 0; row < 1000; row++) expect(table.add()).toBe(row);
    for (const row of [0, 63, 64, 999]) expect(rowOf(table, row)).toEqual(fresh);
  });

  it("keeps the values of its rows when it grows", () => {
    const table = filled(500);
    expect(rowOf(table, 0)).toEqual(rowOf(filled(1), 0));
    expect(rowOf(table, 499)[7]).toBe("store 499");
  });

  it("brings a row back to how it began, and no other", () => {
    const table = filled(3);
    table.reset(1);
    expect(rowOf(table, 1)).toEqual(fresh);
    expect([rowOf(table, 0), rowOf(table, 2)]).toEqual([rowOf(filled(3), 0), rowOf(filled(3), 2)]);
  });

  it("is copied seldom, whether rows are added or reached one by one", () => {
    for (const next of [
      (table: Everything, row: number) => table.reach(row),
      (table: Everything) => void table.add(),
    ]) {
      const table = new Everything();
      const arrays = new Set<unknown>();
      for (let row = 0; row < 20_000; row++) {
        next(table, row);
        arrays.add(table.size);
      }
      expect(table.count).toBe(20_000);
      expect(arrays.size).toBeLessThan(25);
    }
  });

  it("is not copied again where room was reserved, has no more rows for that, and never less room", () => {
    const table = filled(3);
    table.reserve(5000);
    const { size } = table;
    expect([table.count, rowOf(table, 2)]).toEqual([3, rowOf(filled(3), 2)]);
    expect(stored(table)).toEqual(stored(filled(3)));
    table.reserve(10);
    while (table.count < 5000) expect(rowOf(table, table.add())).toEqual(fresh);
    expect(table.size).toBe(size);
  });

  it("reaches a row of another table once, with all before it", () => {
    const table = new Everything();
    table.reach(200);
    table.reach(100);
    expect(table.count).toBe(201);
    expect(rowOf(table, 200)).toEqual(fresh);
  });

  it("comes back as it was stored, and goes on as before", () => {
    const back = loaded(stored(filled(70)));
    expect(stored(back)).toEqual(stored(filled(70)));
    const original = filled(70);
    expect([rowOf(back, 69), back.open, back.paid, back.isLate]).toEqual([rowOf(original, 69), 70, 10n ** 30n, true]);
    expect([back.free, [...back.waiting], [...back.health], back.inner.x]).toEqual([[3, 1, 2], [9, 4], [1, 2, 3], 42]);
    expect(back.add()).toBe(70);
    expect(rowOf(back, 70)).toEqual(fresh);
    expect(rowOf(back, 69)).toEqual(rowOf(original, 69));
    back.reset(69);
    expect(rowOf(back, 69)).toEqual(fresh);
  });

  it("is stored by its rows, whatever room its columns have", () => {
    const [narrow, wide] = [filled(2), filled(2)];
    const grown = loaded(stored(wide));
    expect(grown.lastLook.length).toBeLessThan(narrow.lastLook.length);
    expect(stored(grown)).toEqual(stored(narrow));
  });

  it("is not loaded from one that has a part which it has not, or the other way round", () => {
    const more = filled(1);
    more.none = new Inner();
    expect(() => loaded(stored(more))).toThrow(StateError);
    const into = new Everything();
    into.none = new Inner();
    expect(() => loaded(stored(filled(1)), into)).toThrow(StateError);
  });

  it("loads lists in place, for whoever holds them", () => {
    const into = new Everything();
    const { free, waiting, inner } = into;
    free.push(99);
    loaded(stored(filled(1)), into);
    expect([free, [...waiting], inner.x]).toEqual([[3, 1, 2], [9, 4], 42]);
  });

  it("refuses a field that is neither column nor figure", () => {
    class Forgetful extends Table {
      posts = this.i32("posts");
      counter = 0;

      add(): void {
        this.addRow();
      }
    }
    expect(() => new Forgetful().add()).toThrow("Forgetful has 3 fields (count, posts, counter), 2 columns");
  });
});

/** Moments of a run that ends at some time. */
class Dated extends Table {
  sinceUs: Uint32Array | Float64Array;

  constructor(untilUs: number) {
    super();
    this.sinceUs = this.moments(untilUs);
    this.reach(2);
  }
}

describe("a column of moments", () => {
  const [short, long] = [2 ** 32 - 1, 2 ** 32];

  it("takes half the room in runs of up to 71 minutes, and holds the last moment of any", () => {
    for (const untilUs of [short, long]) {
      const table = new Dated(untilUs);
      table.sinceUs[1] = untilUs;
      expect([...table.sinceUs.subarray(0, 3)]).toEqual([0, untilUs, 0]);
    }
    expect([short, long].map((untilUs) => new Dated(untilUs).sinceUs.BYTES_PER_ELEMENT)).toEqual([4, 8]);
  });

  it("of a short run goes on in a longer one", () => {
    const [before, after] = [new Dated(short), new Dated(long)];
    before.sinceUs.set([3, short, 5]);
    new StateReader(stored(before)).part("table", after);
    after.sinceUs[0] = long;
    expect([...after.sinceUs]).toEqual([long, short, 5]);
    expect(stored(before)).toEqual(stored(reloaded(before)));
  });
});

describe("columns that tables share", () => {
  it("are one memory, with room for rows to come, and no more", () => {
    const [owner, other] = [new Dated(9), new Dated(9)];
    owner.sinceUs[2] = 7;
    other.adoptColumns(owner.shareColumns(4));
    other.sinceUs[1] = 5;
    owner.reach(3);
    expect([...owner.sinceUs]).toEqual([0, 5, 7, 0]);
    expect(other.sinceUs.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(() => owner.reach(4)).toThrow("full at 4 rows");
  });

  it("of two tables add up, and so do their figures, but for the number of rows", () => {
    const [into, other] = [filled(3), filled(3)];
    into.addTable(other);
    expect([...into.lastLook.subarray(0, 3)]).toEqual([0, 20, 40]);
    expect([into.count, into.open]).toEqual([3, 2 * other.open]);
  });
});

const reloaded = (table: Dated): Dated => {
  const copy = new Dated(2 ** 32);
  new StateReader(stored(table)).part("table", copy);
  return copy;
};

describe("the columns of a part", () => {
  const table = filled(2);
  const columns = stateColumns("table", table);
  const column = (name: string) => columns.find((candidate) => candidate.name === name);

  it("are all that is stored, each once, by the same names", () => {
    const names = columns.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const text = new TextDecoder("latin1").decode(stored(table));
    for (const name of names) expect(text).toContain(name);
    expect(names).toEqual(
      expect.arrayContaining(["table.count", "table.balance.low", "table.inner.x", "table.waiting"]),
    );
    expect(names).not.toContain("table.none");
  });

  it("are the columns themselves, with the rows that are in use", () => {
    expect(column("table.lastLook")?.values).toBe(table.lastLook);
    expect(column("table.lastLook")?.rowCount).toBe(2);
    expect(column("table.address")?.rowCount).toBe(8);
    expect(column("table.members")?.values).toEqual([
      [0, 1],
      [1, 2],
    ]);
  });
});
