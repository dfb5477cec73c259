import * as fc from "fast-check";
import { expect, it } from "vitest";
import { type Line, linesOf } from "./lines.js";

async function* streamOf(chunks: readonly string[]): AsyncGenerator<string> {
  yield* chunks;
}

async function linesIn(chunks: readonly string[], charactersMax = 100): Promise<readonly Line[]> {
  const found: Line[] = [];
  for await (const lines of linesOf(streamOf(chunks), charactersMax)) found.push(...lines);
  return found;
}

it("lines are the same however the text is cut into chunks", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom("a", "bc", "\n", "\r\n", "d\ne", ""), { maxLength: 20 }),
      async (chunks) => {
        const whole = await linesIn([chunks.join("")]);
        expect(await linesIn(chunks)).toEqual(whole);
        const texts = chunks.join("").split("\n");
        if (texts.at(-1) === "") texts.pop();
        expect(whole).toEqual(texts.map((text) => ({ text })));
      },
    ),
    { seed: 1 },
  );
});

it("a line that is too long is told of and not kept, and the next one is read", async () => {
  expect(await linesIn(["abc", "defg", "h\nij", "\nklmnopq"], 5)).toEqual([
    { tooLong: true },
    { text: "ij" },
    { tooLong: true },
  ]);
});

it("a byte order mark is no part of the first line", async () => {
  expect(await linesIn(["\uFEFFa\nb"])).toEqual([{ text: "a" }, { text: "b" }]);
});
