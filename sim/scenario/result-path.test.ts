import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isFileName, scenarioName } from "../units/file-name.js";
import { resultPath } from "./result-path.js";

const run = { scenario: "thin stores", seed: "7", hash8: "0123abcd" };

describe("the folder of results", () => {
  it("is named after scenario, seed and hash; a phrase becomes a simple word", () => {
    expect(resultPath("results", run)).toBe(join("results", "thin stores", "7-0123abcd"));
    expect(resultPath("results", { ...run, seed: "../the quick/fox" })).toBe(
      join("results", "thin stores", "-the-quick-fox-0123abcd"),
    );
  });

  it.each(["..", ".", "a/b", "../../x", "/etc", "", ".hidden", "a\\b", "a\0b", "a.", "x".repeat(81), "a\nb"])(
    "never leaves the results: %j",
    (scenario) => {
      expect(isFileName(scenario)).toBe(false);
      expect(scenarioName().safeParse(scenario).success).toBe(false);
      expect(() => resultPath("results", { ...run, scenario })).toThrow(RangeError);
    },
  );
});
