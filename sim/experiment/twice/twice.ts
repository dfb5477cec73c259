import { combine, type Combined } from "../replicate/combine.js";
import { progressOf, type ReplicationResult } from "../replicate/execute.js";
import type { ScenarioBasics } from "../model.js";
import type { Interrupt, Progress } from "../watch.js";
import type { Finding } from "./finding.js";
import { compareGoneOn, type StorableModel } from "./gone-on.js";
import { compareSides } from "./lockstep.js";
import { type Begin, locateState } from "./locate-state.js";
import { createSides } from "./side.js";

/** What came of running the replications of a scenario twice. */
export interface TwiceResult {
  /** The first difference and the replication that has it; null: there is none. */
  readonly finding: Finding | null;
  readonly replication: number;
  /** What was compared in all: events one by one, draws, and how often the whole state. */
  readonly events: number;
  readonly draws: number;
  readonly looks: number;
  /** Where each run was stored that went on from there to the same; null: none did. */
  readonly storedAtUs: number | null;
  /** Of the first of the two runs of each replication; undefined where something differed. */
  readonly combined: Combined | undefined;
  readonly interrupted: boolean;
}

/** Runs every replication twice until one differs or somebody interrupts. Throws what stops both runs in the same way. */
export async function runTwice<Scenario extends ScenarioBasics>(
  model: StorableModel<Scenario>,
  scenario: Scenario,
  { replay, progress, interrupt }: { replay: string; progress: Progress; interrupt: Interrupt },
): Promise<TwiceResult> {
  const { replications } = scenario;
  const compared = { events: 0, draws: 0, looks: 0, storedAtUs: null as number | null };
  const results: ReplicationResult[] = [];
  let replication = 0;
  for (; replication < replications && (replication === 0 || !interrupt.requested); replication++) {
    const identity = { seed: String(scenario.seed), replication, replay };
    const sides = createSides(model, scenario, identity);
    const comparison = await compareSides(sides, {
      interrupt,
      report: (simulation) => progress.update(progressOf(simulation, replication, replications)),
    });
    compared.events += comparison.events;
    compared.draws += comparison.draws;
    compared.looks += comparison.looks;
    const { stored, result } = comparison;
    let { finding } = comparison;
    if (finding === null && result !== undefined && stored !== undefined && !interrupt.requested) {
      finding = await compareGoneOn(model, scenario, { replication, replay, stored, whole: result, interrupt });
      if (finding === null && !interrupt.requested) compared.storedAtUs = stored.atUs;
    }
    if (finding !== null) {
      const begin: Begin = (observer) => model.createSimulation(scenario, { ...identity, observer });
      const located = finding.kind === "state" ? await locateState(begin, finding, interrupt) : finding;
      return { finding: located, replication, ...compared, combined: undefined, interrupted: interrupt.requested };
    }
    if (result !== undefined) results.push({ replication, ...result });
  }
  return {
    finding: null,
    replication: replication - 1,
    ...compared,
    combined: combine(results),
    interrupted: interrupt.requested,
  };
}
