import { describe, expect, it } from "vitest";
import { createPart, lookaheadUs, meanUs, type Phold, wholeOf } from "./phold.js";
import { createReference } from "./reference.js";
import { cutEvenly, runParallel } from "../../sim/engine.js";

const phold = (more: Partial<Phold> = {}): Phold => {
  return { entities: 3000, remoteShare: 1, horizonUs: Number.MAX_SAFE_INTEGER, seed: 1, ...more };
};

describe("PHOLD", () => {
  it.each([0.2, 1])(
    "with %d of its events remote is the same in the kernel and in the loop written by hand",
    (remoteShare) => {
      const reference = createReference(phold({ remoteShare }));
      const untilUs = 50 * 2 ** 21;
      const handled = reference.run(untilUs);
      const { kernel } = createPart(phold({ remoteShare }), wholeOf(phold()));
      // The loop handles whole buckets, which here are 2^21 µs wide: up to, not with, the end of one.
      kernel.runUntil(untilUs - 1);
      expect(handled).toBe(kernel.eventCount);
      expect(handled).toBeGreaterThan(25_000);
      expect(reference.fold.digest()).toBe(kernel.events().digest());
    },
  );

  it("keeps as many events waiting as there are entities", () => {
    const { kernel } = createPart(phold(), wholeOf(phold()));
    kernel.runUntil(3 * meanUs);
    expect(kernel.pendingCount).toBe(3000);
  });

  it("is the same on one worker and on two", async () => {
    const horizonUs = 4 * meanUs;
    const setup = phold({ horizonUs, remoteShare: 0.2 });
    const run = (partCount: number) =>
      runParallel({
        module: new URL("./phold.ts", import.meta.url),
        setup,
        cuts: cutEvenly(setup.entities, partCount),
        horizonUs,
        lookaheadUs,
        replay: "npm run bench -- phold",
      });
    const [one, two] = [await run(1), await run(2)];
    expect(two.fold.digest()).toBe(one.fold.digest());
    const { kernel } = createPart(setup, wholeOf(setup));
    kernel.runUntil(Infinity);
    expect(kernel.events().digest()).toBe(one.fold.digest());
  });
});
