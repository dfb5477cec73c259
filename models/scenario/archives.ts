/** The committee of the global chain, as the scenario and its rules have it. */
import { votersNeeded } from "../protocol/consensus/certifies.js";
import { archiveSeniority } from "../protocol/consensus/committee.js";
import type { RuleSwitches } from "../protocol/ground/rule-sets.js";
import type { Scenario } from "./schema.js";

/** Archive provers: as the scenario says, or as many as the rule set has. */
export const archiveCount = ({ archives }: Pick<Scenario, "archives">, rules: Pick<RuleSwitches, "archives">): number =>
  archives?.count ?? rules.archives;

/** Archives without which there is no global frame. */
export const archivesNeeded = (
  scenario: Pick<Scenario, "archives">,
  rules: Pick<RuleSwitches, "archives" | "quorumRule" | "voteWeight">,
): number => votersNeeded(archiveCount(scenario, rules), archiveSeniority, rules);
