import type { QuilUnits } from "../ground/token.js";
import type { RuleSwitches } from "../ground/rule-sets.js";
import { articleFrameBasis } from "./article-basis.js";
import { type PomwState, pomwBasis } from "./pomw-basis.js";

/** The switches that decide how much a frame issues and how a ring's part is computed. */
export type EmissionSwitches = Pick<
  RuleSwitches,
  "emissionRule" | "issuanceArithmetic" | "ringDivisor" | "ringSize" | "emptySlots" | "shardDivisor" | "quorumRule"
>;

/**
 * Units a frame issues before rings and shards divide them, by the rule set: the article rounds the world up to whole
 * GB, everything else takes proof of meaningful work in the rule set's arithmetic. The eras before 2.1 (v20, dusk, dawn)
 * had no such basis; for them this answers what 2.1's formula would have issued.
 * Source: protocol.md 3.1, 3.4.
 */
export function emissionBasis(
  state: PomwState,
  { emissionRule, issuanceArithmetic }: Pick<EmissionSwitches, "emissionRule" | "issuanceArithmetic">,
): QuilUnits {
  return emissionRule === "article" ? articleFrameBasis(state) : pomwBasis(state, issuanceArithmetic);
}

/** `emissionBasis` of a rule set, for what asks it of several states. */
export const basisUnder =
  (switches: Pick<EmissionSwitches, "emissionRule" | "issuanceArithmetic">) =>
  (state: PomwState): QuilUnits =>
    emissionBasis(state, switches);
