import { describe, expect, it } from "vitest";
import { helpText, readCommandLine, UsageProblem, type Usage } from "./command-line.js";

const usage: Usage = {
  call: "npm run weigh -- [NAME...] [--json FILE]",
  about: "Weighs.",
  options: { json: { value: "FILE", about: "also for programs" } },
  examples: ["npm run weigh -- lead"],
};

describe("the command line of a program behind npm run", () => {
  it("gives words and values of options, in any order", () => {
    const { words, text } = readCommandLine(usage, ["lead", "--json", "a.json", "gold"]);
    expect([words, text("json"), text("other")]).toEqual([["lead", "gold"], "a.json", undefined]);
  });

  it.each([
    [["--jsn", "x"], /no option --jsn\. Did you mean --json\?/],
    [["-q"], /no option -q\. Usage: npm run weigh/],
    [["--json"], /json.*--help says more/],
  ])("refuses %j in one line", (typed, text) => {
    expect(() => readCommandLine(usage, typed)).toThrow(UsageProblem);
    expect(() => readCommandLine(usage, typed)).toThrow(text);
    expect(() => readCommandLine(usage, typed)).not.toThrow(/\n/);
  });

  it("is explained with every option and example", () => {
    expect(helpText(usage)).toBe(
      "npm run weigh -- [NAME...] [--json FILE]\n\nWeighs.\n\n" +
        "  --json FILE   also for programs\n  --help        show this\n\n  npm run weigh -- lead\n",
    );
  });
});
