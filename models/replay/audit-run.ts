import type { Scenario } from "../scenario/schema.js";
import { switchesOf } from "../scenario/switches.js";
import { replayEra } from "./era-replay.js";
import { type Audit, replayRun } from "./replay.js";
import type { WrittenRun } from "./written-run.js";

/** Whether runs of a scenario say enough to be worked out again: all but those with rings of 2.0, which the log does not tell. */
export function isAuditable(scenario: Scenario): boolean {
  const { lifecycle, emissionRule } = switchesOf(scenario);
  return lifecycle !== "trie" || emissionRule === "dawn" || emissionRule === "dusk";
}

/** Audits one replication; its scenario must be auditable. */
export function auditRun(run: WrittenRun): Audit {
  return switchesOf(run.scenario).lifecycle === "trie" ? replayEra(run) : replayRun(run);
}
