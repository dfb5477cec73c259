import { describe, expect, it } from "vitest";
import { captureOutput } from "../../test/captured-output.js";
import { UsageError } from "./command.js";
import { agreeToWork, longWorkS, togetherS } from "./long-work.js";
import { messages } from "./terminal/messages.js";

const written = captureOutput();
const flags = (...given: readonly string[]) => ({ flag: (name: string) => given.includes(name) });
const refuseToAsk = (): Promise<string> => Promise.reject(new Error("asked"));

describe("long work", () => {
  it("is not asked for below ten minutes, or with --yes", async () => {
    expect(longWorkS).toBe(600);
    await agreeToWork(600, flags(), refuseToAsk);
    await agreeToWork(1e6, flags("yes"), refuseToAsk);
    expect(written).toEqual({ out: "", err: "" });
  });

  it("is asked for at a terminal, and begins with a yes alone", async () => {
    const asked: string[] = [];
    const answering = (answer: string) => async (question: string) => (asked.push(question), answer);
    for (const yes of ["y", "Yes", " yes "]) await agreeToWork(1500, flags(), answering(yes));
    for (const no of ["", "n", "yesterday"])
      await expect(agreeToWork(1500, flags(), answering(no))).rejects.toThrow(new UsageError(messages.notAgreed()));
    expect(asked).toEqual(Array.from({ length: 6 }, () => messages.askLongWork("25 min")));
  });

  it("begins where nobody could answer, and says so on standard error", async () => {
    await agreeToWork(1500, flags(), undefined);
    expect(written).toEqual({ out: "", err: `${messages.longWork("25 min")}\n` });
    await agreeToWork(1500, flags("quiet"), undefined);
    expect(written.err).toBe(`${messages.longWork("25 min")}\n`);
  });

  it("takes as long as the thread with most of it", () => {
    expect(togetherS(10, 5, 2)).toBe(30);
    expect(togetherS(10, 1, 8)).toBe(10);
  });
});
