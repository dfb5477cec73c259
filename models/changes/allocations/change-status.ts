/** Changes of an allocation's status, with every count that depends on it. */
import type { RulesInForce, ShardFigures, ShardUpdates } from "../network.js";
import { isOver, Status } from "../../state/allocations.js";
import { useWorkers } from "../../state/workers.js";
import type { World } from "../../state/world.js";
import { moveDepth } from "../shards/page-counts.js";
import type { Logged } from "../../state/log/log-of.js";

/** Statuses in which a worker serves an allocation, or waits for one that it was promised. */
const usesWorker = (status: number): boolean => !isOver(status) && status !== Status.free && status !== Status.proposed;

/** Statuses of those that serve their shard, or may. */
const isMember = (status: number): boolean => status === Status.active || status === Status.leaving;

/** Takes an allocation out of a list in which the order means nothing. */
export function withdraw(list: number[], allocation: number): void {
  const last = list.pop();
  if (last !== undefined && last !== allocation) list[list.indexOf(allocation)] = last;
}

/** Moves an allocation to another status. What it means for rings and coverage is the caller's. */
export function changeStatus(
  { world, rules, orders, touched }: RulesInForce & Logged & ShardUpdates & ShardFigures,
  allocation: number,
  to: number,
): void {
  const { allocations, shards } = world;
  const shard = allocations.shard[allocation];
  const prover = allocations.prover[allocation];
  const from = allocations.status[allocation];
  const headCountBefore = shards.active[shard] + shards.joining[shard];
  allocations.status[allocation] = to;
  count(world, allocation, from, -1);
  count(world, allocation, to, 1);
  if (to === Status.active) {
    allocations.hasServed[allocation] = 1;
    noteActive(world, prover);
  }
  if (from === Status.leaving && allocations.leaveConfirmFrame[allocation] > 0) shards.departing[shard]--;
  if (isMember(from) !== isMember(to)) {
    if (isMember(to)) shards.members[shard].push(allocation);
    else withdraw(shards.members[shard], allocation);
  }
  const held = Number(usesWorker(to)) - Number(usesWorker(from));
  const proposed = Number(to === Status.proposed) - Number(from === Status.proposed);
  if (held !== 0 || proposed !== 0) useWorkers(world, world.provers.node[prover], held, proposed);
  if (shards.retired[shard] === 0) moveDepth(world, shard, headCountBefore, rules);
  orders.countsChanged(shard, headCountBefore);
  if (world.asksOwnStatus) orders.ringsChanged(shard);
  const isFirst = shards.everAllocated[shard] === 0 && (to === Status.joining || to === Status.active);
  if (isFirst) shards.everAllocated[shard] = 1;
  // From its first allocation on a shard is watched for halts.
  if (isFirst) touched.add(shard);
  else touched.addCounts(shard);
}

/** An allocation of the prover has become active: for its node the first one, or one for each worker. */
function noteActive({ nodes, provers, clock, frame }: World, prover: number): void {
  const node = provers.node[prover];
  if (nodes.fullyActiveUs[node] >= 0) return;
  const nowUs = clock.timeOf(frame);
  if (nodes.firstActiveUs[node] < 0) nodes.firstActiveUs[node] = nowUs;
  if (provers.active[prover] >= nodes.workers[node]) nodes.fullyActiveUs[node] = nowUs;
}

/** New allocations of a prover are on their way as proposals, each with one of its workers. */
export function countProposals(world: World, prover: number, proposals: number): void {
  useWorkers(world, world.provers.node[prover], 0, proposals);
}

/** Counts an allocation of that status on its shard, at its prover and in all, or no longer. */
function count({ allocations, provers, shards, totals }: World, allocation: number, status: number, by: 1 | -1): void {
  const shard = allocations.shard[allocation];
  const prover = allocations.prover[allocation];
  if (status === Status.active) {
    shards.active[shard] += by;
    provers.active[prover] += by;
    totals.active += by;
  } else if (status === Status.joining) {
    shards.joining[shard] += by;
    provers.joining[prover] += by;
    totals.joining += by;
  } else if (status === Status.leaving) {
    shards.leaving[shard] += by;
    provers.leaving[prover] += by;
    totals.leaving += by;
  } else if (status === Status.paused) {
    totals.paused += by;
  }
}
