/** One replication of gossip. */
import { openRun, simulationOf } from "../../sim/experiment/kernel-run.js";
import { LaidOutSimulation } from "../../sim/experiment/laid-out-run.js";
import type { RunIdentity, Simulation } from "../../sim/experiment/model.js";
import { connectionsInSteps } from "../../sim/gossip/connections.js";
import { createStreams, type Streams } from "../../sim/random/stream.js";
import type { Stored } from "../../sim/table/stored.js";
import { complete, type InSteps } from "../../sim/units/in-steps.js";
import { assemble, type AssemblyOptions, begin } from "./assembly.js";
import { playedOf } from "./channel-sample.js";
import { createDividedSimulation } from "./divided.js";
import { overlayInSteps, overlayOf } from "./overlay.js";
import { resultOf } from "./result.js";
import { planUs } from "./run.js";
import { gossipScene } from "./scene.js";
import type { GossipScenario } from "./schema.js";
import type { SimTimeUs } from "../../sim/units/quantity-types.js";

const usPerS = 1e6;
/** An event takes about a microsecond. */
const maxGroup = 4096;

export function createGossipSimulation(given: GossipScenario, run: RunIdentity): Simulation {
  const scenario = playedOf(given);
  const layOut = laidOut(scenario, run);
  // Who observes a run is told of it from its first draw on.
  if (run.observer !== undefined) return complete(layOut);
  const nowUs = run.from?.atUs ?? 0;
  return new LaidOutSimulation({
    ...frames(scenario, nowUs),
    nowUs,
    maxGroup,
    layOut,
    // Nobody is connected yet.
    ...(run.from === undefined && {
      cutShort: () => {
        const overlay = overlayOf({ ...scenario, connections: 0 }, streamsOf(run));
        return createWholeSimulation(scenario, run, { overlay });
      },
    }),
  });
}

const streamsOf = ({ seed, replication }: RunIdentity): Streams => createStreams(seed, replication);

/** Frames of a run are the steps in which its progress is told. */
const frames = ({ horizon }: Pick<GossipScenario, "horizon">, nowUs: SimTimeUs) => {
  const frameCount = Math.ceil(horizon / usPerS);
  return { horizonUs: horizon, frameCount, frame: Math.min(frameCount, Math.floor(nowUs / usPerS)) };
};

function* laidOut(scenario: GossipScenario, run: RunIdentity): InSteps<Simulation> {
  const { threads = 1 } = run;
  // Where nodes are and whom they know was drawn when the run began, and no branch draws it anew.
  const overlay = yield* overlayInSteps(scenario, streamsOf(run));
  yield;
  const divided = threads > 1 ? createDividedSimulation(scenario, run, { threads, overlay }) : null;
  if (divided !== null) return divided;
  // Whoever observes it is told of these draws in their order among all others.
  const connections =
    run.observer === undefined
      ? yield* connectionsInSteps(overlay.topology, overlay.names, streamsOf(run), overlay.dials?.isOutbound)
      : undefined;
  return createWholeSimulation(scenario, run, { overlay, connections });
}

function createWholeSimulation(
  scenario: GossipScenario,
  run: RunIdentity,
  laid: Pick<AssemblyOptions, "overlay" | "connections">,
): Simulation {
  const { kernel, streams } = openRun(scenario, run, ["phase", "dialled"]);
  const assembly = assemble(scenario, { kernel, streams, ...laid });
  const { network, gossip, tables, publisher } = assembly;
  return simulationOf(run, {
    kernel,
    parts: [
      ["network", network],
      ["gossip", gossip],
      ...Object.entries(tables).map(([name, part]) => [name, part as Stored] as const),
    ],
    begin: () => {
      begin(assembly);
      publisher.begin();
    },
    step: { everyUs: planUs, run: (timeUs) => publisher.plan(timeUs) },
    maxGroup,
    stepUs: usPerS,
    settle: (nowUs) => gossip.settle(nowUs),
    invariants: [network.invariant(), gossip.invariant()],
    scene: (nowUs) => gossipScene({ scenario, ...assembly, nowUs }),
    finish: (nowUs) => resultOf({ scenario, ...assembly, nowUs }, kernel, kernel.events()),
  });
}
