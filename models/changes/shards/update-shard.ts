/** Rings, presence and minting of simulated shards, brought up to date when somebody took or gave up a ring position. */
import type { FrameSchedule, ProverWatches, RulesInForce, ShardFigures, ShardUpdates } from "../network.js";
import { followCommittee, type RingUpdate } from "../rings/session.js";
import { setMinting } from "./minting.js";
import type { Logged } from "../../state/log/log-of.js";

/** Brings one shard up to date; what follows counts from the frame on. */
export function updateShard(
  network: RulesInForce & Logged & FrameSchedule & ShardUpdates & ShardFigures & ProverWatches,
  shard: number,
  update: RingUpdate,
): void {
  followCommittee(network, shard, update);
  setMinting(network, shard, update.frame);
}
