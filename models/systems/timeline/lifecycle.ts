/**
 * A release with other windows, or with the first epochs (protocol.md 6.2, 6.3): what is under way goes on by them. Nothing says how the
 * node took over what was stored; as little as possible changes (assumption, in docs/scenarios.md).
 */
import { Status } from "../../state/allocations.js";
import { scheduleAnswer } from "../../changes/allocations/answer.js";
import { awaitConfirmation } from "../../changes/allocations/own-status.js";
import type { AllocationServices } from "../../changes/network.js";
import type { SwitchName } from "../../protocol/ground/rule-sets.js";

/** Rules by which it is told when requests are answered, and lapse. */
export const windows: readonly SwitchName[] = ["lifecycle", "confirmWindow", "rejectWindow"];

/**
 * Joins and leaves that wait are answered by the windows of now, counted from when they were asked for; those whose window has passed are over
 * with this frame.
 */
export function reviewRequest(network: AllocationServices, allocation: number, frame: number): void {
  const { status, joinFrame, leaveFrame } = network.world.allocations;
  const now = frame - 1;
  if (status[allocation] === Status.joining)
    scheduleAnswer(network, allocation, { request: "joining", requested: joinFrame[allocation], now });
  else if (status[allocation] === Status.leaving)
    scheduleAnswer(network, allocation, { request: "leaving", requested: leaveFrame[allocation], now });
}

/** Provers that wait for a confirmation anew hear of one where there are epochs. */
export function awaitConfirmations(network: AllocationServices, frame: number): void {
  const { ownStatuses, provers } = network.world;
  if (ownStatuses === null) return;
  for (let prover = 0; prover < provers.count; prover++) awaitConfirmation(network, prover, frame);
}
