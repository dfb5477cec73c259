import { describe, expect, it } from "vitest";
import { tableOf } from "./columns.js";
import { earnedLines } from "./earned-line.js";

const operators = (rows: readonly (readonly [string, number, bigint])[]) =>
  tableOf(rows, {
    operator_class: ([name]: (typeof rows)[number]) => name,
    operators: ([, count]: (typeof rows)[number]) => count,
    reward_units: ([, , units]: (typeof rows)[number]) => units,
  });
const quil = 8_000_000_000n;

describe("what operators earned, in a line", () => {
  it("is the mean of each class", () => {
    const line = "Earned by an operator on average: home 1,234 QUIL, farms 2 QUIL, gone 0 QUIL.";
    expect(earnedLines(operators([["home", 10, 12_340n * quil], ["farms", 3, 5n * quil], ["gone", 0, 0n]]))).toEqual([line]); // prettier-ignore
  });

  it("is left out where one class earned all, and of more classes than a line has room for", () => {
    expect(earnedLines(operators([["all", 4, 8n * quil]]))).toEqual([]);
    expect(earnedLines(operators(Array.from({ length: 7 }, (_unused, k) => [`class ${k}`, 1, quil] as const)))).toEqual(
      [],
    );
  });
});
