/**
 * What allocations are not credited with because their nodes were away for so short that nobody follows it (`fidelity: epoch`). While a ring
 * pays the same, that is reckoned when somebody asks: for all frames that the shard made since it was last, at once.
 */
import type { World } from "../../state/world.js";

/**
 * An allocation whose node is online is taken to be settled for those frames of its shard in which the node was away for a short time, and
 * what it did not get was not issued. The shard must have been accrued; what its ring pays must be what it paid since.
 */
export function takeOffAbsences(world: World, allocation: number): void {
  const absences = world.shortAbsences;
  if (absences === null) return;
  const { allocations, nodes, provers, rings, shards } = world;
  const shard = allocations.shard[allocation];
  const made = shards.madeFrames[shard];
  const from = allocations.reckonedFrames[allocation];
  if (made === from) return;
  allocations.reckonedFrames[allocation] = made;
  const share = rings.shareUnits[shards.ringRows[shard][allocations.ring[allocation]]];
  if (share === 0) return;
  const prover = allocations.prover[allocation];
  const classIndex = nodes.operatorClass[provers.node[prover]];
  const away = absences.between(classIndex, provers.firstAddressWord(prover), from, made);
  if (away === 0) return;
  allocations.settledUnits.addProduct(allocation, share, away);
  world.issuedUnits.subtractProduct(0, share, away);
}

/** The same for all who earn on a shard, before its rings pay something else, or to complete what was issued. */
export function takeOffShard(world: World, shard: number): void {
  if (world.shortAbsences === null) return;
  const { allocations, nodes, provers, shards } = world;
  for (const allocation of shards.ranked[shard])
    if (nodes.online[provers.node[allocations.prover[allocation]]] === 1) takeOffAbsences(world, allocation);
}
