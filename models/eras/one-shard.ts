/** What the networks before 2.1 begin with and count by: the single data shard that every core serves. */
import { createHash } from "node:crypto";
import { countHealth } from "../changes/shards/covering.js";
import type { Network, RuledWorld, RulesInForce, ScenarioGiven } from "../changes/network.js";
import { useWorkers } from "../state/workers.js";
import { scheduleGrants } from "../systems/grants/grants.js";
import { openMarket } from "../systems/market/price-steps.js";
import { populate } from "../systems/population/arrivals.js";
import { beginNodes, type NodeHandling } from "./node-systems.js";
import type { Logged } from "../state/log/log-of.js";

/** Genesis of the older eras: one shard, the nodes that are there already, and a first frame that is always stepped. */
export function beginWithOneShard(network: Network, nodes: NodeHandling): void {
  const { first } = network.scenario.frames;
  populate(network);
  beginNodes(network, nodes, first + 1);
  scheduleGrants(network);
  openMarket(network);
  network.wake(first + 1);
}

/** Adds the shard that holds all data; nothing splits or halts it. */
export function createOneShard({ world, scenario, rules }: RulesInForce & ScenarioGiven & Logged): void {
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
  { world, rules }: RuledWorld,
  { prover, cores, by }: { readonly prover: number; readonly cores: number; readonly by: 1 | -1 },
): void {
  const { shards, totals } = world;
  countHealth(world, 0, -1, rules);
  shards.active[0] += by;
  shards.covering[0] += by;
  shards.inRings[0] += by;
  countHealth(world, 0, 1, rules);
  totals.active += by * cores;
  useWorkers(world, world.provers.node[prover], by * cores, 0);
}

/** A serving node runs so many cores instead of those that it has. */
export function changeServing(network: RuledWorld, prover: number, cores: number): void {
  setServing(network, { prover, cores: network.world.nodes.workers[network.world.provers.node[prover]], by: -1 });
  setServing(network, { prover, cores, by: 1 });
}

/** Cores that neither serve nor wait to; those of nodes that are gone and not out of their rings yet are missing. */
export function countFreeCores({ world: { totals } }: Pick<Network, "world">): void {
  totals.workersFree = totals.workers + totals.allocationsWithoutWorker - totals.active - totals.joining;
}
