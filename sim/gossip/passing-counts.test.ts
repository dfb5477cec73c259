import * as fc from "fast-check";
import { expect, it } from "vitest";
import { StateReader } from "../table/state-reader.js";
import { StateWriter } from "../table/state-writer.js";
import { PassingCounts } from "./passing-counts.js";

/** As a list of all that was ever counted has it. */
function recounted(all: readonly { key: number; atUs: number; untilUs: number }[], key: number, nowUs: number): number {
  let [times, holdsUntilUs] = [0, 0];
  for (const one of all.filter((other) => other.key === key)) {
    times = holdsUntilUs <= one.atUs ? 1 : times + 1;
    holdsUntilUs = one.untilUs;
  }
  return holdsUntilUs <= nowUs ? 0 : times;
}

it("counts that pass are those of a list, however many keys there are, and stored ones go on", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(700), fc.nat(40)), { minLength: 1500, maxLength: 2000 }), (steps) => {
      let counts = new PassingCounts();
      const all: { key: number; atUs: number; untilUs: number }[] = [];
      for (const [k, [key, lasts]] of steps.entries()) {
        const untilUs = k + 1 + lasts * 10;
        counts.add(key, k, untilUs);
        all.push({ key, atUs: k, untilUs });
        if (k !== 1000) continue;
        const to = new StateWriter();
        to.part("counts", counts);
        counts = new PassingCounts();
        new StateReader(to.bytes()).part("counts", counts);
      }
      for (let key = 0; key <= 700; key += 7)
        expect(counts.timesAt(key, steps.length)).toBe(recounted(all, key, steps.length));
      expect(counts.count).toBeLessThan(701);
    }),
    { seed: 15, numRuns: 5 },
  );
});

it("what happens at one moment counts once where it is to", () => {
  const counts = new PassingCounts();
  expect([counts.addMoment(3, 5, 100), counts.addMoment(3, 5, 100), counts.addMoment(3, 6, 100)]).toEqual([1, 1, 2]);
  expect(counts.timesAt(3, 100)).toBe(0);
  expect(counts.addMoment(3, 100, 200)).toBe(1);
});
