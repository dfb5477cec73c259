import { z } from "zod";
import { bestFirstShuffled } from "./best-first.js";
import { defineStrategy } from "./strategy.js";

const worthLimit = 2 ** 52;

/**
 * Protocol.md section 9 (assumption): only shards where it would enter ring 0, and of those the ones that pay most there. Where rings go by
 * seniority it looks for shards whose ring 0 has somebody less senior; elsewhere for free positions. A place that it has it keeps: rings go on
 * by who was there first.
 */
export const senioritySniper = defineStrategy({
  id: "seniority sniper",
  about: "joins only where it would enter ring 0, past who is less senior where rings go by that; keeps what it has",
  parameters: {
    deepest: z.int().min(0).max(60).default(0).describe("last ring that it enters, counted from 0"),
  },
  create: ({ deepest }, { rules }) => ({
    worth({ ring, rewardUnits, active, joining }) {
      // Not by the ring of the view, which planners of June reckon half a ring further out.
      const isFull = Math.floor((active + joining) / rules.ringSize) > deepest;
      if (isFull && rules.ringOrder !== "seniorityFirst") return -1;
      // What ring 0 pays, from what the ring of a view does: half as much for each ring further out.
      return Math.min(worthLimit - 1, rewardUnits * 2 ** ring);
    },
    pickJoins: (look) =>
      bestFirstShuffled({
        ...look,
        // All that are worth the same are drawn, since it may be on the wrong side of any number of them.
        allocations: look.shardCount,
        holds: (shard) => look.holds(shard) || look.entryRing(shard) > deepest,
      }),
    confirms: (ring) => ring <= deepest,
    looksAgain: true,
    keepPercent: 0,
  }),
});
