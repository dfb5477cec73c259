import { describe, expect, it } from "vitest";
import { type Hops, minHopUs } from "../../test/parallel-parts.js";
import { InvariantError } from "../kernel/invariants.js";
import { messages as kernelMessages } from "../kernel/messages.js";
import { messages } from "./messages.js";
import { cutEvenly } from "./partition.js";
import { type ParallelResult, runParallel } from "./run-parallel.js";

const module = new URL("../../test/parallel-parts.ts", import.meta.url);
const replay = "npx orrery run hops.yaml --seed 7";
const hops: Hops = { entities: 40, horizonUs: 20_000, tokens: 3 };

const run = (setup: Hops, partCount: number, lookaheadUs = minHopUs): Promise<ParallelResult<{ hops: number }>> => {
  const cuts = cutEvenly(setup.entities, partCount);
  const { horizonUs } = setup;
  return runParallel({ module, setup, cuts, horizonUs, lookaheadUs, replay, workerMemoryMb: 60 });
};

/** What a run throws. */
async function failure(ends: Promise<unknown>): Promise<Error> {
  try {
    await ends;
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error("nothing was thrown");
}

/** A run with a step every millisecond: its fingerprint, and the hops that each step found. */
async function stepped(partCount: number): Promise<{ digest: string; seen: number[] }> {
  const seen = new Int32Array(new SharedArrayBuffer(4 * 40 * 8));
  const { fold } = await run({ ...hops, horizonUs: 6500, seen, stepUs: 1000 }, partCount);
  return { digest: fold.digest(), seen: [...seen] };
}

const hopsOf = ({ results }: ParallelResult<{ hops: number }>): number =>
  results.reduce((sum, part) => sum + part.hops, 0);

describe("a run in parts", () => {
  it("has the fingerprint and the results of one part on 2, 3 and 4 workers", async () => {
    const whole = await run(hops, 1);
    expect(whole.fold.eventCount).toBeGreaterThan(10_000);
    const parts = await Promise.all([2, 3, 4].map((partCount) => run(hops, partCount)));
    for (const part of parts) {
      expect(part.fold.digest()).toBe(whole.fold.digest());
      expect(part.windowCount).toBe(whole.windowCount);
      expect(hopsOf(part)).toBe(hopsOf(whole));
    }
    expect(parts.map(({ results }) => results.length)).toEqual([2, 3, 4]);
  });

  it("exchanges more mail in a window than a box holds", async () => {
    const crowded: Hops = { entities: 4, horizonUs: 500, tokens: 20_000 };
    const [whole, parts] = [await run(crowded, 1), await run(crowded, 2)];
    expect(parts.fold.digest()).toBe(whole.fold.digest());
    expect(hopsOf(whole)).toBeGreaterThan(2 * 80_000);
  });

  it("lets the first part step while the others wait, having handled what is earlier and nothing else", async () => {
    const whole = await stepped(1);
    expect(whole.seen.slice(40, 80).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(500);
    expect(await stepped(2)).toEqual(whole);
  });

  it("refuses a lookahead that is none", async () => {
    for (const lookaheadUs of [0, 0.5, NaN]) {
      expect((await failure(run(hops, 2, lookaheadUs))).message).toBe(messages.badLookahead(lookaheadUs));
    }
  });
});

describe("steps of a run in parts", () => {
  it("are refused where time would not pass between them", async () => {
    const seen = new Int32Array(new SharedArrayBuffer(4 * 40 * 8));
    const error = await failure(run({ ...hops, seen, stepUs: 0 }, 1));
    expect(error.message).toBe(messages.badStep(0));
  });
});

describe("a part that fails ends the run", () => {
  it("with the invariant that broke in it, where and when", async () => {
    const error = await failure(run({ ...hops, mischief: "break a rule" }, 2));
    expect(error).toBeInstanceOf(InvariantError);
    expect(error).toMatchObject({ what: "a token is in two places", rule: "hops.once", entity: 0 });
    expect(error.message).toContain("replay:");
  });

  it("with the error that its handler threw", async () => {
    const error = await failure(run({ ...hops, mischief: "throw" }, 2));
    expect(error).toMatchObject({ what: 'handler "hop" threw: a token was lost' });
  });

  it("when time stands still in it", async () => {
    const error = await failure(run({ ...hops, mischief: "stand still" }, 2));
    expect(error).toBeInstanceOf(InvariantError);
    expect(error).toMatchObject({ what: kernelMessages.livelock("hop", 0, 1, 1000), entity: 0, timeUs: 1 });
  });

  it("when a handler affects another part sooner than promised", async () => {
    const error = await failure(run({ ...hops, mischief: "break the promise" }, 2));
    expect(error.message).toContain("the lookahead is too large");
  });

  it("when its thread exits or runs out of memory, with the command that replays it", async () => {
    const [exit, memory] = await Promise.all(
      (["exit", "exhaust memory"] as const).map((mischief) => failure(run({ ...hops, mischief }, 2))),
    );
    expect(exit.message).toBe(`${messages.workerGone(0, 2, 3)}\n  replay:  ${replay}`);
    expect(memory.message).toMatch(/^part 0 of 2: .*memory/);
    expect(memory.message).toContain(`replay:  ${replay}`);
  });
});
