/** Everything that must hold of a scenario that can be run. */
import type { Scenario } from "../../../models/scenario/schema.js";
import { auditRun } from "../../../models/checks/audit-run.js";
import { switchesOf } from "../../../models/scenario/switches.js";
import type { RunIdentity, RunResult, Simulation } from "../../../models/run.js";
import type { Plan as NetworkPlan } from "../../../models/plan/plan.js";
import type { ReadyScenario } from "../../../sim/experiment/ready-scenario.js";
import { RunRecorder } from "../../../sim/experiment/trace/run-recorder.js";
import { renderPictures } from "../../../sim/view/render.js";
import { writtenBy } from "../../written-run.js";
import type { Choices } from "../scenario/choices.js";
import { type Finding, finding, thrownFinding } from "../finding.js";
import type { Tested } from "../tested.js";
import { asideFindings } from "./aside.js";
import { workerFindings } from "./on-workers.js";
import { planFindings } from "./plan-findings.js";
import { recountFrames } from "./recount-frames.js";
import { differences, halfDifferences, runHalf, runInSlices, runStored } from "./same-run.js";
import { tableFindings } from "./sound-tables.js";

export interface RunToCheck {
  readonly ready: ReadyScenario<Scenario>;
  readonly choices: Choices;
  /** Whether worker threads run it too, and its pictures are drawn: each costs as much as all the rest. */
  readonly onWorkers: boolean;
  readonly draws: boolean;
}

/** The first kind of finding ends it: what follows would be its consequence. */
export async function checkRun(tested: Tested, { ready, choices, onWorkers, draws }: RunToCheck): Promise<Finding[]> {
  const { scenario } = ready;
  const begin = (more: Partial<RunIdentity> = {}): Simulation =>
    tested.model.createSimulation(scenario, { ...identityOf(scenario), ...more });
  const run = (of: Scenario, more: Partial<RunIdentity> = {}): RunResult =>
    runWhole(tested.model.createSimulation(of, { ...identityOf(scenario), ...more }));
  const steps: readonly (() => Finding[] | Promise<Finding[]>)[] = [
    () => recountFrames(scenario, choices, tested.systems),
    async () => {
      const simulation = begin();
      const whole = runWhole(simulation);
      const pictures = tested.model.picturesOf([whole.tables], scenario);
      if (draws) await renderPictures(pictures);
      return [
        ...tableFindings(whole, switchesOf(scenario)),
        ...planFindings(ready.plan as unknown as NetworkPlan, simulation, switchesOf(scenario)),
        ...differences("in slices", whole, runInSlices(begin(), scenario, choices)),
        ...differences("under watch", whole, runWhole(begin({ observer: new RunRecorder() }))),
        ...differences("when stored and gone on", whole, runStored(begin, scenario, choices)),
        ...halfDifferences(whole, runHalf(begin(), scenario, choices)),
        ...auditFindings(scenario, whole),
        ...asideFindings(run, { scenario, whole, choices }),
      ];
    },
    () => (onWorkers ? workerFindings(tested, scenario) : []),
  ];
  for (const step of steps) {
    const found = await attempt(step);
    if (found.length > 0) return found;
  }
  return [];
}

/** What must hold of any run, without looking at it from all sides. */
export const checkOneRun = (tested: Tested, { scenario, plan }: ReadyScenario<Scenario>): Promise<Finding[]> =>
  attempt(() => {
    const simulation = tested.model.createSimulation(scenario, identityOf(scenario));
    return [
      ...tableFindings(runWhole(simulation), switchesOf(scenario)),
      ...planFindings(plan as unknown as NetworkPlan, simulation, switchesOf(scenario)),
    ];
  });

const identityOf = ({ seed }: Scenario): RunIdentity => ({
  seed: String(seed),
  replication: 0,
  replay: "the same case again",
  events: true,
});

function runWhole(simulation: Simulation): RunResult {
  simulation.advance(Number.POSITIVE_INFINITY);
  return simulation.finish();
}

/** What an audit of the log would find. */
function auditFindings(scenario: Scenario, whole: RunResult): Finding[] {
  const [first] = auditRun(writtenBy(scenario, whole)).findings;
  if (first === undefined) return [];
  const { rule, expected, written, frame, prover, shard } = first;
  return [
    finding("audit", `${rule}: ${expected}, written: ${written}\nframe ${frame}, prover ${prover}, shard ${shard}`),
  ];
}

async function attempt(step: () => Finding[] | Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await step();
  } catch (error) {
    return [thrownFinding(error)];
  }
}
