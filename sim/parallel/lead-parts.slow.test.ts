import { describe, expect, it } from "vitest";
import { createPart, type Hops, minHopUs } from "../../test/parallel-parts.js";
import { EventFold } from "../kernel/event-fold.js";
import { InvariantError } from "../kernel/invariants.js";
import { LedParts } from "./lead-parts.js";
import { messages } from "./messages.js";
import { cutEvenly } from "./partition.js";
import { runParallel } from "./run-parallel.js";
import type { PartModel } from "./run-part.js";

const module = new URL("../../test/parallel-parts.ts", import.meta.url);
const replay = "npx orrery run hops.yaml --seed 7";
const hops: Hops = { entities: 40, horizonUs: 20_000, tokens: 3 };

interface Counted {
  readonly hops: number;
}

const lead = (setup: Hops, partCount: number): LedParts<Hops, Counted, PartModel<Counted>> =>
  new LedParts({
    module,
    cuts: cutEvenly(setup.entities, partCount),
    horizonUs: setup.horizonUs,
    lookaheadUs: minHopUs,
    replay,
    createOwn: (exchange) => createPart(setup, exchange),
    setupOf: () => setup,
  });

/** What it throws. */
function failure(led: LedParts<Hops, Counted, PartModel<Counted>>): Error {
  try {
    while (led.next());
    led.end();
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error("nothing was thrown");
}

const misbehaving = (mischief: NonNullable<Hops["mischief"]>, culprit: number): Hops => ({
  ...hops,
  mischief,
  culprit,
});

describe("parts that are led", () => {
  it("have the events of one part, however many they are", async () => {
    const whole = await runParallel<Hops, Counted>({ module, setup: hops, cuts: [0, 40], horizonUs: 20_000, lookaheadUs: minHopUs, replay }); // prettier-ignore
    for (const partCount of [1, 2, 3]) {
      const led = lead(hops, partCount);
      while (led.next());
      const { fold, others } = led.end();
      expect(fold.digest()).toBe(whole.fold.digest());
      expect(others.length).toBe(partCount - 1);
      expect(others.reduce((sum, other) => sum + other.hops, led.own.result().hops)).toBe(whole.results[0].hops);
    }
  });

  it("can be ended at any window, all of them at the same one", () => {
    const [two, three] = [2, 3].map((partCount) => {
      const led = lead(hops, partCount);
      for (let window = 0; window < 30; window++) led.next();
      return { openUs: led.openUs, digest: led.end().fold.digest() };
    });
    expect(two.openUs).toBeGreaterThan(2000);
    expect(three).toEqual(two);
  });

  it("can be ended before all of them stand, without those that do not", () => {
    for (const partCount of [2, 3]) {
      const led = lead(misbehaving("never stand", 39), partCount);
      expect(led.canBegin()).toBe(false);
      const { fold, others } = led.end();
      expect([fold.digest(), others, led.isOver]).toEqual([new EventFold().digest(), [], false]);
      expect(led.next()).toBe(false);
    }
  });

  it("say when they stand, which one alone does at once", () => {
    expect(lead(hops, 1).canBegin()).toBe(true);
    const led = lead(hops, 2);
    while (!led.canBegin());
    expect(led.next()).toBe(true);
    expect(led.canBegin()).toBe(true);
    expect(led.end().others.length).toBe(1);
  });

  it("fail with what a part threw, here or on another thread", () => {
    expect(failure(lead(misbehaving("break a rule", 0), 2))).toBeInstanceOf(InvariantError);
    for (const culprit of [0, 39])
      expect(failure(lead(misbehaving("throw", culprit), 2)).message).toContain("a token was lost");
  });

  it("fail when a thread exits without a word, with the command that replays it", () => {
    const { message } = failure(lead(misbehaving("exit", 39), 2));
    expect(message).toBe(`${messages.leftAlone(2)}\n  replay:  ${replay}`);
  });
});
