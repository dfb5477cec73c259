/** Rings, presence and minting of simulated shards, brought up to date when somebody took or gave up a ring position. */
import type { Network } from "../network.js";
import { rebuildRings } from "../rings/rebuild-rings.js";
import { setMinting } from "./minting.js";

/** Brings one shard up to date; what follows counts from `frame` on. */
export function updateShard(network: Network, shard: number, frame: number): void {
  if (network.ringPositions.isChanged(shard)) rebuildRings(network, shard, frame);
  setMinting(network, shard, frame);
}
