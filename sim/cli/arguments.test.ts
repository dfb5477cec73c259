import { describe, expect, it } from "vitest";
import { parseArguments } from "./arguments.js";
import { UsageError } from "./command.js";
import { compareCommand } from "./commands/compare.js";
import { runCommand } from "./commands/run.js";
import { messages } from "./terminal/messages.js";

const run = (...typed: readonly string[]) => parseArguments("run", runCommand, typed);

describe("options", () => {
  it.each(["save-at", "set", "out", "from", "workers"])("--%s takes a value that begins with a dash and a digit", async (option) => {
    for (const value of ["-1 h", "-.5", "- 3 d", "-7"])
      expect((await run("a.yaml", `--${option}`, value, "--quiet"))?.texts(option)).toEqual([value]);
  });

  it.each(["save-at", "set", "out", "from", "workers"])("--%s without its value says so in our words", async (option) => {
    await expect(run("a.yaml", `--${option}`)).rejects.toThrow(new UsageError(messages.needsValue(option)));
    await expect(run("a.yaml", `--${option}`, "--quiet")).rejects.toThrow(messages.needsValue(option));
  });

  it("of another command are told by what does the same here", async () => {
    await expect(run("a.yaml", "--switch", "size=4")).rejects.toThrow(/no option --switch\. Write --set switches\.NAME=VALUE\./);
    const sides = await parseArguments("compare", compareCommand, ["a.yaml", "--switch", "size=4"]);
    expect(sides?.texts("switch")).toEqual(["size=4"]);
  });
}); // prettier-ignore
