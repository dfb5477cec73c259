/** Where the values of a scenario come from, as the scenario itself says: measured, claimed by somebody, or assumed. */
import { z } from "zod";

export const sourcesSchema = z
  .record(
    z.string(),
    z.strictObject({
      source: z
        .enum(["measured", "claimed", "assumed"])
        .describe("measured: read off the network; claimed: somebody says so; assumed: nobody does"),
      why: z.string().max(400).default("").describe("who measured or claims it and where, or why it is a fair guess"),
    }),
  )
  .optional()
  .describe(
    "where values of this scenario come from, by the path of a field (shards.skew, operators[0].uptime); changes nothing " +
      "but what plan and summary say",
  );

/** The part of a scenario that says it. */
interface Sourced {
  readonly sources?: z.output<typeof sourcesSchema>;
}

/** Paths that name no field with a value. */
export function pathsOfNothing(scenario: Sourced): readonly string[] {
  return Object.keys(scenario.sources ?? {}).filter((path) => !hasValue(scenario, path));
}

function hasValue(scenario: object, path: string): boolean {
  if (!/^\w+(\.\w+|\[\d+\])*$/.test(path)) return false;
  let at: unknown = scenario;
  for (const step of path.match(/\w+/g) ?? []) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, step)) return false;
    at = (at as Readonly<Record<string, unknown>>)[step];
  }
  return at !== undefined;
}

/** Fields that are assumed, in the order of the file, each with why. */
const assumptions = ({ sources = {} }: Sourced): readonly (readonly [path: string, why: string])[] =>
  Object.entries(sources).flatMap(([path, { source, why }]) => (source === "assumed" ? [[path, why] as const] : []));

/** For reports: whatever nobody has measured. */
export const unmeasured = ({ sources = {} }: Sourced): readonly { readonly what: string; readonly why: string }[] =>
  Object.entries(sources).flatMap(([what, { source, why }]) =>
    source === "measured" ? [] : [{ what, why: why === "" ? source : `${source}: ${why}` }],
  );

/** For the plan: a line for every value that is assumed. */
export const assumptionNotes = (scenario: Sourced): string[] =>
  assumptions(scenario).map(([path, why]) => `assumed: ${path}${why === "" ? "" : `, ${why}`}`);
