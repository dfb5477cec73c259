/** The single data shard of the eras before 2.1. */
import { createHash } from "node:crypto";
import { countHealth } from "../changes/shards/covering.js";
import type { Network } from "../changes/network.js";
import { useWorkers } from "../state/workers.js";

/** Adds the shard that holds all data; nothing splits or halts it. */
export function createOneShard({ world, scenario, rules }: Network): void {
  const { world: worldBytes } = scenario.shards;
  world.worldBytes = worldBytes;
  const filter = createHash("sha256").update("application").digest("hex");
  const shard = world.shards.add(filter, worldBytes, 1, world.frame + 1);
  world.shards.baseBytes[shard] = worldBytes;
  countHealth(world, shard, 1, rules);
  world.totals.shardsByRing[0]++;
}

/** Counts a node with its cores among those that serve the shard, or no longer (`by` −1). */
export function setServing(
  { world, rules }: Network,
  { prover, cores, by }: { readonly prover: number; readonly cores: number; readonly by: 1 | -1 },
): void {
  const { shards, totals } = world;
  countHealth(world, 0, -1, rules);
  shards.active[0] += by;
  shards.covering[0] += by;
  shards.inRings[0] += by;
  countHealth(world, 0, 1, rules);
  totals.active += by * cores;
  useWorkers(world, prover, { held: by * cores, proposed: 0 });
}
