/** Nodes of the eras before 2.1 that appear, go off, come back, leave, or change their cores: one list of systems for all. */
import { latestOf, recordOfProver } from "../state/log/record.js";
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
  /** The node runs so many cores from this frame on, instead of its `workers`. */
  changeCores(network: Network, prover: number, frame: number, cores: number): void;
}

/** The first systems of a frame, in their order. */
export const nodeSystems = (handling: NodeHandling): readonly System<Network>[] => [
  {
    step: 1,
    rule: "proposer.plan",
    title: "newcomers",
    run(network, frame) {
      const { nextEvaluation } = network.world.nodes;
      // A first look is all that the older eras need of a node's own clock.
      for (const node of network.calendars.evaluations.take(frame)) nextEvaluation[node] = -1;
      beginNodes(network, handling, frame);
    },
  },
  {
    step: 1,
    rule: "lifecycle.effectiveStatus",
    title: "presence",
    run: (network, frame) => applyPresence(network, handling, frame),
  },
  {
    step: 1,
    rule: "lifecycle.transition",
    title: "departures",
    run: (network, frame) => applyDepartures(network, handling, frame),
  },
  {
    step: 1,
    rule: "proposer.excessPending",
    title: "cores",
    run: (network, frame) => applyCores(network, handling, frame),
  },
];

/** Lets the nodes that have appeared since begin with this frame. */
export function beginNodes(network: Network, handling: NodeHandling, frame: number): void {
  const { world } = network;
  while (world.nodesBegun < world.nodes.count) handling.begin(network, world.nodes.prover[world.nodesBegun++], frame);
}

function applyPresence(network: Network, handling: NodeHandling, frame: number): void {
  const { gone, online } = network.world.nodes;
  const presence = network.calendars.presence.take(frame);
  for (let k = 0; k < presence.length; k += 2) {
    const node = presence[k];
    if (gone[node] === 1 || online[node] === presence[k + 1]) continue;
    if (presence[k + 1] === 0) goOff(network, handling, node, { frame, forGood: false });
    else comeBack(network, handling, node, frame);
  }
}

function applyDepartures(network: Network, handling: NodeHandling, frame: number): void {
  const { world, calendars } = network;
  for (const node of calendars.departures.take(frame)) {
    if (world.nodes.gone[node] === 1) continue;
    if (world.nodes.online[node] === 1) goOff(network, handling, node, { frame, forGood: true });
    removeNode(world, node);
    recordOfProver(network, world.nodes.prover[node], {
      rule: "scenario.operators",
      what: "is gone",
      why: "",
      cause: { code: "operator_leaves" },
    });
  }
}

function applyCores(network: Network, handling: NodeHandling, frame: number): void {
  const { world, calendars } = network;
  const { nodes } = world;
  const changes = calendars.workers.take(frame);
  for (let k = 0; k < changes.length; k += 2) {
    const node = changes[k];
    const prover = nodes.prover[node];
    const cores = nodes.workers[node] + changes[k + 1];
    // Two changes drawn before either applied may meet at one node; it keeps its last core.
    if (nodes.gone[node] === 1 || cores < 1) continue;
    handling.changeCores(network, prover, frame, cores);
    // Nothing is left to add where the era has noted the new cores already.
    addWorkers(world, node, cores - nodes.workers[node]);
    logOfProver(network, prover)?.("scenario.operators", "has workers", "", { value: cores });
  }
}

function goOff(
  network: Network,
  handling: NodeHandling,
  node: number,
  { frame, forGood }: { readonly frame: number; readonly forGood: boolean },
): void {
  const { world } = network;
  const prover = world.nodes.prover[node];
  const cause = { code: forGood ? "operator_leaves" : "outage" } as const;
  recordOfProver(network, prover, { rule: "scenario.operators", what: "goes offline", why: "", cause });
  handling.goOff(network, prover, frame, forGood);
  network.onlineTime?.goOff(world.nodes, node, frame);
  world.nodes.online[node] = 0;
  world.nodes.presenceSince[node] = frame;
  world.totals.peersOnline--;
}

function comeBack(network: Network, handling: NodeHandling, node: number, frame: number): void {
  const { world } = network;
  const prover = world.nodes.prover[node];
  const cause = { code: "outage_over", ...latestOf(network, "presence", prover) } as const;
  recordOfProver(network, prover, { rule: "scenario.operators", what: "comes back online", why: "", cause });
  handling.comeBack(network, prover, frame);
  world.nodes.online[node] = 1;
  world.nodes.presenceSince[node] = frame;
  world.totals.peersOnline++;
}
