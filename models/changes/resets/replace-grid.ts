/** A new grid in the place of the whole old one, as mainnet's migrations made it. */
import type { Network } from "../network.js";
import { close, type Closure } from "../allocations/close.js";
import type { RuleSwitches } from "../../protocol/ground/rule-sets.js";
import { type GridOfKeys, gridOfPrefixes } from "../../protocol/shard/prefix-grid.js";
import { applications } from "../../scenario/starting-grid.js";
import { allocationsByShard } from "../../state/allocations-by-shard.js";
import { grownBy } from "../../state/data-growth.js";
import { isOver, Status } from "../../state/allocations.js";
import { neverProposed } from "../../state/shards.js";
import { gridReplaced } from "../../state/log/event-log.js";
import { recordOfAll } from "../../state/log/record.js";
import { drawGrowthShares } from "../shards/growth-shares.js";
import { openShard, retireShard } from "../shards/grid.js";
import { sizesChanged } from "../shards/world-size.js";

/** The grid after a reset, and what becomes of who is on the old one. */
export interface NewGrid extends GridOfKeys {
  /** Width of keys from now on, and how filters are written. */
  readonly switches: Pick<RuleSwitches, "shardKeys" | "splitCut">;
  /**
   * Dropped: nobody is on any shard afterwards, and provers join again. Kept: whoever is on a filter that both grids have stays
   * there; places on the others are vacated with them.
   */
  readonly allocations: "dropped" | "kept";
}

const vacated: Closure = {
  rule: "shard.sizesFromKeys",
  why: "a new grid took the place of the old one",
  cause: { code: "grid_replaced" },
  backOffFrames: 0,
  isHistoric: true,
};

/**
 * Every shard leaves the grid and those of the new one come, rows of equal filters again, with data of their own: a reset event.
 * Balances, seniority and keys stay. Call it in a frame's step 2, before requests. Throws `RuleError` for an impossible grid.
 * Source: protocol.md 8.1, item 8; `shard.sizesFromKeys`.
 */
export function replaceGrid(network: Network, grid: NewGrid, frame: number): void {
  const { world, grid: rows } = network;
  const { shards } = world;
  const { status } = world.allocations;
  const next = gridOfPrefixes(grid, applications, grid.switches);
  recordOfAll(network, {
    rule: "shard.sizesFromKeys",
    what: gridReplaced,
    why: "",
    cause: { code: "timeline" },
    value: Number(grid.worldBytes),
  });
  /** Rows of shards that both grids have, and whoever is on them with them. */
  const stay = new Set<number>();
  if (grid.allocations === "kept") {
    for (const { filter } of next) {
      const row = rows.find(filter);
      if (row !== undefined) stay.add(row);
    }
  }
  const allocationsOn = allocationsByShard(world);
  for (let shard = 0; shard < shards.count; shard++) {
    // Who stayed behind on a filter that was gone already goes too, unless places are kept.
    if (shards.retired[shard] === 1 && grid.allocations === "kept") continue;
    if (!stay.has(shard)) vacate(network, allocationsOn(shard), frame);
  }
  const live = Array.from({ length: shards.count }, (_none, shard) => shard).filter((s) => shards.retired[s] === 0);
  // A shard that stays goes and comes back as the others do, with whoever is on it.
  for (const shard of live) retireShard(network, shard, frame, "grid_replaced");
  world.worldBytes = Number(grid.worldBytes);
  // Where shards differ in how they grow, those of the new grid begin anew.
  if (world.growthShares !== null) world.growthSinceUs = world.clock.timeOf(frame);
  const factor = grownBy(world, frame);
  for (const { filter, sizeBytes } of next) {
    const bytes = Number(sizeBytes);
    const shard = openShard(
      network,
      { filter, sizeBytes: bytes, baseBytes: bytes / factor, growthShare: 0, from: -1, by: "grid_replaced" },
      frame,
    );
    // A shard that nobody has joined yet is not watched for halts; one that was gone may come back with those who stayed on it.
    shards.everAllocated[shard] = allocationsOn(shard).some((a) => isStored(status[a])) ? 1 : 0;
    shards.lastProposal[shard] = neverProposed;
  }
  drawGrowthShares(network, frame);
  // Fees that wait for somebody to be paid to wait on its first shard.
  const first = rows.find(next[0].filter) ?? -1;
  for (const shard of live) if (shard !== first) world.fees?.inherit(shard, first);
  sizesChanged(network, frame);
}

/** Whether the network knows of an allocation with that status, and it is not over. */
const isStored = (status: number): boolean => !isOver(status) && status !== Status.proposed && status !== Status.free;

/** Places end with their shard, proposals too. */
function vacate(network: Network, allocations: readonly number[], frame: number): void {
  const { status } = network.world.allocations;
  for (const allocation of allocations) {
    if (!isOver(status[allocation]) && status[allocation] !== Status.free) close(network, allocation, frame, vacated);
  }
}
