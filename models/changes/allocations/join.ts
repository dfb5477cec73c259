/** Joins: an allocation that was proposed is heard of, and becomes active when its node confirms. */
import type { AllocationServices, ClosingServices } from "../network.js";
import { Status } from "../../state/allocations.js";
import { scheduleAnswer } from "./answer.js";
import { changeStatus } from "./change-status.js";
import { updateStanding } from "./standing.js";

/** The join was accepted at `requested`, which is `now` but for a network that was measured, and waits for an answer. */
export function beginJoin(network: ClosingServices, allocation: number, requested: number, now = requested): void {
  network.world.allocations.joinFrame[allocation] = requested;
  changeStatus(network, allocation, Status.joining);
  scheduleAnswer(network, allocation, { request: "joining", requested, now });
}

/** When a join was confirmed, and what follows for its time. */
export interface Confirmation {
  /** Frame of the confirmation. */
  readonly confirmed: number;
  /** Last frame that counts as one in which it took part. */
  readonly lastActive: number;
  /** Last epoch for which it is confirmed by that. */
  readonly epoch: number;
}

/** A confirmed join: active at once by stored status; for coverage, and in effective committees, an epoch later. */
export function activate(
  network: AllocationServices,
  allocation: number,
  { confirmed, lastActive, epoch }: Confirmation,
  frame: number,
): void {
  const { allocations } = network.world;
  allocations.joinConfirmFrame[allocation] = confirmed;
  allocations.lastActive[allocation] = lastActive;
  allocations.activeSince[allocation] = frame;
  allocations.epoch[allocation] = epoch;
  changeStatus(network, allocation, Status.active);
  updateStanding(network, allocation, frame);
}
