import { switchesOf } from "../scenario/switches.js";
import { replayEra } from "./replay/era-replay.js";
import { type Audit, replayRun } from "./replay/replay.js";
import { replayRings } from "./replay/v20/ring-replay.js";
import type { WrittenRun } from "./replay/written-run.js";

/** Audits one replication, by the books of its network. */
export function auditRun(run: WrittenRun): Audit {
  const { lifecycle, emissionRule } = switchesOf(run.scenario);
  if (lifecycle !== "trie") return replayRun(run);
  return emissionRule === "v20" ? replayRings(run) : replayEra(run);
}
