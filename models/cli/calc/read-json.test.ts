import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { JsonError, readJson } from "./read-json.js";

const complaint = (text: string): string => {
  try {
    return `read ${JSON.stringify(readJson(text))}`;
  } catch (error) {
    if (error instanceof JsonError) return error.message;
    throw error;
  }
};

/** The value, with minus zero as zero, or that there is none. */
function outcome(read: () => unknown): unknown {
  try {
    const value = read();
    return Object.is(value, -0) ? 0 : value;
  } catch {
    return "refused";
  }
}

describe("strict JSON", () => {
  it("reads what JSON.parse reads, where that loses nothing", () => {
    const safe = fc
      .jsonValue({ noUnicodeString: false })
      .filter((value) => !/e[+-]|__proto__|\d{16}/.test(JSON.stringify(value)));
    fc.assert(
      fc.property(safe, fc.integer({ min: 0, max: 3 }), (value, spaces) => {
        expect(readJson(JSON.stringify(value, null, spaces))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { seed: 1 },
    );
  });

  it("refuses what JSON.parse refuses, and takes what it takes but for a key twice", () => {
    const pieces = [
      "{",
      "}",
      "[",
      "]",
      ",",
      ":",
      '"',
      "\\",
      '"a"',
      "1",
      "-",
      "0",
      ".",
      "e",
      "true",
      "nul",
      " ",
      "\n",
      "\u0001",
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 8 }), (parts) => {
        const text = parts.join("");
        fc.pre(!/"a".*"a"/s.test(text));
        expect(outcome(() => readJson(text))).toEqual(outcome(() => JSON.parse(text) as unknown));
      }),
      { seed: 1, numRuns: 3000 },
    );
  });

  it("says where it stopped, or which field is wrong", () => {
    expect(complaint('{"a": 1')).toBe("not valid JSON: expected a comma or } at character 8, read the end");
    expect(complaint('{"a" 1}')).toContain("expected a colon at character 6");
    expect(complaint('{"a": "x}')).toContain("expected the end of a text");
    expect(() => readJson('{"a": [1, {"b": 1, "b": 2}]}')).toThrow(expect.objectContaining({ path: ["a", "1", "b"] }));
    expect(complaint("[1]")).toBe("read [1]");
  });

  it("bounds depth and size", () => {
    const limits = { depth: 2, values: 4 };
    expect(readJson("[[1]]", limits)).toEqual([[1]]);
    expect(() => readJson("[[[1]]]", limits)).toThrow(/nested more than 2 levels/);
    expect(() => readJson("[1,2,3,4]", limits)).toThrow(/more than 4 values/);
  });
});
