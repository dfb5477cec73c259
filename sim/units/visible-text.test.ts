import { describe, expect, it } from "vitest";
import { unseenIn, visibleOutput, visibleText } from "./visible-text.js";

describe("characters that are obeyed instead of shown", () => {
  it.each([
    0x00, 0x07, 0x08, 0x0d, 0x1b, 0x7f, 0x9b, 0x2028, 0x2029, 0x202a, 0x202e, 0x2066, 0x2069, 0xd800, 0xdfff, 0xfffe,
  ])("are found and written out: %i", (code) => {
    const hex = code.toString(16).padStart(4, "0");
    const text = `a${String.fromCharCode(code)}b`;
    expect(unseenIn(text)).toBe(`U+${hex.toUpperCase()}`);
    expect(visibleText(text)).toBe(`a\\u${hex}b`);
    expect(JSON.parse(`"${visibleText(text)}"`)).toBe(text);
  });

  it("are none that are seen, or belong to how a language is written", () => {
    for (const text of ["a\tb\nc", "a\r\nb\r\n", "größer — 日本 → 🙂", "\u200eא\u200f\u200d", "e\u0301"]) {
      expect(unseenIn(text)).toBeUndefined();
      expect(visibleText(text)).toBe(text);
      expect(visibleOutput(text)).toBe(text);
    }
  });

  it("leave a terminal its colours, and nothing else", () => {
    expect(visibleOutput("\u001b[1mbold\u001b[22m\r")).toBe("\u001b[1mbold\u001b[22m\r");
    expect(visibleOutput("\u001b[2J\u001b]0;title\u0007\u202e")).toBe("\\u001b[2J\\u001b]0;title\\u0007\\u202e");
  });
});
