/** Operators that leave, and workers that a class gains or loses as the measurement it follows does. */
import { logOfProver, type Logged } from "../../state/log/log-of.js";
import { recordOfProver } from "../../state/log/record.js";
import type { Wired } from "../../changes/message-port.js";
import type { Network, FrameSchedule } from "../../changes/network.js";
import { changeWorkers } from "../../changes/nodes/change-workers.js";
import { departNow } from "../../changes/nodes/depart.js";

const cause = { code: "operator_leaves" } as const;

/** Nodes whose operator leaves begin to give up their allocations; one that is offline is simply gone. */
export function departDue(network: Network, frame: number): void {
  const { nodes, provers } = network.world;
  for (const node of network.calendars.departures.take(frame)) {
    if (nodes.gone[node] === 1) continue;
    const prover = nodes.prover[node];
    if (nodes.departing[node] === 0)
      recordOfProver(network, prover, { rule: "scenario.operators", what: "begins to leave", why: "", cause });
    nodes.departing[node] = 1;
    if (nodes.online[node] === 0 || provers.kickFrame[prover] > 0) departNow(network, node, cause.code);
    else network.wakeNode(node, frame);
  }
}

/** Applies changes of worker counts: a node with more has room, one with fewer sheds allocations at its next look. */
export function changeWorkersDue(network: Logged & FrameSchedule & Wired, frame: number): void {
  const { nodes } = network.world;
  const due = network.calendars.workers.take(frame);
  for (let k = 0; k < due.length; k += 2) {
    const node = due[k];
    // Two changes drawn before either applied may meet at one node; it keeps its last worker.
    const workers = nodes.workers[node] + due[k + 1];
    if (nodes.gone[node] === 1 || workers < 1) continue;
    changeWorkers(network, node, due[k + 1], frame);
    logOfProver(network, nodes.prover[node])?.("scenario.operators", "has workers", "", { value: workers });
    network.wakeNode(node, frame);
  }
}
