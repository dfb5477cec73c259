/** Allocations that go with their data to another shard. */
import type { RulesInForce, ShardFigures, ShardUpdates } from "../network.js";
import { Shards } from "../../state/shards.js";
import { Status } from "../../state/allocations.js";
import { countDepth } from "../shards/page-counts.js";
import { withdraw } from "./change-status.js";
import { setCovering } from "../shards/covering.js";
import type { Logged } from "../../state/log/log-of.js";

/** Keeps join frame, status, coverage and ring position; only the shard changes. The old one must be retired. */
export function moveAllocation(
  network: RulesInForce & Logged & ShardUpdates & ShardFigures,
  allocation: number,
  to: number,
): void {
  const { world, rules, orders } = network;
  const { allocations, shards } = world;
  const covers = allocations.covers[allocation];
  setCovering(network, allocation, 0);
  const from = allocations.shard[allocation];
  const counts = countsOf(shards, allocations.status[allocation]);
  if (counts !== null) counts[from]--;
  const isDeparting =
    allocations.status[allocation] === Status.leaving && allocations.leaveConfirmFrame[allocation] > 0;
  if (counts === shards.active || counts === shards.leaving) {
    withdraw(shards.members[from], allocation);
    shards.members[to].push(allocation);
  }
  if (isDeparting) {
    shards.departing[from]--;
    shards.departing[to]++;
  }
  allocations.lot[allocation] = -1;
  countDepth(world, to, -1, rules);
  world.allocationIndex.move(allocation, to);
  shards.everAllocated[to] = 1;
  if (counts !== null) counts[to]++;
  countDepth(world, to, 1, rules);
  if (covers === 1) setCovering(network, allocation, 1);
  orders.changed(to);
  // Those who stood in do so no longer where somebody serves.
  if (shards.standIns[from] === 1) shards.standIns[to] = 1;
  if (shards.standIns[to] === 1) network.touched.add(to);
}

/** The column of shards that counts allocations of a status; null where none does. */
function countsOf({ active, joining, leaving }: Shards, status: number): Int32Array | null {
  if (status === Status.active) return active;
  if (status === Status.joining) return joining;
  return status === Status.leaving ? leaving : null;
}
