/** One replication of a network before 2.1 (`lifecycle: trie`), from its first nodes to tables. */
import { createNetwork } from "../create-network.js";
import { seriesMetrics } from "../output/metrics/series.js";
import { SeriesRecorder } from "../output/metrics/series-recorder.js";
import type { Network } from "../changes/network.js";
import { populate } from "../systems/population/arrivals.js";
import type { RuleSwitches } from "../protocol/ground/rule-sets.js";
import { runNetwork } from "../run-network.js";
import type { Scenario } from "../scenario/schema.js";
import { switchesOf } from "../scenario/switches.js";
import type { RunIdentity, Simulation } from "../simulation.js";
import { createCeremonyEra } from "./dawn/ceremony-era.js";
import { createIncrementEra } from "./dusk/increment-era.js";
import type { CreateEra, Era } from "./era.js";
import { rowChecker } from "../checks/invariants/report.js";
import { checkEra } from "./invariants.js";
import { applyNodeChanges, beginNodes } from "./node-changes.js";
import { createOneShard } from "./one-shard.js";
import { eraOperatorTable } from "./tables.js";
import { createRingEra } from "./v20/ring-era.js";
import type { System } from "../systems/system.js";

/** Which era a rule of emission belongs to; null for those of 2.1. */
function eraOf({ emissionRule }: RuleSwitches): CreateEra | null {
  if (emissionRule === "v20") return createRingEra;
  if (emissionRule === "dusk") return createIncrementEra;
  return emissionRule === "dawn" ? createCeremonyEra : null;
}

export function createEraSimulation(scenario: Scenario, run: RunIdentity): Simulation {
  const createEra = eraOf(switchesOf(scenario));
  if (createEra === null) throw new Error("lifecycle trie has no era of this emission rule: planOf refuses it");
  const { pace, first } = scenario.frames;
  const report = (reporting: Network): void => {
    era.beforeReport(first + Math.floor(reporting.kernel.nowUs / pace) + 1);
    countFreeCores(reporting);
    recorder.record(reporting);
    checkRow(reporting);
  };
  const known = { count: 0 };
  const systems: readonly System<Network>[] = [
    {
      step: 1,
      rule: "lifecycle.transition",
      title: "nodes",
      run: (stepped, frame) => applyNodeChanges(stepped, era.nodes, known, frame),
    },
    { step: 2, rule: "emission.frame", title: "era", run: (_stepped, frame) => era.stepFrame(frame) },
  ];
  const network = createNetwork(scenario, run, report, systems);
  createOneShard(network);
  const era: Era = createEra(network);
  const metrics = [...seriesMetrics, ...era.metrics];
  const recorder = new SeriesRecorder(metrics);
  const checkRow = rowChecker(recorder, network.rules);
  populate(network);
  beginNodes(network, era.nodes, known, first + 1);
  network.wake(first + 1);
  return runNetwork(network, {
    recorder,
    checkRow,
    metrics,
    settle: (frame) => {
      era.beforeReport(frame);
      era.settle?.(frame);
      countFreeCores(network);
    },
    check: () => checkEra(network),
    operators: () => eraOperatorTable(network, era.waiting?.() ?? []),
  });
}

/** Cores that neither serve nor wait to; those of nodes that are gone and not out of their rings yet are missing. */
function countFreeCores({ world: { totals } }: Network): void {
  totals.workersFree = totals.workers + totals.allocationsWithoutWorker - totals.active - totals.joining;
}
