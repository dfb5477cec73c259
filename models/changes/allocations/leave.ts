/** Leaves: asked for, confirmed to the end of an epoch, or taken back. What ends at once is closed. */
import type { AllocationServices } from "../network.js";
import { nextEpochStart } from "../../protocol/lifecycle/request-windows.js";
import { Status } from "../../state/allocations.js";
import { scheduleAnswer } from "./answer.js";
import { changeStatus } from "./change-status.js";
import { watchIdleness } from "./idleness.js";
import { settleRecordedEpoch } from "./recorded-epoch.js";
import { updateStanding } from "./standing.js";

/** The prover of an active allocation has asked to leave it. */
export function beginLeave(network: AllocationServices, allocation: number, frame: number): void {
  const { allocations } = network.world;
  settleRecordedEpoch(network, allocation, frame);
  allocations.leaveFrame[allocation] = frame;
  allocations.leaveConfirmFrame[allocation] = 0;
  changeStatus(network, allocation, Status.leaving);
  updateStanding(network, allocation, frame);
  scheduleAnswer(network, allocation, { request: "leaving", requested: frame, now: frame });
}

/** The leave is confirmed, and the allocation serves to the end of the epoch. */
export function confirmLeave(network: AllocationServices, allocation: number, frame: number): void {
  const { allocations, shards } = network.world;
  if (allocations.leaveConfirmFrame[allocation] === 0) shards.departing[allocations.shard[allocation]]++;
  allocations.leaveConfirmFrame[allocation] = frame;
  // Who goes for certain takes no ring from those that could come.
  network.orders.changed(allocations.shard[allocation]);
  // Under windows of frames it may have read as expired by now: confirmed, it serves again to the end of the epoch.
  updateStanding(network, allocation, frame);
  network.calendars.expiries.add(nextEpochStart(frame, network.rules), allocation);
}

/** The leave was taken back: the allocation is active again. */
export function cancelLeave(network: AllocationServices, allocation: number, frame: number): void {
  const { allocations } = network.world;
  changeStatus(network, allocation, Status.active);
  allocations.leaveFrame[allocation] = 0;
  allocations.leaveConfirmFrame[allocation] = 0;
  allocations.activeSince[allocation] = frame;
  updateStanding(network, allocation, frame);
  // In an effective committee it kept its ring position, and may have been absent from it all the while.
  watchIdleness(network, allocation, frame);
}
