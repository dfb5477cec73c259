/** Rings, presence and minting of the shards that changed in a frame. */
import type { RingUpdate } from "../../changes/rings/session.js";
import type {
  Network,
  FrameSchedule,
  ProverWatches,
  RandomDraws,
  RulesInForce,
  ShardFigures,
  ShardUpdates,
} from "../../changes/network.js";
import { settleCommittee } from "../../changes/allocations/committee.js";
import { accrueIssuance } from "../../changes/rewards/accrual.js";
import { setPay } from "../../changes/shards/minting.js";
import { updateShard } from "../../changes/shards/update-shard.js";
import { Session } from "../../state/shards.js";
import type { Logged } from "../../state/log/log-of.js";

type UpdateServices = RulesInForce & Logged & FrameSchedule & RandomDraws & ShardUpdates & ShardFigures & ProverWatches;

function update(network: UpdateServices, shard: number, moment: RingUpdate): void {
  settleCommittee(network, shard, moment.frame);
  updateShard(network, shard, moment);
}

/** Shards whose sealed committee may hand over with this frame are brought up to date in it. */
export function lookAtCommittees({ calendars, touched, world }: UpdateServices, frame: number): void {
  const { handoffFrame } = world.shards;
  for (const shard of calendars.handoffs.take(frame)) {
    if (handoffFrame[shard] !== frame) continue;
    handoffFrame[shard] = 0;
    touched.add(shard);
  }
}

/** Rings, presence and minting of the shards that changed; what follows counts from this frame on. */
export function updateShards(network: UpdateServices, frame: number): void {
  const { cheaters, ringPositions, touched, world } = network;
  const changed = touched.take((shard) => ringPositions.isChanged(shard));
  // What follows members frame by frame asks for every change.
  const isFollowed = cheaters !== null || world.leaders !== null || world.lateVotes !== null;
  // Cheaters of a shard are looked for again as often as it is touched.
  const paysAlone = (shard: number): boolean =>
    cheaters === null && changed.pay.has(shard) && !isUnsealed(network, shard);
  for (const shard of isFollowed ? changed.all : changed.updates)
    if (paysAlone(shard)) setPay(network, shard, frame);
    else update(network, shard, { frame, looks: true });
}

/** Whether the committee of a shard is to be sealed with its next update. */
const isUnsealed = ({ rules, world: { shards } }: RulesInForce & Logged, shard: number): boolean =>
  rules.committeeSession === "on" && shards.sealed[shard] === Session.none;

/**
 * Shards whose rings changed after this frame's updates were made, as audits and evictions do at its end: rings and
 * minting follow from the next frame on, so that what this one paid stays, and whoever looks now sees one moment.
 */
export function updateForNextFrame(network: UpdateServices, frame: number): void {
  const { ringPositions, touched, world } = network;
  const changed = touched.those((shard) => ringPositions.isChanged(shard));
  if (changed.length === 0) return;
  accrueIssuance(world, frame + 1);
  for (const shard of changed) update(network, shard, { frame: frame + 1, looks: false });
}

/** What the end of a frame changed, as evictions do, is looked at for streaks, splits and merges with the next frame. */
export function wakeForRest(network: Pick<Network, "wake" | "touched">, frame: number): void {
  if (!network.touched.isEmpty) network.wake(frame + 1);
}
