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
