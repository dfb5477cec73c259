import type { World } from "./world.js";

/** Whether an allocation takes part in the updates of its shard now. */
export function takesPart({ allocations, provers, nodes, shards }: World, allocation: number): boolean {
  return (
    allocations.ring[allocation] >= 0 &&
    nodes.online[provers.node[allocations.prover[allocation]]] === 1 &&
    shards.minting[allocations.shard[allocation]] === 1
  );
}

/**
 * Writes down that an allocation which takes part has done so in every frame up to the one before `frame`; one whose node has
 * come back with this frame, or whose shard makes frames from this one on only, has not.
 */
export function noteActivity(world: World, allocation: number, frame: number): void {
  const { lastActive, prover, shard } = world.allocations;
  if (world.nodes.presenceSince[world.provers.node[prover[allocation]]] >= frame) return;
  if (world.shards.mintingSince[shard[allocation]] >= frame) return;
  if (takesPart(world, allocation)) lastActive[allocation] = Math.max(lastActive[allocation], frame - 1);
}

/** Writes it down of all who sit in a shard's rings. Whoever is seated there from `frame` on has taken part in nothing before. */
export function noteShardActivity(world: World, shard: number, frame: number): void {
  const { ranked, minting, mintingSince } = world.shards;
  for (const allocation of ranked[shard]) noteActivity(world, allocation, frame);
  if (minting[shard] === 1) mintingSince[shard] = frame;
}
