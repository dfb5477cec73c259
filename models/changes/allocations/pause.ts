import type { AllocationServices } from "../network.js";
import { Status } from "../../state/allocations.js";
import { changeStatus } from "./change-status.js";
import { watchIdleness } from "./idleness.js";
import { settleRecordedEpoch } from "./recorded-epoch.js";
import { updateStanding } from "./standing.js";

/** An active allocation is paused: out of the committee and the rings at once, it counts for nothing until it resumes. */
export function pauseAllocation(network: AllocationServices, allocation: number, frame: number): void {
  settleRecordedEpoch(network, allocation, frame);
  network.world.allocations.pauseFrame[allocation] = frame;
  changeStatus(network, allocation, Status.paused);
  updateStanding(network, allocation, frame);
}

/** A paused allocation is active again. A resume counts as activity (assumption). */
export function resumeAllocation(network: AllocationServices, allocation: number, frame: number): void {
  const { world, ringPositions } = network;
  const { allocations, nodes, provers } = world;
  allocations.lastActive[allocation] = frame;
  allocations.activeSince[allocation] = frame;
  changeStatus(network, allocation, Status.active);
  updateStanding(network, allocation, frame);
  // Its node may have gone off again meanwhile: in no committee, as its epoch is over, it is idle all the same.
  const isAway = nodes.online[provers.node[allocations.prover[allocation]]] === 0;
  if (isAway && world.takesIn(allocation) && !ringPositions.holds(allocation))
    watchIdleness(network, allocation, frame);
}
