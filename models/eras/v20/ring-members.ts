/** Who sits in which ring, and what members earned: units and seniority, both settled when something changes. */
import { v20LastFrameWithoutMint } from "../../protocol/emission/v20-share.js";
import type { Network, RuledWorld, RulesInForce } from "../../changes/network.js";
import type { V20Rings } from "../../protocol/ring/v20-fill.js";
import { pointsPerProof, seniorityOnKick } from "../../protocol/seniority/changes.js";
import { afterV20Event } from "../../protocol/seniority/v20.js";
import { Status } from "../../state/allocations.js";
import { eraTable } from "../../state/era-tables.js";
import type { RingMember } from "../../state/eras/v20-rings.js";
import { addWorkers } from "../../state/workers.js";
import type { World } from "../../state/world.js";
import { logMove, logProofs, logSeniority } from "./ring-log.js";
import { accrueRings, addMember, addPresent } from "./ring-shares.js";
import type { Logged } from "../../state/log/log-of.js";

export function isMember({ allocations, allocationIndex }: World, prover: number): boolean {
  const allocation = allocationIndex.first(prover);
  return allocation >= 0 && allocations.ring[allocation] >= 0;
}

/** The prover as `ring.v20.fill` sees it in the frame that is being stepped. */
export function memberOf(network: RuledWorld, prover: number): RingMember {
  const { world } = network;
  return eraTable(world, "v20Members").seenAs(prover, () => ({
    prover,
    address: world.provers.addressHex(prover),
    get seniority() {
      return world.provers.seniority[prover] + uncountedPoints(network, prover, world.frame + 1);
    },
    get lastFrame() {
      return lastFrame(world, prover);
    },
  }));
}

/** A join takes effect: 20 points, and the entry counts as the last frame. Its ring is `assignRings`'s to choose. */
export function enter(network: Logged, prover: number, frame: number): void {
  const { provers, allocations, allocationIndex } = network.world;
  if (allocationIndex.count(prover) === 0) allocationIndex.open(allocations.add(prover, 0));
  const allocation = allocationIndex.first(prover);
  network.world.earnings?.begin(allocation);
  const standing = { seniority: BigInt(provers.seniority[prover]), lastFrame: 0, leaves: false };
  const { seniority } = afterV20Event(standing, { kind: "join", frame });
  provers.seniority[prover] = Number(seniority);
  logSeniority(network, prover, frame, "join");
  allocations.joinFrame[allocation] = frame;
  allocations.lastActive[allocation] = frame;
  allocations.status[allocation] = Status.active;
  allocations.hasServed[allocation] = 1;
  eraTable(network.world, "v20Members").uncounted[prover] = -1;
}

/** The node's proofs stop with this frame. */
export function rest(network: RulesInForce & Logged, prover: number, frame: number): void {
  const { uncounted, unlogged } = eraTable(network.world, "v20Members");
  if (!isMember(network.world, prover) || uncounted[prover] < 0) return;
  stopProofs(network, prover, frame);
  logProofs(network, prover, { since: unlogged[prover], until: frame });
}

/** The node's proofs begin, or begin again, with this frame. */
export function resume(network: Pick<Network, "world">, prover: number, frame: number): void {
  eraTable(network.world, "v20Members").unlogged[prover] = frame;
  startProofs(network, prover, frame);
}

function stopProofs(network: RuledWorld, prover: number, frame: number): void {
  const { world } = network;
  const { uncounted } = eraTable(world, "v20Members");
  const since = uncounted[prover];
  if (since < 0) return;
  const { allocations, provers, nodes, allocationIndex } = world;
  accrueRings(world, frame);
  settleOne(network, prover, frame);
  noteProved(world, prover, { since, frame });
  const allocation = allocationIndex.first(prover);
  addPresent(world, allocations.ring[allocation], { cores: nodes.workers[provers.node[prover]], by: -1 });
  uncounted[prover] = -1;
}

/** It has proved in the frames from `since` up to, not with, `frame`; who came and went within a frame has proved nothing. */
function noteProved(
  { allocations, allocationIndex }: World,
  prover: number,
  { since, frame }: { readonly since: number; readonly frame: number },
): void {
  if (frame <= since || frame - 1 <= v20LastFrameWithoutMint) return;
  const allocation = allocationIndex.first(prover);
  allocations.lastActive[allocation] = Math.max(allocations.lastActive[allocation], frame - 1);
}

function startProofs({ world }: Pick<Network, "world">, prover: number, frame: number): void {
  const { allocations, provers, nodes, rings, shards, allocationIndex } = world;
  accrueRings(world, frame);
  const allocation = allocationIndex.first(prover);
  const ring = allocations.ring[allocation];
  allocations.settledUnits.copy(allocation, rings.accumulatedUnits, shards.ringRows[0][ring]);
  addPresent(world, ring, { cores: nodes.workers[provers.node[prover]], by: 1 });
  eraTable(world, "v20Members").uncounted[prover] = frame;
}

export function changeMemberCores(network: RulesInForce & Logged, prover: number, frame: number, cores: number): void {
  const { world } = network;
  const { allocations, provers, nodes, allocationIndex } = world;
  if (!isMember(world, prover)) return;
  const ring = allocations.ring[allocationIndex.first(prover)];
  const isPresent = eraTable(world, "v20Members").uncounted[prover] >= 0;
  if (isPresent) rest(network, prover, frame);
  addMember(network, ring, { prover, cores: nodes.workers[provers.node[prover]], by: -1 });
  addMember(network, ring, { prover, cores, by: 1 });
  if (!isPresent) return;
  // `resume` reads the node's cores, which the caller changes after this call.
  addWorkers(world, provers.node[prover], cores - nodes.workers[provers.node[prover]]);
  resume(network, prover, frame);
}

