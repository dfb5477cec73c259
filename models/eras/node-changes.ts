/** Nodes of the older eras that appear, go off, come back, leave, or change their cores: what is due in one frame. */
import { logOfProver } from "../state/log/log-of.js";
import type { Network } from "../changes/network.js";
import { addWorkers, removeNode } from "../state/workers.js";
import type { NodeHandling } from "./era.js";

/** Nodes that the era knows already; those after them are new. */
export interface KnownNodes {
  count: number;
}

/** Lets the nodes that have appeared since begin with this frame. */
export function beginNodes({ world }: Network, nodes: NodeHandling, known: KnownNodes, frame: number): void {
  for (; known.count < world.provers.count; known.count++) nodes.begin(known.count, frame);
}

export function applyNodeChanges(network: Network, nodes: NodeHandling, known: KnownNodes, frame: number): void {
  const { world, calendars } = network;
  const { provers } = world;
  // A first look is all that the older eras need of a node's own clock.
  for (const prover of calendars.evaluations.take(frame)) provers.nextEvaluation[prover] = -1;
  beginNodes(network, nodes, known, frame);
  const presence = calendars.presence.take(frame);
  for (let k = 0; k < presence.length; k += 2) {
    const prover = presence[k];
    if (provers.gone[prover] === 1 || provers.online[prover] === presence[k + 1]) continue;
    if (presence[k + 1] === 0) goOff(network, nodes, prover, { frame, forGood: false });
    else comeBack(network, nodes, prover, frame);
  }
  for (const prover of calendars.departures.take(frame)) {
    if (provers.gone[prover] === 1) continue;
    if (provers.online[prover] === 1) goOff(network, nodes, prover, { frame, forGood: true });
    removeNode(world, prover);
    logOfProver(network, prover)?.("scenario.operators", "is gone", "");
  }
  const changes = calendars.workers.take(frame);
  for (let k = 0; k < changes.length; k += 2) {
    const prover = changes[k];
    const cores = provers.workers[prover] + changes[k + 1];
    // Two changes drawn before either applied may meet at one node; it keeps its last core.
    if (provers.gone[prover] === 1 || cores < 1) continue;
    nodes.changeCores(prover, frame, cores);
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
  nodes.goOff(prover, frame, forGood);
  world.provers.online[prover] = 0;
  world.provers.presenceSince[prover] = frame;
  world.totals.peersOnline--;
}

function comeBack(network: Network, nodes: NodeHandling, prover: number, frame: number): void {
  const { world } = network;
  logOfProver(network, prover)?.("scenario.operators", "comes back online", "");
  nodes.comeBack(prover, frame);
  world.provers.online[prover] = 1;
  world.provers.presenceSince[prover] = frame;
  world.totals.peersOnline++;
}
