/** One replication of gossip. */
import { openRun, simulationOf } from "../../sim/experiment/kernel-run.js";
import type { RunIdentity, Simulation } from "../../sim/experiment/model.js";
import { createStreams } from "../../sim/random/stream.js";
import type { Stored } from "../../sim/table/stored.js";
import { assemble, begin } from "./assembly.js";
import { playedOf } from "./channel-sample.js";
import { createDividedSimulation } from "./divided.js";
import { type Overlay, overlayOf } from "./overlay.js";
import { resultOf } from "./result.js";
import { planUs } from "./run.js";
import { gossipScene } from "./scene.js";
import type { GossipScenario } from "./schema.js";

const usPerS = 1e6;
/** An event takes about a microsecond. */
const maxGroup = 4096;

export function createGossipSimulation(given: GossipScenario, run: RunIdentity): Simulation {
  const scenario = playedOf(given);
  const { threads = 1, seed, replication } = run;
  // Where nodes are and whom they know was drawn when the run began, and no branch draws it anew.
  const overlay = overlayOf(scenario, createStreams(seed, replication));
  const divided = threads > 1 ? createDividedSimulation(scenario, run, { threads, overlay }) : null;
  return divided ?? createWholeSimulation(scenario, run, overlay);
}

function createWholeSimulation(scenario: GossipScenario, run: RunIdentity, overlay: Overlay): Simulation {
  const { kernel, streams } = openRun(scenario, run, ["phase", "dialled"]);
  const assembly = assemble(scenario, { kernel, streams, overlay });
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
