/** Nodes of the eras before 2.1 that appear, go off, come back, leave, or change their cores: one list of systems for all. */
import { logOfProver } from "../state/log/log-of.js";
import type { Network } from "../changes/network.js";
import { addWorkers, removeNode } from "../state/workers.js";
import type { System } from "../systems/system.js";

/** What an era does about a node. The node's columns change after the call. */
export interface NodeHandling {
  /** A node that is new to the era looks around for the first time. */
  begin(network: Network, prover: number, frame: number): void;
  /** The node takes no part from this frame on; `forGood`: it will not come back. */
  goOff(network: Network, prover: number, frame: number, forGood: boolean): void;
  comeBack(network: Network, prover: number, frame: number): void;
  /** The node runs so many cores from this frame on, instead of `workers[prover]`. */
  changeCores(network: Network, prover: number, frame: number, cores: number): void;
}

/** The first systems of a frame, in their order. */
export const nodeSystems = (nodes: NodeHandling): readonly System<Network>[] => [
  {
    step: 1,
    rule: "proposer.plan",
    title: "newcomers",
    run(network, frame) {
      const { nextEvaluation } = network.world.provers;
      // A first look is all that the older eras need of a node's own clock.
      for (const prover of network.calendars.evaluations.take(frame)) nextEvaluation[prover] = -1;
      beginNodes(network, nodes, frame);
    },
  },
  {
    step: 1,
    rule: "lifecycle.effectiveStatus",
    title: "presence",
    run: (network, frame) => applyPresence(network, nodes, frame),
  },
  {
    step: 1,
    rule: "lifecycle.transition",
    title: "departures",
    run: (network, frame) => applyDepartures(network, nodes, frame),
  },
  {
    step: 1,
    rule: "proposer.excessPending",
    title: "cores",
    run: (network, frame) => applyCores(network, nodes, frame),
  },
];

/** Lets the nodes that have appeared since begin with this frame. */
export function beginNodes(network: Network, nodes: NodeHandling, frame: number): void {
  const { world } = network;
  while (world.nodesBegun < world.provers.count) nodes.begin(network, world.nodesBegun++, frame);
}

function applyPresence(network: Network, nodes: NodeHandling, frame: number): void {
  const { gone, online } = network.world.provers;
  const presence = network.calendars.presence.take(frame);
  for (let k = 0; k < presence.length; k += 2) {
    const prover = presence[k];
    if (gone[prover] === 1 || online[prover] === presence[k + 1]) continue;
    if (presence[k + 1] === 0) goOff(network, nodes, prover, { frame, forGood: false });
    else comeBack(network, nodes, prover, frame);
  }
}

function applyDepartures(network: Network, nodes: NodeHandling, frame: number): void {
  const { world, calendars } = network;
  for (const prover of calendars.departures.take(frame)) {
    if (world.provers.gone[prover] === 1) continue;
    if (world.provers.online[prover] === 1) goOff(network, nodes, prover, { frame, forGood: true });
    removeNode(world, prover);
    logOfProver(network, prover)?.("scenario.operators", "is gone", "");
  }
}

function applyCores(network: Network, nodes: NodeHandling, frame: number): void {
  const { world, calendars } = network;
  const { provers } = world;
  const changes = calendars.workers.take(frame);
  for (let k = 0; k < changes.length; k += 2) {
    const prover = changes[k];
    const cores = provers.workers[prover] + changes[k + 1];
    // Two changes drawn before either applied may meet at one node; it keeps its last core.
    if (provers.gone[prover] === 1 || cores < 1) continue;
    nodes.changeCores(network, prover, frame, cores);
    // Nothing is left to add where the era has noted the new cores already.
    addWorkers(world, prover, cores - provers.workers[prover]);
    logOfProver(network, prover)?.("scenario.operators", "has workers", "", { value: cores });
  }
}

function goOff(
  network: Network,
  nodes: NodeHandling,
  prover: number,
  { frame, forGood }: { readonly frame: number; readonly forGood: boolean },
): void {
  const { world } = network;
  logOfProver(network, prover)?.("scenario.operators", "goes offline", "");
  nodes.goOff(network, prover, frame, forGood);
  world.provers.online[prover] = 0;
  world.provers.presenceSince[prover] = frame;
  world.totals.peersOnline--;
}

function comeBack(network: Network, nodes: NodeHandling, prover: number, frame: number): void {
  const { world } = network;
  logOfProver(network, prover)?.("scenario.operators", "comes back online", "");
  nodes.comeBack(network, prover, frame);
  world.provers.online[prover] = 1;
  world.provers.presenceSince[prover] = frame;
  world.totals.peersOnline++;
}
