/** Faults planted on purpose, one of each kind that the fuzzer is there to find: it must find them all. */
import type { Network } from "../../models/changes/network.js";
import { type Scenario, scenarioSchema } from "../../models/scenario/schema.js";
import type { RunIdentity } from "../../sim/experiment/model.js";
import { RunRecorder } from "../../sim/experiment/trace/run-recorder.js";
import type { RunObserver, ObservedRun } from "../../sim/kernel/run-observer.js";
import type { StateColumn } from "../../sim/table/state-column.js";
import { asItIs, type Tested } from "./tested.js";

export interface Canary {
  readonly about: string;
  /** The kind of finding that tells of it. */
  readonly kind: string;
  readonly tested: Tested;
}

const { model, systems } = asItIs;

/** Orrery, but for what its model does otherwise. */
const withModel = (changes: Partial<Tested["model"]>): Tested => ({ systems, model: { ...model, ...changes } });

/** Counts one prover too many on the first shard, once. */
function miscount(): Tested["systems"] {
  const done = new WeakSet<Network>();
  const run = (network: Network, frame: number): void => {
    if (frame - network.scenario.frames.first < 20 || done.has(network)) return;
    done.add(network);
    network.world.shards.covering[0] += 1;
  };
  return [...systems, { step: 9, rule: "coverage.health", title: "a fault", run }];
}

/** Runs in which `meddle` gets the state before each event from the 30th on, of those that `isMeant` picks by their number. */
function meddled(
  isMeant: (run: number, identity: RunIdentity) => boolean,
  meddle: (column: (name: string) => Int32Array) => void,
): Tested {
  let runs = 0;
  return withModel({
    createSimulation: (scenario: Scenario, identity: RunIdentity) =>
      isMeant(runs++, identity)
        ? model.createSimulation(scenario, {
            ...identity,
            observer: meddling(identity.observer ?? new RunRecorder(), meddle),
          })
        : model.createSimulation(scenario, identity),
  });
}
const always = (): boolean => true;
const everySecond = (run: number): boolean => run % 2 === 0;
const goesOn = (_run: number, { from }: RunIdentity): boolean => from !== undefined;

function meddling(watch: RunObserver, meddle: (column: (name: string) => Int32Array) => void): RunObserver {
  let events = 0;
  let watched: ObservedRun | undefined;
  const column = (name: string): Int32Array =>
    (watched?.state() ?? []).find((candidate: StateColumn) => candidate.name === name)?.values as Int32Array;
  return {
    draws: watch.draws,
    attach(run) {
      watched = run;
      watch.attach(run);
    },
    begin(event) {
      if (++events >= 30) meddle(column);
      watch.begin(event);
    },
    end: (event) => watch.end(event),
  };
}

/** Moves the first prover that sits in a ring one ring out. */
function moveOut(column: (name: string) => Int32Array): void {
  const rings = column("allocations.ring");
  const first = rings.findIndex((ring) => ring >= 0);
  if (first >= 0) rings[first] += 1;
}

export const canaries: Readonly<Record<string, Canary>> = {
  "a count": { about: "a shard counts one prover too many", kind: "recount", tested: { model, systems: miscount() } },
  "a ring": { about: "a prover sits in the ring after its own", kind: "invariant", tested: meddled(always, moveOut) },
  "not the same twice": {
    about: "the first prover has a point of seniority more in every second run",
    kind: "differs in slices",
    tested: meddled(everySecond, (column) => void (column("provers.seniority")[0] += 1)),
  },
  "a figure that is not stored": {
    about: "the first prover has other seniority where a run goes on",
    kind: "differs when stored and gone on",
    tested: meddled(goesOn, (column) => void (column("provers.seniority")[0] += 1)),
  },
  "a throw": {
    about: "reading a scenario throws where more than a tenth of all messages are lost",
    kind: "threw",
    tested: withModel({
      schema: scenarioSchema.superRefine(({ network }) => {
        if (network.messageLoss > 0.1) throw new TypeError("planted");
      }),
    }),
  },
  "a wall of text": {
    about: "a refusal is too long to be read",
    kind: "refusal",
    tested: withModel({
      planOf: (scenario) => ({
        ...model.planOf(scenario),
        infeasible: [{ path: "horizon", message: "is wrong, ".repeat(1000) }],
      }),
    }),
  },
  "a hang": {
    about: "planning two replications never ends",
    kind: "hangs",
    tested: withModel({
      planOf(scenario) {
        while (scenario.replications === 2);
        return model.planOf(scenario);
      },
    }),
  },
  "a leak": {
    about: "planning two replications takes all memory",
    kind: "died",
    tested: withModel({
      planOf(scenario) {
        const kept: object[] = [];
        while (scenario.replications === 2) kept.push({ kept: kept.length });
        return model.planOf(scenario);
      },
    }),
  },
};
