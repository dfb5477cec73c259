import { describe, expect, it } from "vitest";
import { readOptions } from "./options.js";

describe("options of the fuzzer", () => {
  it("have defaults, and mean what they say", () => {
    expect(readOptions([])).toMatchObject({ seed: "1", from: 0, cases: undefined, minutes: 1, canary: false });
    expect(readOptions(["--seed", "a phrase", "--minutes", "0.5"])).toMatchObject({ seed: "a phrase", minutes: 0.5 });
    expect(readOptions(["--cases", "10", "--from", "90"])).toMatchObject({ from: 90, cases: 10 });
    expect(readOptions(["--case", "7"])).toMatchObject({ from: 7, cases: 1 });
    expect(readOptions(["--seed", "2", "--help"])).toBe("help");
  });

  it.each([
    [["--sede", "1"], "--sede"],
    [["7"], "7"],
    [["--seed"], "--seed"],
    [["--seed", ""], "--seed"],
    [["--cases", "-1"], "--cases"],
    [["--cases", "many"], "--cases"],
    [["--minutes", "1e9"], "--minutes"],
    [["--case", "1", "--cases", "2"], "exclude each other"],
    [["--canary", "--minutes", "2"], "exclude each other"],
  ])("refuse %j", (typed, named) => {
    expect(readOptions(typed)).toEqual({ problem: expect.stringContaining(named) as string });
  });
});
