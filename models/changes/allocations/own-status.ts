/**
 * The own status of provers where every operation on an allocation is written there too (`proverStatus: lastOperation`,
 * protocol.md 6.3): whoever's is not active is in no committee, until one of its allocations is confirmed, anew or for the first time.
 */
import { logOfProver, type Logged } from "../../state/log/log-of.js";
import { Status } from "../../state/allocations.js";
import { servesByOwnStatus } from "../../protocol/lifecycle/membership.js";
import type { StoredStatus } from "../../protocol/lifecycle/status.js";
import type { AllocationServices } from "../network.js";
import { accrueProver, settlePosition } from "../rewards/accrual.js";
import { nextConfirmation } from "./recorded-epoch.js";
import { reviewStanding } from "./standing.js";

/**
 * An operation of a prover has left one of its allocations with this status. Only shards that the prover is on are touched, and only
 * where its own status becomes active or ceases to be.
 */
export function noteOperation(network: AllocationServices, prover: number, status: StoredStatus, frame: number): void {
  const { ownStatuses } = network.world;
  if (ownStatuses === null) return;
  const isActive = servesByOwnStatus(status, network.rules);
  if (ownStatuses.isActive(prover) !== isActive)
    setActive(network, prover, { isActive, why: `the last operation of its prover wrote ${status}` }, frame);
  if (!isActive) awaitConfirmation(network, prover, frame);
}

/**
 * Allocations are confirmed anew at looks of the node: when the next such confirmation of a prover is heard whose own status is not
 * active. To be asked again when its node comes back.
 */
export function awaitConfirmation(network: AllocationServices, prover: number, frame: number): void {
  const { ownStatuses, provers, nodes } = network.world;
  if (ownStatuses === null || ownStatuses.isActive(prover)) return;
  const isOnline = nodes.online[provers.node[prover]] === 1;
  const next = isOnline ? firstConfirmation(network, prover, frame) : Number.POSITIVE_INFINITY;
  const awaited = next < Number.POSITIVE_INFINITY ? next : 0;
  if (ownStatuses.confirmedAt(prover) === awaited) return;
  ownStatuses.awaitConfirmation(prover, awaited);
  if (awaited > 0) network.calendars.ownStatuses.add(awaited, prover);
}

/** A confirmation of the prover may be heard with this frame: if one is, its own status is active again. */
export function hearConfirmation(network: AllocationServices, prover: number, frame: number): void {
  const { ownStatuses, provers, nodes } = network.world;
  if (ownStatuses === null || ownStatuses.confirmedAt(prover) !== frame) return;
  ownStatuses.awaitConfirmation(prover, 0);
  if (nodes.online[provers.node[prover]] === 0) return;
  if (firstConfirmation(network, prover, frame - 1) === frame)
    setActive(network, prover, { isActive: true, why: "one of its allocations was confirmed again" }, frame);
  else awaitConfirmation(network, prover, frame);
}

/** When the first of its active allocations is confirmed anew after `frame`; Infinity: none is. */
function firstConfirmation(network: AllocationServices, prover: number, frame: number): number {
  const { allocations, allocationIndex } = network.world;
  let first = Number.POSITIVE_INFINITY;
  for (
    let allocation = allocationIndex.first(prover);
    allocation >= 0;
    allocation = allocationIndex.after(allocation)
  ) {
    if (allocations.status[allocation] === Status.active)
      first = Math.min(first, nextConfirmation(network, allocation, frame));
  }
  return first;
}

interface OwnStatus {
  readonly isActive: boolean;
  readonly why: string;
}

/** Takes the prover into all committees that its allocations belong in, or out of all of them. */
function setActive(network: AllocationServices, prover: number, { isActive, why }: OwnStatus, frame: number): void {
  const { world, ringPositions, touched } = network;
  const { allocations, allocationIndex } = world;
  world.ownStatuses?.setActive(prover, isActive);
  const what = isActive ? "back in its committees" : "out of its committees";
  logOfProver(network, prover)?.("lifecycle.transition", what, why);
  for (
    let allocation = allocationIndex.first(prover);
    allocation >= 0;
    allocation = allocationIndex.after(allocation)
  ) {
    const status = allocations.status[allocation];
    if (status !== Status.active && status !== Status.leaving) continue;
    // Whoever sits there still goes on; that may be for several frames where its committee is sealed.
    if (isActive && allocations.ring[allocation] >= 0 && !ringPositions.holds(allocation)) {
      ringPositions.take(allocation);
      touched.add(allocations.shard[allocation]);
    }
    reviewStanding(network, allocation, frame);
  }
}

/** From `frame` on committees ask for the own status of provers, of whom no operation is known so far, or no longer ask for it. */
export function askOwnStatuses(network: AllocationServices, isAsked: boolean, frame: number): void {
  const { ownStatuses, provers } = network.world;
  if (ownStatuses === null) return;
  ownStatuses.isOn = isAsked ? 1 : 0;
  const why = "committees no longer ask for its own status";
  for (let prover = 0; prover < provers.count; prover++)
    if (!ownStatuses.isActive(prover)) setActive(network, prover, { isActive: true, why }, frame);
}

/** A join sets the balance of its prover to zero, with what it has earned before `frame` and not been credited yet. */
export function zeroBalance({ world, log }: Logged, prover: number, frame: number): void {
  const { ownStatuses, provers, allocations, allocationIndex } = world;
  if (ownStatuses === null || ownStatuses.isOn === 0) return;
  accrueProver(world, prover, frame);
  // Some that are closed with this frame still have a ring to be settled.
  for (const allocation of allocationIndex.of(prover))
    if (allocations.ring[allocation] >= 0) settlePosition(world, allocation);
  if (provers.balance.isZero(prover)) return;
  ownStatuses.noteZeroed(prover, provers.balance.get(prover));
  provers.balance.clear(prover);
  logOfProver({ world, log }, prover)?.("lifecycle.transition", "balance set to zero", "a join wrote its record anew");
}
