import { z } from "zod";
import { smallWhole, wholeNumber } from "../ground/calc-schema.js";
import { type AnyRule, defineRule } from "../ground/rule.js";
import { coverageHealth } from "./health.js";
import { type Streak, extendStreak, haltDuration, haltFrame, reconstructStreak } from "./streak.js";
import { coverageThresholds } from "./thresholds.js";

const activity = (whose: string) => z.array(smallWhole()).describe(`frames of the latest participation of ${whose}`);

export const coverageRules: readonly AnyRule[] = [
  defineRule({
    id: "coverage.thresholds",
    about: "head counts that coverage is judged by",
    input: z.strictObject({
      network: smallWhole().describe("number of the network; 0 = mainnet"),
      minProvers: smallWhole().optional().describe("configured minimum of a test network, provers"),
    }),
    output: "{halt, min, max} active provers, {grace} frames",
    formula: "main: 3, 6, 32; test: halt 1 if minProvers > 1 else 0, min = minProvers",
    source: "node",
    example: { in: { network: 1, minProvers: 2 }, out: { halt: 1, min: 2, max: 32, grace: 1800 } },
    evaluate: ({ network, minProvers }, switches) => {
      const minimum = network === 0 ? switches.minimumProvers : (minProvers ?? switches.minimumProvers);
      return { ...coverageThresholds(network, minimum, switches) };
    },
  }),
  defineRule({
    id: "coverage.streak",
    about: "how long a shard has been at or below the halt threshold",
    input: z.strictObject({
      bumps: z.array(smallWhole()).describe("frames in which it was found there, in order of finding"),
      clear: z.boolean().optional().describe("whether it recovered, or lost all data, afterwards"),
    }),
    output: "{start frame, last frame, count frames} or null",
    formula: "first: count 1; later: count += frame − last, never for the same or an earlier frame",
    source: "node",
    example: { in: { bumps: [10, 12] }, out: { start: 10, last: 12, count: 3 } },
    evaluate: ({ bumps, clear = false }) => {
      if (clear) return null;
      const streak = bumps.reduce<Streak | null>(extendStreak, null);
      return streak === null ? null : { ...streak };
    },
  }),
  defineRule({
    id: "coverage.reconstruct",
    about: "streak of a shard after a restart of the node",
    input: z.strictObject({
      frame: smallWhole().describe("frame of the restart"),
      halt: smallWhole().describe("halt threshold, active provers"),
      active: activity("active members"),
      other: activity("other allocations, in the order listed"),
    }),
    output: "streak count in frames, or null",
    formula: "active ≤ halt or idle > 1: frame − max(active); none active: frame − other[0]; not below 0",
    source: "node",
    example: { in: { frame: 100, halt: 3, active: [99, 98, 97, 99], other: [] }, out: null },
    evaluate: ({ frame, halt, active, other }) => reconstructStreak({ active, other }, frame, halt),
  }),
  defineRule({
    id: "coverage.haltDurations",
    about: "frames that a shard's thinness excuses idleness by",
    input: z.strictObject({
      streak: smallWhole().nullable().describe("its streak, frames; 0 or null = none"),
      active: smallWhole().nullable().describe("its active provers; null = not in the summary"),
    }),
    output: "frames, 'max' or null",
    formula: "active ≤ 3: 'max'; else the streak; none: null",
    source: "node",
    example: { in: { streak: 0, active: 3 }, out: "max" },
    evaluate: ({ streak, active }, { haltThreshold }) => haltDuration(streak ?? 0, active, haltThreshold),
  }),
  defineRule({
    id: "coverage.haltFrame",
    about: "frame at which a thin shard's halt begins",
    input: z.strictObject({
      start: smallWhole().describe("first frame of the streak"),
      grace: smallWhole().optional().describe("frames of grace; the rule set's when missing"),
      size: wholeNumber().optional().describe("size of the shard, bytes; 0 never halts"),
    }),
    output: "frame, or null",
    formula: "first frame f with f − start + 1 ≥ grace (+720 while f < 262 700)",
    source: "node",
    example: { in: { start: 300_000, grace: 360 }, out: 300_359 },
    evaluate: ({ start, grace, size = 1n }, { haltGraceFrames }) =>
      haltFrame({ start, grace: grace ?? haltGraceFrames, sizeBytes: size }),
  }),
  defineRule({
    id: "coverage.health",
    about: "how well a shard is covered",
    input: z.strictObject({ active: smallWhole().describe("active provers, head count") }),
    output: "'healthy', 'needs-coverage' or 'halt-risk'",
    formula: "healthy ≥ 6; halt risk ≤ 3 (node) or < 3 (pages); needs coverage between",
    source: "node vs page",
    example: { in: { active: 3 }, out: "halt-risk" },
    evaluate: ({ active }, switches) => coverageHealth(active, switches),
  }),
];
