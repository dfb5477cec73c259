import { expect, it } from "vitest";
import { parseLimit } from "./limit.js";

const stock = { name: "supply", unit: "crates", about: "", course: "end", kind: "amount" } as const;

it.each([
  ["1.6 bn", 1_600_000_000],
  ["1.6 bn crates", 1_600_000_000],
  ["-2bn", null],
  ["1 bnx", null],
  ["123456789.123456789 bn", 123_456_789_123_456_789n],
])("a bound of %s is read as people mean it", (text, value) => {
  const read = parseLimit(text, stock);
  expect(read.ok ? read.value : null).toBe(value);
});

it.each([
  ["5 %", 0.05],
  ["5 %/y", 0.05],
  ["2.5 % a year", 0.025],
  ["0.05", 0.05],
  ["0.05 share a year", 0.05],
  ["5 %/d", null],
  ["-5 %", null],
])("a bound of a rate of growth of %s is read in its unit", (text, value) => {
  const growth = { name: "growth", unit: "share a year", about: "", course: "level", kind: "amount" } as const;
  const read = parseLimit(text, growth);
  expect(read.ok ? read.value : null).toBe(value);
});
