import { describe, expect, it } from "vitest";
import { ExitRefusal } from "../experiment/exit-guard.js";
import { RunRefusal } from "../units/run-refusal.js";
import { UsageError } from "./command.js";
import { loadedCode } from "./loaded-code.js";

describe("code that is loaded when a command needs it", () => {
  it("is given", async () => {
    expect(await loadedCode(async () => await Promise.resolve(7))).toBe(7);
  });

  it.each([new Error("oh"), "oh", undefined])("is refused where it throws: %s", async (thrown) => {
    const failing = loadedCode(() => Promise.reject(thrown as Error));
    await expect(failing).rejects.toThrow(RunRefusal);
    await expect(failing).rejects.toThrow(/a module cannot be loaded: .*\nAllowed in the module of a plug-in/);
  });

  it.each([new UsageError("two models"), new RunRefusal("no plug-in"), new ExitRefusal("process.exit(0)")])(
    "is refused as it says itself: %s",
    async (thrown) => {
      await expect(loadedCode(() => Promise.reject(thrown))).rejects.toBe(thrown);
    },
  );

  it("is refused where it waits, and there is nothing left to be done", async () => {
    const others = process.listeners("beforeExit");
    const waiting = loadedCode(() => new Promise(() => {}));
    const [stall] = process.listeners("beforeExit").filter((one) => !others.includes(one));
    stall(0);
    await expect(waiting).rejects.toThrow(/cannot be loaded: it waits \(await\) for something that never comes\n/);
    expect(process.listeners("beforeExit")).toEqual(others);
  });
});
