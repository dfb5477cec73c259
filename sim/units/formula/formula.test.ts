import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { byteCount as bytes, duration } from "../dimensions.js";
import { type FormulaName, parseFormula } from "./formula.js";
import { conditional, formulaFunctions } from "./functions.js";
import { FormulaLanguage } from "./language.js";
import { formulaMessages as messages } from "./messages.js";

const language = new FormulaLanguage([
  { name: "time", dimension: duration },
  { name: "bytes", dimension: bytes },
]);
const day = 86_400e6;

const names = new Map<string, FormulaName>([
  ["time", { dims: language.dims("time"), range: [0, 100 * day] }],
  ["world", { dims: language.dims("bytes"), range: [1, 1e15] }],
  ["n", { dims: language.number, range: [-10, 10] }],
]);
const functions = [...formulaFunctions.map(({ name }) => name), conditional.name];
const task = (dims = language.number, max = 1e9) => ({ language, names, result: { dims, max, maxText: "a billion" } });

const valueOf = (text: string, values: Record<string, number> = {}): number => {
  const parsed = parseFormula(text, task());
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problem));
  const found = parsed.formula.value(new Map(Object.entries(values)));
  if (!found.ok) throw new Error(JSON.stringify(found.problem));
  return found.value;
};

const problemOf = (text: string, dims = language.number) => {
  const parsed = parseFormula(text, task(dims));
  if (parsed.ok) throw new Error(`${text} was taken`);
  const { at, length, message } = parsed.problem;
  return { of: text.slice(at, at + length), message };
};

describe("a formula", () => {
  it.each([
    ["1 + 2 * 3", 7],
    ["(1 + 2) * 3", 9],
    ["10 - 3 - 2", 5],
    ["8 / 4 / 2", 1],
    ["2 ^ 3 ^ 2", 512],
    ["9 - 2 ^ 2", 5],
    ["-2 ^ 2 + 5", 1],
    ["2 ^ -1", 0.5],
    ["-(-3)", 3],
    ["50 % * 8", 4],
    ["1 d / 1 h", 24],
    ["sqrt(4 kB ^ 2) / 1 kB", 4],
    ["min(3, 1, 2) + max(3, 1, 2) + abs(-5)", 9],
    ["floor(2.7) + ceil(2.2)", 5],
    ["log2(1 MiB / 1 KiB)", 10],
    ["if(1 d < 25 h, 7, 8)", 7],
    ["if(2 != 2, 1 / 0, 8)", 8],
  ])("%s is %d", (text, value) => {
    expect(valueOf(text)).toBe(value);
  });

  it("takes its names from the caller, and knows which it speaks of", () => {
    expect(valueOf("n * time / 1 d", { n: 2, time: 3 * day })).toBe(6);
    const parsed = parseFormula("if(time > 1 d, n, 0)", task());
    expect(parsed.ok && [...parsed.formula.names]).toEqual(["time", "n"]);
  });

  it.each([
    ["", "", messages.empty()],
    ["1 +", "", messages.unexpected("")],
    ["1 2", "2", messages.tooMuch("2")],
    ["(1 + 2", "(", messages.notClosed()],
    ["1 + )", ")", messages.unexpected(")")],
    ["1 + §", "§", messages.unexpected("§")],
    ["2 + m", "m", messages.noName("m", ["time", "world", "n"])],
    ["sin(1)", "sin", messages.noFunction("sin", functions)],
    ["3 apples", "apples", messages.noUnit("apples")],
    ["sqrt(1, 2)", "sqrt(1, 2)", messages.parts("sqrt", "sqrt(x)")],
    ["1 + 1 d", "1 + 1 d", messages.unlike("+", "a plain number", "time")],
    ["world / time + 1", "world / time + 1", messages.unlike("+", "bytes / time", "a plain number")],
    ["exp(1 d)", "1 d", messages.needsNumber("what exp is taken of", "time")],
    ["2 ^ 1 d", "1 d", messages.needsNumber("a power", "time")],
    ["(1 d) ^ n / 1 d", "n", messages.needsConstant()],
    ["1 < 2", "1 < 2", messages.comparisonOutside()],
    ["if(1, 2, 3)", "1", messages.needsComparison()],
    ["time", "time", messages.otherKind("time", "a plain number")],
    ["1 / (3 - 3)", "(3 - 3)", messages.dividesByZero()],
    ["sqrt(0 - 4)", "sqrt(0 - 4)", messages.noReal("sqrt")],
    ["ln(n - 10)", "ln(n - 10)", messages.overflow()],
    ["exp(1000)", "exp(1000)", messages.overflow()],
    ["n - 11", "n - 11", messages.negative()],
    ["1000000001 + abs(n)", "1000000001 + abs(n)", messages.tooLarge("a billion")],
    [`${"(".repeat(100)}1${")".repeat(100)}`, "(", messages.tooDeep(60)],
    ["1".repeat(3000), "1", messages.tooLong(2000)],
  ])("is refused at its place, before it is used: %s", (text, of, message) => {
    expect(problemOf(text)).toEqual({ of, message });
  });

  it("that has no value for some of what its names can be says so when that comes", () => {
    const parsed = parseFormula("10 / (n - 3)", task());
    if (!parsed.ok) throw new Error("refused");
    expect(parsed.formula.value(new Map([["n", 5]]))).toEqual({ ok: true, value: 5 });
    expect(parsed.formula.value(new Map([["n", 3]]))).toMatchObject({ problem: { at: 5, message: messages.dividesByZero() } });
    expect(parsed.formula.value(new Map([["n", 1]]))).toMatchObject({ problem: { at: 0, message: messages.negative() } });
  }); // prettier-ignore

  it("never comes to anything outside of its bounds, and never throws", () => {
    const leaf = fc.oneof(fc.constantFrom("n", "1", "0.5", "3", "12"), fc.nat(20).map(String));
    const tree = fc.letrec<{ node: string }>((tie) => ({
      node: fc.oneof(
        { depthSize: "small" },
        leaf,
        fc.tuple(tie("node"), fc.constantFrom("+", "-", "*", "/", "^"), tie("node")).map(([a, op, b]) => `(${a} ${op} ${b})`),
        fc.tuple(fc.constantFrom("sqrt", "exp", "ln", "abs", "floor", "log2"), tie("node")).map(([f, a]) => `${f}(${a})`),
        fc.tuple(tie("node"), tie("node"), tie("node")).map(([a, b, c]) => `if(${a} < ${b}, ${c}, ${b})`),
      ),
    })).node; // prettier-ignore
    fc.assert(
      fc.property(tree, fc.integer({ min: -10, max: 10 }), (text, n) => {
        const parsed = parseFormula(text, task(language.number, Number.MAX_VALUE));
        const names = new Map([["n", n]]);
        if (parsed.ok) return void parsed.formula.value(names);
        // What is refused before it is used is refused for every value: a name of one value decides.
        const known = new Map<string, FormulaName>([["n", { dims: language.number, range: [n, n] }]]);
        const again = parseFormula(text, { ...task(language.number, Number.MAX_VALUE), names: known });
        expect(again.ok).toBe(false);
      }),
      { seed: 13, numRuns: 2000 },
    );
  });
});
