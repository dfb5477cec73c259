import { z } from "zod";
import { exactCount } from "../../ground/calc-output.js";
import { smallWhole, wholeNumber } from "../../ground/calc-schema.js";
import { type AnyRule, defineRule } from "../../ground/rule.js";
import {
  aggregateSeniority,
  firstListHistogram,
  firstRetroPoints,
  laterRetroPoints,
  retroMonths,
  secondRetroPoints,
} from "../grants.js";

const monthsField = z.array(z.enum(retroMonths));
const rewardField = smallWhole().describe("reward of the first list, QUIL");

const peer = z.strictObject({
  first: smallWhole().optional().describe("reward of the first list, QUIL; missing = not on it"),
  months: monthsField.optional().describe("months of the second list in which it was present"),
  third: z.boolean().optional().describe("whether it is on the third list"),
  fourth: z.boolean().optional().describe("whether it is on the fourth list"),
  snapshot: wholeNumber({ bits: 64 }).optional().describe("points in the snapshot of frame 244 200"),
});

export const grantRules: readonly AnyRule[] = [
  defineRule({
    id: "seniority.unit",
    about: "points for presence",
    input: z.strictObject({ seconds: wholeNumber({ bits: 64 }).describe("presence, seconds") }),
    output: "points",
    formula: "one point a second: 10 an interval of ten seconds, 86 400 a day",
    source: "node",
    example: { in: { seconds: 86_400 }, out: 86_400 },
    evaluate: ({ seconds }) => exactCount(seconds),
  }),
  defineRule({
    id: "seniority.firstRetro",
    about: "points for a reward of the first retroactive list",
    input: z.strictObject({ reward: rewardField }),
    output: "points",
    formula: "⌊7 948 800 / ⌊157208/reward⌋⌋",
    source: "node go:execution/intrinsics/global/compat",
    example: { in: { reward: 157_208 }, out: 7_948_800 },
    evaluate: ({ reward }) => firstRetroPoints(reward),
  }),
  defineRule({
    id: "seniority.secondRetro",
    about: "points for the second retroactive list",
    input: z.strictObject({ months: monthsField.describe("months of 2024 in which the peer was present") }),
    output: "points",
    formula: "86 400 · days of the months",
    source: "node go:execution/intrinsics/global/compat",
    example: { in: { months: ["feb"] }, out: 2_505_600 },
    evaluate: ({ months }) => secondRetroPoints(months),
  }),
  defineRule({
    id: "seniority.laterRetros",
    about: "points for the third or fourth retroactive list",
    input: z.strictObject({
      retro: smallWhole({ min: 3, max: 4 }).describe("3 (30 days) or 4 (31 days)"),
    }),
    output: "points",
    formula: "86 400 · days",
    source: "node go:execution/intrinsics/global/compat",
    example: { in: { retro: 4 }, out: 2_678_400 },
    evaluate: ({ retro }) => laterRetroPoints(retro === 3 ? 3 : 4),
  }),
  defineRule({
    id: "seniority.population",
    about: "how the first list's seniority is distributed",
    input: z.strictObject({}),
    output: "{entries, histogram: {points: entries}}",
    formula: "counted from the list",
    source: "node data",
    example: {
      in: {},
      out: { entries: 1047, histogram: { "722618": 144, "1987200": 299, "3974400": 122, "7948800": 482 } },
    },
    evaluate: () => ({
      entries: firstListHistogram.reduce((sum, bin) => sum + bin.entries, 0),
      histogram: Object.fromEntries(firstListHistogram.map(({ points, entries }) => [points.toString(), entries])),
    }),
  }),
  defineRule({
    id: "seniority.aggregate",
    about: "seniority that peers bring together",
    input: z.strictObject({ peers: z.array(peer).describe("what is recorded of each peer id") }),
    output: "points",
    formula: "max(Σ over the four lists of the best peer's points, best snapshot entry)",
    source: "node go:execution/intrinsics/global/compat",
    example: { in: { peers: [{ third: true }, { third: true, fourth: true }] }, out: 5_270_400 },
    evaluate: ({ peers }) => exactCount(aggregateSeniority(peers)),
  }),
];
