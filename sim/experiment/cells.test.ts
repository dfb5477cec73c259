import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cellOf, type CellResult, cellText, readCell } from "./cell.js";
import { packCells, unpackCells } from "./cell-columns.js";
import { cellKey, pointKey, seedOfPoint } from "./cell-key.js";
import { CellStore } from "./cell-store.js";
import { batchesOf, cellsOf, finishedOf } from "./grid.js";

const cell: CellResult = cellOf({
  fingerprint: "00ff/events",
  metrics: [
    { name: "emission.issuedUnits", unit: "units", value: 2n ** 100n },
    { name: "ring.share", unit: "share", value: 0.1 + 0.2 },
    { name: "ring.none", unit: "share", value: NaN },
    { name: "rule", unit: "", value: "v2.1 \u{1F600}" },
  ],
});

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "orrery-cells-"));
});
afterEach(() => rmSync(folder, { recursive: true }));
const key = cellKey("point", "1", 0);
const files = (): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => path.includes("."));

describe("cells", () => {
  it("come back from text and from other threads to the bit", () => {
    expect(readCell(cellText(cell))).toEqual(cell);
    const numbered = [7, 8].map((number) => ({ cell: number, result: cell }));
    expect(unpackCells(packCells(numbered))).toEqual(numbered);
  });

  it("have a name that follows from whatever changes them, and from nothing else", () => {
    const code = { codeHash: "c", dependencies: { zod: "4" } };
    const written = { name: "a", about: "", seed: 1, replications: 2, horizon: "1 d", sweep: { x: [1] } };
    const names = [
      pointKey(written, code),
      pointKey({ ...written, horizon: "2 d" }, code),
      pointKey(written, { ...code, codeHash: "d" }),
      pointKey(written, { ...code, dependencies: { zod: "5" } }),
    ];
    const cells = [names[0], names[1]].flatMap((point) =>
      ["1", "2"].flatMap((seed) => [0, 1].map((k) => cellKey(point, seed, k))),
    );
    expect(new Set([...names, ...cells]).size).toBe(12);
    expect(pointKey({ ...written, name: "b", about: "?", seed: 9, replications: 50, sweep: { x: [1, 2] } }, code)).toBe(
      names[0],
    );
    expect(seedOfPoint("1", [["a", 1]])).not.toBe(seedOfPoint("1", [["a", 2]]));
    expect(seedOfPoint("1", [["a", 1]])).toMatch(/^point-[0-9a-f]{16}$/);
  });

  it("are stored whole and found again", () => {
    const store = new CellStore(folder, "w");
    expect(store.read(key)).toBeUndefined();
    store.write(key, cell);
    expect(store.read(key)).toEqual(cell);
    expect(files()).toEqual([join(key.slice(0, 2), `${key}.cell`)]);
  });

  it("are not trusted when damaged anywhere, cut short, or under another's name", () => {
    const store = new CellStore(folder, "w");
    store.write(key, cell);
    const path = join(folder, files()[0]);
    const whole = readFileSync(path);
    for (let at = 0; at < whole.length; at += 7) {
      const damaged = Buffer.from(whole);
      damaged[at] ^= 1;
      writeFileSync(path, damaged);
      expect(store.read(key)).toBeUndefined();
    }
    for (const length of [0, 10, 65, whole.length - 1]) {
      writeFileSync(path, whole);
      truncateSync(path, length);
      expect(store.read(key)).toBeUndefined();
    }
    const other = `${key.slice(0, 2)}${"0".repeat(62)}`;
    writeFileSync(join(folder, key.slice(0, 2), `${other}.cell`), whole);
    expect(store.read(other)).toBeUndefined();
    store.write(key, cell);
    expect(store.read(key)).toEqual(cell);
  });
});

describe("the grid of cells", () => {
  const grid = { points: 3, replications: 5 };

  it("is dealt out to parts that together hold every cell once", () => {
    for (const count of [1, 2, 4, 20]) {
      const dealt = Array.from({ length: count }, (_, k) => cellsOf(grid, { index: k + 1, count }));
      expect(dealt.flat().toSorted((a, b) => a - b)).toEqual(cellsOf(grid));
    }
  });

  it("is cut into batches that hold every cell once, in order", () => {
    for (const [cells, workers] of [
      [1000, 1],
      [1000, 8],
      [3, 2],
      [0, 2],
    ]) {
      const all = Array.from({ length: cells }, (_, k) => k);
      const batches = batchesOf(all, workers);
      expect(batches.flat()).toEqual(all);
      expect(batches.length).toBeGreaterThanOrEqual(Math.min(cells, workers));
    }
  });

  it("counts replications of a point up to the first that is missing", () => {
    const missing = new Set([3, 5, 14]);
    expect(finishedOf(grid, (number) => !missing.has(number))).toEqual([3, 0, 4]);
  });
});
