/** One case of the fuzzer, from its seed and number to what is wrong with it. */
import type { Seed } from "../../sim/random/seed.js";
import type { Scenario } from "../../models/scenario/schema.js";
import { meanScenario } from "../../models/plan/cost/mean-scenario.js";
import { plannedClasses } from "../../models/plan/cost/planned-population.js";
import { voteSeconds } from "../../models/plan/cost/shared-work.js";
import type { ReadyScenario } from "../../sim/experiment/ready-scenario.js";
import { toYaml } from "../../sim/scenario/print.js";
import { mutatedCase } from "./files/mutated-case.js";
import { refusalFindings } from "./files/refusal-findings.js";
import { type Finding, finding, thrownFinding } from "./finding.js";
import { type CaseFiles, loadCase, type LoadedCase, oneFile } from "./load-case.js";
import { checkOneRun, checkRun } from "./run/check-run.js";
import { choicesOf } from "./scenario/choices.js";
import { randomScenario } from "./scenario/random-scenario.js";
import type { Tested } from "./tested.js";

/** `run`: a scenario that can be run, with all that must hold of a run. `file`: one that somebody got wrong. */
export type CaseKind = "run" | "file";

export interface FuzzCase {
  readonly seed: Seed;
  readonly number: number;
  readonly kind: CaseKind;
  readonly input: CaseFiles;
}

/** A run costs as much as dozens of files. */
const runEvery = 8;
/** Worker threads cost as much as the rest of a run. */
const onWorkersEvery = 32;
const drawnEvery = 128;

export function caseOf(seed: Seed, number: number): FuzzCase {
  const kind = number % runEvery === 0 ? "run" : "file";
  const input = kind === "run" ? oneFile(randomScenario(seed, number)) : mutatedCase(seed, number);
  return { seed, number, kind, input };
}

export interface CaseResult {
  readonly findings: readonly Finding[];
  readonly was: "refused" | "loaded" | "run";
}

/** Files are written to `folder` and removed again. */
export async function checkCase(
  tested: Tested,
  { seed, number, kind, input }: FuzzCase,
  folder: string,
): Promise<CaseResult> {
  let loaded: LoadedCase;
  try {
    loaded = loadCase(folder, input, tested.model);
  } catch (error) {
    return { findings: [thrownFinding(error)], was: "refused" };
  }
  if (!loaded.ok) return { findings: refusalFindings(folder, input, loaded.errors), was: "refused" };
  const { ready } = loaded;
  const again = resolvedFindings(folder, loaded, tested);
  if (again.length > 0) return { findings: again, was: "loaded" };
  if (kind === "file" ? !isSmall(ready) : isLarge(ready)) return { findings: [], was: "loaded" };
  if (kind === "file") return { findings: await checkOneRun(tested, ready), was: "run" };
  const choices = choicesOf("run", seed, number);
  const onWorkers = number % onWorkersEvery === 0 && isQuick(ready);
  const draws = number % drawnEvery === 0;
  return { findings: await checkRun(tested, { ready, choices, onWorkers, draws }), was: "run" };
}

/** What the plan calls small has to be small: a run that takes long after all hangs, and is found. */
function isSmall({ plan, scenario }: ReadyScenario<Scenario>): boolean {
  const rows = scenario.horizon / scenario.report.every;
  return plan.seconds < 2 * scenario.replications && plan.memoryBytes < 400e6 && rows < 10_000;
}

/** A network is run a dozen times over, which all together has to end within the patience of who waits for a hang. */
const isLarge = (ready: ReadyScenario<Scenario>): boolean => mostSeconds(ready) > 5;

/** Workers run it six times more. */
const isQuick = (ready: ReadyScenario<Scenario>): boolean => mostSeconds(ready) <= 3;

/** A plan without the votes that it cannot know of, and all of them: which frames of a network under faults they need is seen in its run. */
function mostSeconds({ plan, scenario }: ReadyScenario<Scenario>): number {
  const mean = meanScenario(scenario);
  return plan.seconds + scenario.replications * voteSeconds(mean, plannedClasses(mean));
}

/** The resolved scenario is the same scenario. */
function resolvedFindings(folder: string, { ready }: LoadedCase & { ok: true }, { model }: Tested): Finding[] {
  try {
    const resolved = loadCase(folder, oneFile(ready.resolvedYaml), model);
    if (!resolved.ok) return [finding("resolved", `refused: ${resolved.errors[0].message}`)];
    const [before, after] = [toYaml(ready.written), toYaml(resolved.ready.written)];
    return before === after ? [] : [finding("resolved", "reads as another scenario")];
  } catch (error) {
    return [thrownFinding(error)];
  }
}
