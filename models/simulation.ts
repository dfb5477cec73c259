/** One replication of a scenario, from genesis to tables: the door that the command line and tests use. */
import type { Network } from "./changes/network.js";
import { createNetwork } from "./create-network.js";
import { eraOf } from "./era-of.js";
import { metricsOf } from "./output/metrics/metric-names.js";
import { rowChecker } from "./checks/invariants/report.js";
import { helperSetup } from "./helper.js";
import { threadsThatPay } from "./plan/cost/shared-work.js";
import { SeriesRecorder } from "./output/metrics/series-recorder.js";
import { runNetwork } from "./run-network.js";
import { type SharedWork, shareWork } from "./shared-work.js";
import type { Scenario } from "./scenario/schema.js";
import { switchesOf } from "./scenario/switches.js";
import type { RunIdentity, Simulation } from "./run.js";

/** Puts a network together and gives the run of it, which stands at its beginning or at the moment that it goes on from. */
export function createSimulation(scenario: Scenario, run: RunIdentity): Simulation {
  // Whoever observes a run is told of each draw, and of all in their order.
  if (run.observer !== undefined) return simulateWith(null, scenario, run);
  const work = shareWork(helperSetup(run), threadsThatPay(scenario, threadsFor(run)));
  try {
    return simulateWith(work, scenario, run);
  } catch (error) {
    work.end();
    throw error;
  }
}

/** Steps are measured in one thread. */
const threadsFor = ({ threads = 1, profiler }: RunIdentity): number => (profiler === undefined ? threads : 1);

/** The same, with whoever does its pure work, which ends with the run; null: nobody does it ahead. */
export function simulateWith(work: SharedWork | null, scenario: Scenario, run: RunIdentity): Simulation {
  const rules = switchesOf(scenario);
  const era = eraOf(rules);
  const recorder = new SeriesRecorder(metricsOf(rules, scenario));
  const checkRow = rowChecker(recorder, rules);
  const report = (reporting: Network): void => {
    era.beforeReport(reporting, reporting.world.clock.frameAt(reporting.kernel.nowUs) + 1);
    recorder.record(reporting);
    reporting.wire?.report(reporting.kernel.nowUs);
    checkRow(reporting);
    era.checkSample(reporting, recorder.rowCount);
  };
  const network = createNetwork(scenario, run, report, era.systems, work);
  if (run.from === undefined) era.createGenesis(network);
  return runNetwork(
    network,
    { recorder, checkRow, settle: (frame) => era.settle(network, frame), end: () => work?.end() },
    run,
  );
}
