import { expect, it } from "vitest";
import { z } from "zod";
import { share } from "../units/schema.js";
import { parameterTexts } from "./parameter-texts.js";

it("says of each parameter what it is, what may be written, and what it is unless given", () => {
  const texts = parameterTexts({
    kept: share().prefault("40 %").describe("share that is kept"),
    count: z.int().min(1).max(9).describe("how many"),
    word: z.enum(["a", "b"]).optional().describe("which"),
  });
  expect(texts).toEqual([
    {
      name: "kept",
      about: "share that is kept",
      allowed: "a share, for example 99.5 %, 0.995 share",
      default: "40 %",
      isRequired: false,
    },
    { name: "count", about: "how many", allowed: "a whole number from 1 to 9", default: undefined, isRequired: true },
    { name: "word", about: "which", allowed: "a or b", default: undefined, isRequired: false },
  ]);
});
