/** What metrics come to at least in any run of a scenario, where that is known before: constraints of a tuning are held against it. */
import type { VariedFields } from "../../sim/scenario/search/varied-fields.js";
import { unitsPerQuil } from "../protocol/ground/token.js";
import type { Scenario } from "./schema.js";

/** Fields on which the supply at the start, or whether it can shrink, depends. */
const ofSupply = /^(?:issuance|fees|rules|switches|timeline)\b/;

/**
 * The lowest value of a metric while fields vary; undefined: nothing is known. Of the supply, in QUIL, that of the start: what is
 * issued and granted comes on top, and nothing but fees is burnt.
 */
export function leastOf(
  metric: string,
  { scenario, paths }: Pick<VariedFields<Scenario>, "scenario" | "paths">,
): number | undefined {
  if (metric !== "supply.total_quil" || scenario.fees !== undefined) return undefined;
  if (paths.some((path) => ofSupply.test(path))) return undefined;
  return Number(scenario.issuance.supply) / Number(unitsPerQuil);
}
