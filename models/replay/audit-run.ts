import type { Scenario } from "../scenario/schema.js";
import { switchesOf } from "../scenario/switches.js";
import { type Audit, replayRun } from "./replay.js";
import type { WrittenRun } from "./written-run.js";

/** Whether runs of a scenario say enough to be worked out again: those of networks with shards and requests do. */
export const isAuditable = (scenario: Scenario): boolean => switchesOf(scenario).lifecycle !== "trie";

/** Audits one replication; its scenario must be auditable. */
export function auditRun(run: WrittenRun): Audit {
  return replayRun(run);
}
