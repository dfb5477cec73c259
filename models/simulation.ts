/** One replication of a scenario, from genesis to tables: the door that the command line and tests use. */
import { createNetwork } from "./create-network.js";
import { eraOf } from "./era-of.js";
import { metricsOf } from "./output/metrics/metric-names.js";
import { rowChecker } from "./checks/invariants/report.js";
import { SeriesRecorder } from "./output/metrics/series-recorder.js";
import { runNetwork } from "./run-network.js";
import type { Scenario } from "./scenario/schema.js";
import { switchesOf } from "./scenario/switches.js";
import type { RunIdentity, Simulation } from "./run.js";

/** Puts a network together and gives the run of it, which stands at its beginning or at the moment that it goes on from. */
export function createSimulation(scenario: Scenario, run: RunIdentity): Simulation {
  const rules = switchesOf(scenario);
  const era = eraOf(rules);
  const recorder = new SeriesRecorder(metricsOf(rules, scenario));
  const checkRow = rowChecker(recorder, rules);
  const network = createNetwork(scenario, run, (reporting) => {
    era.beforeReport(reporting, reporting.world.clock.frameAt(reporting.kernel.nowUs) + 1);
    recorder.record(reporting);
    reporting.wire?.report(reporting.kernel.nowUs);
    checkRow(reporting);
    era.checkSample(reporting, recorder.rowCount);
  });
  if (run.from === undefined) era.createGenesis(network);
  return runNetwork(network, { recorder, checkRow, settle: (frame) => era.settle(network, frame) }, run);
}
