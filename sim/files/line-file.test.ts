import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { folderWith } from "../../test/scenario-files.js";
import { differingLine, LineFile } from "./line-file.js";

const textOf = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join("");

/** Opens two files with these lines. */
function open(one: readonly string[], other: readonly string[] = one): readonly [LineFile, LineFile] {
  const folder = folderWith({ one: textOf(one), other: textOf(other) });
  return [new LineFile(join(folder, "one")), new LineFile(join(folder, "other"))];
}

const close = (files: readonly LineFile[]): void => files.forEach((file) => file.close());

describe("a file of lines", () => {
  it("finds the first line that two files do not share, and reads from there in both directions", () => {
    const line = fc.string({ maxLength: 8, unit: fc.constantFrom("a", "b", "ö", ",") });
    const lines = fc.array(line, { maxLength: 30 });
    const property = fc.property(lines, lines, lines, (shared, a, b) => {
      const [one, other] = [
        [...shared, ...a],
        [...shared, ...b],
      ];
      const files = open(one, other);
      const at = differingLine(...files);
      const first = one.findIndex((text, k) => text !== other[k]);
      const index = first < 0 && one.length < other.length ? one.length : first;
      expect(at).toBe(index < 0 ? -1 : Buffer.byteLength(textOf(one.slice(0, index))));
      const [from, row] = [Math.max(0, at), Math.max(0, index)];
      expect(files.map((file) => file.lineAt(from))).toEqual([one[row], other[row]]);
      expect([...files[0].linesBefore(from)]).toEqual(one.slice(0, row).toReversed());
      close(files);
    });
    fc.assert(property, { seed: 1, numRuns: 60 });
  });

  it("does so across the pieces in which it reads", () => {
    const one = Array.from({ length: 60_000 }, (_unused, k) => `line ${k}`);
    const other = one.with(50_000, "line 5000x");
    const files = open(one, other);
    const at = differingLine(...files);
    expect([files[0].lineAt(at), files[1].lineAt(at)]).toEqual(["line 50000", "line 5000x"]);
    expect([...files[0].linesBefore(at)]).toEqual(one.slice(0, 50_000).toReversed());
    expect(files[0].lineAt(files[0].bytes)).toBeUndefined();
    close(files);
    const same = open(one);
    expect(differingLine(...same)).toBe(-1);
    close(same);
  });

  it("reads lines that are longer than a piece", () => {
    const long = "x".repeat(600_000);
    const files = open(["short", long, "end"], ["short", long, "END"]);
    const at = differingLine(...files);
    expect(files[1].lineAt(at)).toBe("END");
    expect([...files[0].linesBefore(at)]).toEqual([long, "short"]);
    expect(files[0].lineAt(6)).toBe(long);
    close(files);
  });
});
