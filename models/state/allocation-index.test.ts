import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Allocations, Status } from "./allocations.js";
import { AllocationIndex } from "./allocation-index.js";

const step = fc.record({
  what: fc.constantFrom("open", "open", "end", "move", "release"),
  prover: fc.integer({ min: 0, max: 3 }),
  shard: fc.integer({ min: 0, max: 9 }),
  pick: fc.nat(),
});

interface Kept {
  readonly allocation: number;
  closed: boolean;
}

describe("AllocationIndex", () => {
  it("keeps what a list of each prover's allocations in order of creation keeps, whatever opens, closes, moves and is released", () => {
    const property = fc.property(fc.array(step, { maxLength: 400 }), (steps) => {
      const allocations = new Allocations();
      const allocationIndex = new AllocationIndex(allocations);
      const { lists, released, expected } = replay(steps, { allocations, allocationIndex });
      expect(released).toEqual(expected);
      lists.forEach((list, prover) => {
        expect(allocationIndex.of(prover)).toEqual(list.map(({ allocation }) => allocation));
        expect(allocationIndex.count(prover)).toBe(list.length);
        const retries = list.filter(({ closed }) => closed).map(({ allocation }) => allocations.retryFrame[allocation]);
        expect(allocationIndex.nextRetry(prover)).toBe(Math.min(...retries));
        for (let shard = 0; shard < 10; shard++) {
          expect(allocationIndex.has(prover, shard)).toBe(
            list.some(({ allocation }) => allocations.shard[allocation] === shard),
          );
        }
      });
    });
    fc.assert(property, { seed: 1, numRuns: 200 });
  });

  it("finds thousands of allocations, and none that is gone", () => {
    const allocations = new Allocations();
    const allocationIndex = new AllocationIndex(allocations);
    for (let k = 0; k < 5000; k++) allocationIndex.open(allocations.add(k % 7, k));
    for (let k = 0; k < 5000; k += 2) {
      allocationIndex.close(k);
      allocations.status[k] = Status.left;
    }
    for (let prover = 0; prover < 7; prover++) allocationIndex.release(prover, 0);
    const found = Array.from({ length: 5000 }, (_unused, k) => allocationIndex.has(k % 7, k));
    expect(found).toEqual(found.map((_found, k) => k % 2 === 1));
  });
});

/** Does the steps, with lists beside that do the same. */
function replay(
  steps: readonly { what: string; prover: number; shard: number; pick: number }[],
  { allocations, allocationIndex }: { allocations: Allocations; allocationIndex: AllocationIndex },
) {
  const lists: Kept[][] = [[], [], [], []];
  const released: number[][] = [];
  const expected: number[][] = [];
  steps.forEach(({ what, prover, shard, pick }, frame) => {
    const list = lists[prover];
    const live = list.filter(({ closed }) => !closed);
    if (what === "open") {
      const allocation = allocations.add(prover, shard);
      allocationIndex.open(allocation);
      list.push({ allocation, closed: false });
    } else if (what === "release") {
      const isDue = ({ allocation, closed }: Kept): boolean => closed && allocations.retryFrame[allocation] <= frame;
      released.push([...allocationIndex.release(prover, frame)]);
      expected.push(list.filter(isDue).map(({ allocation }) => allocation));
      for (const allocation of released.at(-1) ?? []) allocations.remove(allocation);
      lists[prover] = list.filter((kept) => !isDue(kept));
    } else if (live.length > 0) {
      const chosen = live[pick % live.length];
      if (what === "move") allocationIndex.move(chosen.allocation, shard);
      else {
        allocations.retryFrame[chosen.allocation] = frame + 1 + (pick % 40);
        allocationIndex.close(chosen.allocation);
        allocations.status[chosen.allocation] = Status.left;
        chosen.closed = true;
      }
    }
  });
  return { lists, released, expected };
}