/** Brings everybody to the ring that `rings` says, from the frame after `frame` on. */
export function assignRings(network: RulesInForce & Logged, rings: V20Rings<RingMember>, frame: number): void {
  const { world } = network;
  const { allocations, allocationIndex } = world;
  const table = eraTable(world, "v20Rings");
  const members = eraTable(world, "v20Members");
  const before = table.members.slice(0, table.depth);
  const change = ++members.changes;
  rings.forEach((ring, index) => {
    for (const { prover } of ring) {
      members.assignedIn[prover] = change;
      if (allocations.ring[allocationIndex.first(prover)] !== index) move(network, prover, index, frame + 1);
    }
  });
  for (const ring of before) {
    for (const prover of ring) if (members.assignedIn[prover] !== change) move(network, prover, -1, frame + 1);
  }
  for (let ring = 0; ring < table.count; ring++) table.members[ring] = (rings[ring] ?? []).map(({ prover }) => prover);
  table.depth = rings.length;
  showDepth(world, rings.length - 1);
}

/** The removal by age is a fault: it costs 10 points, or what the switch `kickSeniority` says. */
export function penalize(network: RulesInForce & Logged, prover: number, frame: number): void {
  const { provers } = network.world;
  const { kickSeniority } = network.rules;
  const { seniority, canRejoin } = seniorityOnKick(BigInt(provers.seniority[prover]), kickSeniority);
  provers.seniority[prover] = Number(seniority);
  logSeniority(network, prover, frame, "removal");
  if (!canRejoin) provers.kickFrame[prover] = frame;
}

/**
 * Credits every member with all frames before `frame`, and lists the members for tables; the rings must have been
 * accrued that far.
 */
export function settleMembers(network: RuledWorld, frame: number): void {
  const { shards, allocationIndex } = network.world;
  const inRings = eraTable(network.world, "v20Rings").members.flat();
  for (const prover of inRings) settleOne(network, prover, frame);
  shards.ranked[0] = inRings.map((prover) => allocationIndex.first(prover));
}

/** Credits a prover with all frames before `frame`, if it is a member; the rings must have been accrued that far. */
export function settleMember(network: RuledWorld, prover: number, frame: number): void {
  const { uncounted, count } = eraTable(network.world, "v20Members");
  if (prover >= count || uncounted[prover] < 0) return;
  const since = uncounted[prover];
  settleOne(network, prover, frame);
  noteProved(network.world, prover, { since, frame });
}

/** The one shard counts under its outermost ring. */
function showDepth({ totals: { shardsByRing } }: World, outermost: number): void {
  shardsByRing.fill(0);
  shardsByRing[Math.min(Math.max(0, outermost), shardsByRing.length - 1)] = 1;
}

function move(network: RulesInForce & Logged, prover: number, ring: number, frame: number): void {
  const { allocations, provers, nodes, allocationIndex } = network.world;
  const allocation = allocationIndex.first(prover);
  const before = allocations.ring[allocation];
  const cores = nodes.workers[provers.node[prover]];
  if (before >= 0) {
    stopProofs(network, prover, frame);
    addMember(network, before, { prover, cores, by: -1 });
  }
  allocations.ring[allocation] = ring;
  if (ring < 0) {
    allocations.status[allocation] = Status.left;
    return;
  }
  addMember(network, ring, { prover, cores, by: 1 });
  if (before >= 0) logMove(network, prover, { frame: frame - 1, from: before, to: ring });
  else eraTable(network.world, "v20Members").unlogged[prover] = frame;
  if (nodes.online[provers.node[prover]] === 1) startProofs(network, prover, frame);
}

function settleOne(network: RuledWorld, prover: number, frame: number): void {
  const { allocations, provers, nodes, rings, shards, allocationIndex, earnings } = network.world;
  const { uncounted } = eraTable(network.world, "v20Members");
  if (uncounted[prover] < 0) return;
  const allocation = allocationIndex.first(prover);
  const row = shards.ringRows[0][allocations.ring[allocation]];
  const perCore = rings.accumulatedUnits.get(row) - allocations.settledUnits.get(allocation);
  const earned = perCore * BigInt(nodes.workers[provers.node[prover]]);
  provers.balance.set(prover, provers.balance.get(prover) + earned);
  rings.paidUnits.set(row, rings.paidUnits.get(row) + earned);
  earnings?.add(allocation, earned);
  allocations.settledUnits.copy(allocation, rings.accumulatedUnits, row);
  provers.seniority[prover] += uncountedPoints(network, prover, frame);
  uncounted[prover] = frame;
}

/** Points for proofs before a frame that the prover's seniority does not hold yet. */
function uncountedPoints({ world, rules }: RuledWorld, prover: number, beforeFrame: number): number {
  const since = eraTable(world, "v20Members").uncounted[prover];
  if (since < 0 || rules.seniorityAccrual === "none") return 0;
  return pointsPerProof * Math.max(0, beforeFrame - Math.max(since, v20LastFrameWithoutMint + 1));
}

function lastFrame(world: World, prover: number): number {
  const { allocations, frame, allocationIndex } = world;
  const known = allocations.lastActive[allocationIndex.first(prover)];
  const isProving = eraTable(world, "v20Members").uncounted[prover] >= 0 && frame > v20LastFrameWithoutMint;
  return isProving ? Math.max(known, frame) : known;
}
