/** What is kept of a check, so that a later one can say whether its results have moved. */
import { createHash } from "node:crypto";
import { z } from "zod";
import type { CheckedScenario, JudgedExpectation } from "../run-check.js";

/** Of how many runs how many were on one side: of probabilities, of what is so in each run, and of quantiles. */
const sharesSchema = z.strictObject({ kind: z.literal("share"), trials: z.int().min(1), successes: z.int().min(0) });
/** Of the values of runs. */
const meansSchema = z.strictObject({
  kind: z.literal("mean"),
  count: z.int().min(1),
  mean: z.number(),
  deviation: z.number().min(0),
});

const figureSchema = z.strictObject({
  /** What is expected, without its confidence. */
  that: z.string(),
  /** Of the sample: `share` of runs. */
  unit: z.string(),
  /** Null: nothing was measured. */
  sample: z.discriminatedUnion("kind", [sharesSchema, meansSchema]).nullable(),
});

const budgetSchema = z.strictObject({
  scenario: z.string(),
  seed: z.string(),
  /** By numbers of replications the hash of their fingerprints, from replication 0 on. */
  fingerprints: z.record(z.string().regex(/^\d+$/), z.string()),
  expectations: z.record(z.string(), figureSchema),
  /** Why fingerprints were changed, the first first. */
  changes: z.array(z.strictObject({ because: z.string(), before: z.string(), after: z.string() })),
});

export type Budget = z.output<typeof budgetSchema>;
export type StoredFigure = z.output<typeof figureSchema>;

/** Undefined: the text is no budget. */
export function readBudget(text: string): Budget | undefined {
  try {
    return budgetSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

export const budgetText = (budget: Budget): string => `${JSON.stringify(budget, null, 2)}\n`;

/** What a check found. */
export function budgetOf(
  { judged, fingerprints }: CheckedScenario,
  { scenario, seed }: { readonly scenario: string; readonly seed: string },
): Budget {
  const figures = judged.map((one) => [one.expectation.id, figureOf(one)] as const);
  return {
    scenario,
    seed,
    fingerprints: prefixHashes(fingerprints),
    expectations: Object.fromEntries(figures),
    changes: [],
  };
}

function figureOf({ expectation, unit, ...of }: JudgedExpectation): StoredFigure {
  const { occurrences, replications, estimate, deviation = null, measured } = of;
  const that = expectation.claim.text;
  if (measured === 0) return { that, unit, sample: null };
  if (occurrences !== null)
    return { that, unit: "share", sample: { kind: "share", trials: replications, successes: occurrences } };
  const sample = { kind: "mean", count: measured, mean: estimate ?? 0, deviation: deviation ?? 0 } as const;
  return { that, unit, sample };
}

/** Of the first ten, twenty, forty and so on, and of all: two checks of other lengths have most of the shorter one in common. */
function prefixHashes(fingerprints: readonly string[]): Budget["fingerprints"] {
  const lengths = new Set<number>();
  for (let length = 10; length < fingerprints.length; length *= 2) lengths.add(length);
  lengths.add(fingerprints.length);
  return Object.fromEntries(
    [...lengths].map((length) => {
      const hash = createHash("sha256").update(fingerprints.slice(0, length).join("\n")).digest("hex");
      return [String(length), hash.slice(0, 32)];
    }),
  );
}

/** The largest number of replications of which both know the fingerprints, with both hashes; undefined: they have none in common. */
export function commonPrefix(one: Budget, other: Budget) {
  const length = Object.keys(one.fingerprints)
    .filter((key) => Object.hasOwn(other.fingerprints, key))
    .map(Number)
    .sort((a, b) => b - a)[0] as number | undefined;
  if (length === undefined) return undefined;
  return { length, before: one.fingerprints[length], after: other.fingerprints[length] };
}
