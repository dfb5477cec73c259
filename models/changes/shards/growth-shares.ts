/** Which shards grow fast, where the scenario says that some do (`shards.growthSkew`). */
import { growthShares, skewExponent } from "../../scenario/shard-sizes.js";
import { logOfShard, type Logged } from "../../state/log/log-of.js";
import type { RandomDraws, ScenarioGiven } from "../network.js";

/**
 * Gives every live shard a rank and with it a part of the growth. Each draws a number under its own name, and the lowest of them has
 * rank 1: a shard's place in the table decides nothing.
 */
export function drawGrowthShares(network: ScenarioGiven & Logged & RandomDraws, frame: number): void {
  const { world, scenario, draws } = network;
  const { growthShares: shares, shards } = world;
  if (shares === null) return;
  const ranks = draws.shards.purpose("growth rank");
  const drawn: { readonly shard: number; readonly lot: number }[] = [];
  for (let shard = 0; shard < shards.count; shard++)
    if (shards.retired[shard] === 0) drawn.push({ shard, lot: ranks.uniform(shard, 0) });
  drawn.sort((a, b) => a.lot - b.lot || a.shard - b.shard);
  const parts = growthShares(drawn.length, skewExponent(scenario.shards.growthSkew ?? "none"));
  drawn.forEach(({ shard }, rank) => {
    shares.assign(shard, parts[rank]);
    logOfShard(network, shard, frame)?.("shard.growth", "growth share", "", { value: parts[rank] });
  });
}
