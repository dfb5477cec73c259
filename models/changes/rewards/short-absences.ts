/**
 * What allocations are not credited with because their nodes were away for so short that nobody follows it (`fidelity: epoch`). While a ring
 * pays the same, that is reckoned when somebody asks: for all frames that the shard made since it was last, at once.
 */
import type { World } from "../../state/world.js";

/** Units up to which what members did not get is added up in a double: one more product is exact still. */
const exactLost = 2 ** 52;

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
  const absences = world.shortAbsences;
  if (absences === null) return;
  const { allocations, nodes, provers, rings, shards, issuedUnits } = world;
  const made = shards.madeFrames[shard];
  if (absences.isTakenOff(shard, made)) return;
  const { prover, ring, reckonedFrames, settledUnits } = allocations;
  const { online, operatorClass } = nodes;
  const nodeOf = provers.node;
  const rows = shards.ringRows[shard];
  const members = shards.ranked[shard];
  const shares = absences.shares();
  let lost = 0;
  // A loop over all members in every epoch in which pay changes: what each of them has is read once.
  for (let k = 0; k < members.length; k++) {
    const allocation = members[k];
    const from = reckonedFrames[allocation];
    if (from === made) continue;
    const who = prover[allocation];
    const node = nodeOf[who];
    if (online[node] !== 1) continue;
    reckonedFrames[allocation] = made;
    const share = rings.shareUnits[rows[ring[allocation]]];
    if (share === 0) continue;
    const away = absences.away(shares[operatorClass[node]], provers.firstAddressWord(who), from, made);
    if (away === 0) continue;
    settledUnits.addProduct(allocation, share, away);
    lost += share * away;
    if (lost < exactLost) continue;
    issuedUnits.subtractProduct(0, lost, 1);
    lost = 0;
  }
  if (lost > 0) issuedUnits.subtractProduct(0, lost, 1);
}
