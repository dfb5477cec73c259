/** What the expectations of scenarios come to, with other values than those of their files, as `orrery check --quick` judges them. */
import { runCheck } from "../../sim/experiment/expect/run-check.js";
import { poolFor } from "../../sim/experiment/pool/worker-count.js";
import { loadAll, type ReadyScenario, ScenarioErrors } from "../../sim/experiment/ready-scenario.js";
import { openStore } from "../../sim/experiment/store/cell-store.js";
import { type Finding, findingOf } from "../../sim/output/verdicts/finding.js";
import { quilibrium } from "../../models/quilibrium.js";
import type { Scenario } from "../../models/scenario/schema.js";

/** That of `orrery check --quick`. */
const quickConfidence = 0.8;

export interface Asked {
  readonly file: string;
  /** `path=value` each. */
  readonly set: readonly string[];
}

/** A scenario with its findings, in the order of its expectations; null: it is refused, since such a network cannot be asked. */
export type Answered = { readonly scenario: Scenario; readonly findings: readonly Finding[] } | null;

export async function answersTo(
  asked: readonly Asked[],
  { store, workers }: { readonly store: string; readonly workers: number },
): Promise<readonly Answered[]> {
  const ready = asked.map(readyOf);
  openStore(store);
  const checked = await runCheck(
    quilibrium,
    ready.filter((one) => one !== null),
    {
      store,
      confidenceMax: quickConfidence,
      replicationsMax: undefined,
      replayOf: (_, replication) => `replication ${replication}`,
      progress: { update: () => undefined },
      interrupt: { requested: false },
      poolFor: (cells) => poolFor(quilibrium.worker, Math.min(cells, workers)),
    },
  );
  const left = [...checked];
  return ready.map((one) => {
    if (one === null) return null;
    const { file, scenario } = one;
    const told = { scenario: scenario.name, place: { file, line: 1, column: 1 }, replay: () => "" };
    return { scenario, findings: (left.shift()?.judged ?? []).map((judged) => findingOf(judged, told)) };
  });
}

function readyOf({ file, set }: Asked): ReadyScenario<Scenario> | null {
  try {
    return loadAll(quilibrium, [file], { overrides: set })[0];
  } catch (error) {
    if (error instanceof ScenarioErrors) return null;
    throw error;
  }
}
