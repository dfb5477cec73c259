/** Whom a halt silences: the shard that is halted, or under `haltScope: allShards` every shard of the network. */
import type { RuleSwitches } from "../protocol/ground/rule-sets.js";
import type { World } from "./world.js";

type Scope = Pick<RuleSwitches, "haltScope">;

/** Whether the shard makes no frames because of a halt. Source: protocol.md `coverage.haltFrame` (node rs, go). */
export function isSilenced({ shards, totals }: World, shard: number, { haltScope }: Scope): boolean {
  return haltScope === "allShards" ? totals.haltedShards > 0 : shards.halted[shard] === 1;
}

/** Last frame for which a halt that has ended silenced the shard; 0: none did. */
export function silencedUntil({ shards, totals }: World, shard: number, { haltScope }: Scope): number {
  return haltScope === "allShards" ? totals.resumed : shards.resumed[shard];
}
