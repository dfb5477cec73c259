import { createHash } from "node:crypto";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ownName } from "../../files/owner.js";
import { cellOf, type CellResult, cellText, readCell } from "./cell.js";
import { packCells, unpackCells } from "../sweep/cell-columns.js";
import { cellKey, pointKey, seedOfPoint } from "./cell-key.js";
import { CellStore, closeStore, openStore } from "./cell-store.js";
import { batchesOf, cellsOf, finishedOf } from "../sweep/grid.js";

const cell: CellResult = cellOf({
  fingerprint: "00ff/events",
  metrics: [
    { name: "emission.issuedUnits", unit: "units", value: 2n ** 100n },
    { name: "disk.share", unit: "share", kind: "share", value: 0.1 + 0.2 },
    { name: "disk.none", unit: "share", value: NaN },
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
    const store = new CellStore(folder);
    expect(store.read(key)).toBeUndefined();
    store.write(key, cell);
    expect(store.read(key)).toEqual(cell);
    closeStore(folder);
    expect(files()).toEqual([join(key.slice(0, 2), `${key}.cell`)]);
  });

  it("are not trusted when damaged anywhere, cut short, or under another's name", () => {
    const store = new CellStore(folder);
    store.write(key, cell);
    closeStore(folder);
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

const path = (): string => join(folder, key.slice(0, 2), `${key}.cell`);
const rubbish = (content: string): string =>
  `${createHash("sha256").update(`${key}\n${content}`).digest("hex")}\n${content}\n`;
const metric = (value: string): string => `{"fingerprint":"f","metrics":[["a","b",null,${value}]]}`;

describe("what stands in the place of a cell", () => {
  it.each<[string, () => void]>([
    ["a folder with files", () => (mkdirSync(path()), writeFileSync(join(path(), "file"), ""))],
    ["a link to itself", () => symlinkSync(`${key}.cell`, path())],
    ["a link to nothing", () => symlinkSync("nowhere", path())],
    ["a file in place of its folder", () => (rmdirSync(dirname(path())), writeFileSync(dirname(path()), ""))],
    ["a link to nothing in place of its folder", () => (rmdirSync(dirname(path())), symlinkSync("x", dirname(path())))],
    ...["null", "[]", "{}", '{"fingerprint":1,"metrics":[]}', metric("true"), metric('{"whole":"x"}'), "no JSON"].map(
      (content): [string, () => void] => [
        `${content} under its right hash`,
        () => writeFileSync(path(), rubbish(content)),
      ],
    ),
  ])("is as good as none, and makes way: %s", (_, place) => {
    mkdirSync(dirname(path()));
    place();
    const store = new CellStore(folder);
    expect(store.read(key)).toBeUndefined();
    store.write(key, cell);
    expect(store.read(key)).toEqual(cell);
  });

  it("is nothing that killed processes began: it goes when the store is opened again", () => {
    for (const name of [".writing-999999999-1-00000000", ".writing-1-1-00000000"]) mkdirSync(join(folder, name));
    const dead = `.writing-${ownName().replace(/-\d+-/, "-1-")}`;
    mkdirSync(join(folder, dead));
    writeFileSync(join(folder, dead, "cell"), "half");
    openStore(folder);
    closeStore(folder);
    // Processes of other machines cannot be asked.
    expect(readdirSync(folder).sort()).toEqual([".writing-1-1-00000000", ".writing-999999999-1-00000000"]);
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
