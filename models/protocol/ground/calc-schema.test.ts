import { expect, it } from "vitest";
import { z } from "zod";
import {
  hex,
  hexNumber,
  inputProblems,
  realNumber,
  signedWhole,
  smallWhole,
  wholeNumber,
  wholeNumberAsWritten,
} from "./calc-schema.js";

const schema = z.strictObject({ bytes: wholeNumber({ bits: 64 }), ring: smallWhole({ max: 255 }) });

/** The complaint about one field, or what was read. */
function read(field: "bytes" | "ring", value: unknown): unknown {
  const answer = schema.safeParse({ bytes: 1, ring: 1, [field]: value });
  return answer.success ? answer.data[field] : inputProblems(answer.error).join("; ");
}

it("whole numbers arrive as JSON numbers or as decimal strings", () => {
  expect([read("bytes", 5), read("bytes", "18446744073709551615"), read("ring", "7")]).toEqual([
    5n,
    (1n << 64n) - 1n,
    7,
  ]);
});

it("a rule can learn whether a whole number came as text", () => {
  const asWritten = wholeNumberAsWritten({ bits: 8 });
  expect([asWritten.parse(7), asWritten.parse("7")]).toEqual([
    { value: 7n, isText: false },
    { value: 7n, isText: true },
  ]);
  expect(inputProblems(asWritten.safeParse("256").error!)).toEqual(["expected at most 255, read 256"]);
});

it("a JSON number that may have been rounded is refused with advice", () => {
  expect(read("bytes", 2 ** 53)).toBe("bytes: too large for an exact JSON number (2^53): write it as a decimal string");
});

it.each([
  1.5,
  -1,
  "-1",
  "1e3",
  "0x10",
  "",
  " 1",
  "1.0",
  Number.NaN,
  Number.POSITIVE_INFINITY,
  null,
  true,
  [],
  undefined,
])("%s is no whole number, and the message names the field", (value) => {
  expect(read("bytes", value)).toMatch(/^bytes: expected a whole number/);
});

it("numbers beyond the field's range are refused with its limit", () => {
  expect(read("bytes", "18446744073709551616")).toBe(
    "bytes: expected at most 18446744073709551615, read 18446744073709551616",
  );
  expect(read("ring", 256)).toBe("ring: expected at most 255, read 256");
  expect(read("bytes", "9".repeat(200))).toContain("bytes: too large");
});

it("unknown fields are named", () => {
  const answer = schema.safeParse({ bytes: 1, ring: 1, rings: 2 });
  expect(inputProblems(answer.error!)).toEqual([expect.stringContaining("rings")]);
});

it("of several forms the one that fits best says what is wrong, and none when they fit equally badly", () => {
  const forms = z.union([schema, z.strictObject({ frame: smallWhole() })], {
    error: "expected bytes and ring, or a frame",
  });
  const complaint = (input: object): readonly string[] => inputProblems(forms.safeParse(input).error!);
  expect(complaint({ bytes: 1, ring: -1 })).toEqual(["ring: expected a whole number ≥ 0, read -1"]);
  expect(complaint({ frame: true })).toEqual([expect.stringMatching(/^frame: expected a whole number/)]);
  expect(complaint({ bytes: 1 })).toEqual([expect.stringMatching(/^ring: expected a whole number/)]);
  expect(complaint({ ring: 1, frame: 1 })).toEqual([expect.stringContaining("ring")]);
});

it("differences may be negative, real numbers may have decimals", () => {
  expect(["-5", -5, 0, "7"].map((value) => signedWhole().parse(value))).toEqual([-5, -5, 0, 7]);
  expect([1.2, "1.2", 3].map((value) => realNumber().parse(value))).toEqual([1.2, 1.2, 3]);
  expect(
    [signedWhole().safeParse("1.5"), realNumber().safeParse("-1"), realNumber().safeParse("1e9")].map((r) => r.success),
  ).toEqual([false, false, false]);
});

it("byte strings are lower-case hex of the right length, numbers in hex may miss leading zeros", () => {
  const four = hex({ minBytes: 2, maxBytes: 2 });
  expect(["0aff", "0AFF", "0af", "0aff00"].map((text) => four.safeParse(text).success)).toEqual([
    true,
    false,
    false,
    false,
  ]);
  expect(hexNumber({ bits: 16 }).parse("00fff")).toBe(0xfffn);
  expect(hexNumber({ bits: 16 }).safeParse("1ffff").success).toBe(false);
});
