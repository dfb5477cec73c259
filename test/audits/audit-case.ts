/** Runs a random scenario of the fuzzer with a log, and audits what it wrote. */
import { auditRun } from "../../models/checks/audit-run.js";
import type { Audit } from "../../models/checks/replay/replay.js";
import { loadCase, oneFile } from "../fuzz/load-case.js";
import { randomScenario } from "../fuzz/scenario/random-scenario.js";
import { writtenRun } from "../written-run.js";

/** Null where the scenario is refused. Throws what the run throws. */
export function auditCase(folder: string, seed: string, number: number): Audit | null {
  const loaded = loadCase(folder, oneFile(randomScenario(seed, number)));
  if (!loaded.ok) return null;
  const { scenario } = loaded.ready;
  return auditRun(writtenRun(scenario, String(scenario.seed)));
}
