import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ruleSets } from "../ground/rule-sets.js";
import { type Alternatives, chooseLeaves, type HeldAllocation, type PlannedLeave } from "./plan-leaves.js";
import { guardsThinShards, keepThreshold } from "./strategy.js";

type Held = HeldAllocation<number> & { readonly score: number };

/** The rule as protocol.md words it: two lists, each sorted, of which the first three are asked for. */
function byLists(held: readonly Held[], { best, deficit, rules }: Alternatives): readonly PlannedLeave<number>[] {
  if (best === null || best === 0) return [];
  const threshold = keepThreshold(best, rules);
  const guards = guardsThinShards(rules);
  const free = guards ? held.filter(({ isNearlyThin }) => !isNearlyThin) : held;
  const worstFirst = (some: readonly Held[]) => some.toSorted((a, b) => a.score - b.score);
  const below = free.filter(({ score, isFresh }) => score < threshold && !(guards && isFresh));
  const enough = free.filter(({ score, isReleasable = true }) => score >= threshold && isReleasable);
  return [
    ...worstFirst(below).map(({ id }) => ({ id, isSwap: false })),
    ...worstFirst(enough)
      .slice(0, deficit)
      .map(({ id }) => ({ id, isSwap: true })),
  ].slice(0, 3);
}

const heldLists = fc.array(
  fc.record({
    // So few scores that many are equal.
    score: fc.integer({ min: 0, max: 12 }),
    isFresh: fc.boolean(),
    isNearlyThin: fc.boolean(),
    isReleasable: fc.boolean(),
  }),
  { maxLength: 20 },
);

describe("leaves that a node asks for", () => {
  it.each(["v2.1-frames", "v2.1-epoch", "v2.1-simplex"] as const)(
    "are the first three of both sorted lists: %s",
    (name) => {
      const alternatives = fc.record({ best: fc.option(fc.integer({ min: 0, max: 16 })), deficit: fc.nat(5) });
      const counts = { swaps: 0, others: 0 };
      const property = fc.property(heldLists, alternatives, (scored, against) => {
        const held = scored.map((one, id) => ({ id, ...one }));
        const chosen = chooseLeaves(held, { ...against, rules: ruleSets[name] });
        expect(chosen).toEqual(byLists(held, { ...against, rules: ruleSets[name] }));
        for (const { isSwap } of chosen) counts[isSwap ? "swaps" : "others"]++;
      });
      fc.assert(property, { seed: 1, numRuns: 500 });
      expect(Math.min(counts.swaps, counts.others)).toBeGreaterThan(100);
    },
  );
});
