import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseYaml } from "./parse-yaml.js";
import { parsePath, printPath } from "./path.js";
import { toYaml } from "./print.js";
import { makeSource } from "./source.js";
import { type Plain, plainOf } from "./tree.js";

const reload = (text: string): Plain => {
  const { tree, errors } = parseYaml(makeSource("printed", text));
  expect(errors).toEqual([]);
  return tree === undefined ? null : plainOf(tree);
};

const word = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom("1_000", "yes", "null", "~", "1e3", "50 ms", "- a", "#", "0x1f", "a: b"),
);
const number = fc.double({ noNaN: true, noDefaultInfinity: true });
const key = fc
  .oneof(word, fc.constantFrom("halt.threshold", "1", "0x10"))
  .filter((text) => !["__proto__", "constructor", "prototype"].includes(text));
const { value } = fc.letrec<{ value: Plain }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    word,
    number,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(key, tie("value"), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

describe("a printed scenario", () => {
  it("reads back as the same values, whatever they are", () => {
    fc.assert(
      fc.property(fc.dictionary(key, value, { minKeys: 1, maxKeys: 4, noNullPrototype: true }), (written) => {
        expect(reload(toYaml(written, ["a header", "", "of lines"]))).toEqual(written);
      }),
      { seed: 1 },
    );
  });

  it("begins with its header as a comment and keeps the order of keys", () => {
    expect(toYaml({ b: 1, a: { d: "50 ms", c: [1] } }, ["made by a run"])).toBe(
      "# made by a run\nb: 1\na:\n  d: 50 ms\n  c:\n    - 1\n",
    );
  });
});

describe("a path", () => {
  it("printed and read again is the same path", () => {
    const steps = fc.array(fc.oneof(fc.nat({ max: 99_999 }), fc.string({ minLength: 1 })), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(steps, (path) => {
        expect(parsePath(printPath(path))).toEqual(path);
      }),
      { seed: 1 },
    );
  });

  it.each(["", ".", "a.", ".a", "a..b", "a[", "a[-1]", "a[b]", "a b", 'a["b'])("is not %j", (text) => {
    expect(parsePath(text)).toBeUndefined();
  });
});
