/**
 * One frame of the protocol plane: protocol.md section 16, in its order.
 *
 * ```
 *   between frames                      the frame event                                     later frames
 *   ──────────────                      ───────────────                                     ────────────
 *   nodes appear, leave,     ┌─► 1  presence changes, departures, workers come and go
 *   go off, come back  ──────┤   2  epochs: data grows, allocations take effect and expire, splits, merges
 *   (kernel events, noted    │   3  ┐ who takes part, quorum by seniority, minting:
 *   in calendars)            │   4  ┘ constant between changes, so settled when one comes
 *                            │   5  evidence, pauses, requests in order of arrival; then rings and shares
 *   requests of the last ────┘   6  coverage streaks, halts, evictions, audits; rings of the next frame
 *   frame's step 8               7  makers of crowded or thin shards propose splits and merges
 *                                8  nodes whose turn it is look and ask  ──────────────────► requests of the next
 *                                9  metrics: read off by reports
 * ```
 *
 * Only frames in which something is due are stepped; nothing walks over all provers.
 */
import { caughtIn, kickCaught } from "./systems/audits/catching.js";
import { equivocateDue, judgeEvidence } from "./systems/equivocation/equivocating.js";
import { updateStreak, haltDue } from "./systems/coverage/covering.js";
import { updateForNextFrame, updateShard } from "./systems/minting/update-shard.js";
import { accrueIssuance } from "./systems/rewards/accrual.js";
import { chargeFees } from "./systems/fees/charge.js";
import { evictDue } from "./systems/lifecycle/evict.js";
import { expireDue } from "./systems/lifecycle/expiry.js";
import { announceOutages, pauseDue } from "./systems/lifecycle/pausing.js";
import { applyRequests } from "./systems/lifecycle/requests.js";
import { standingsDue } from "./systems/lifecycle/standing.js";
import type { Network } from "./network.js";
import { changeWorkersDue, departDue } from "./systems/population/departures.js";
import { applyPresence } from "./systems/population/presence.js";
import { evaluateDue } from "./systems/proposer/evaluate.js";
import { watchMarket } from "./systems/proposer/market.js";
import { accrueSeniorityDue } from "./systems/seniority/accrue.js";
import { mergeSeniorityDue } from "./systems/seniority/import-seniority.js";
import type { Touched } from "./state/touched-shards.js";
import { mergeDue, proposeMerge } from "./systems/shards/merging.js";
import { growDue } from "./systems/shards/sizes.js";
import { proposeSplit, splitDue } from "./systems/shards/splitting.js";

export function stepFrame(network: Network, frame: number): void {
  const { world } = network;
  world.frame = frame;
  accrueIssuance(world, frame);
  // 1
  applyPresence(network, frame);
  departDue(network, frame);
  changeWorkersDue(network, frame);
  // 2
  chargeFees(network, frame);
  growDue(network, frame);
  standingsDue(network, frame);
  expireDue(network, frame);
  splitDue(network, frame);
  mergeDue(network, frame);
  accrueSeniorityDue(network, frame);
  // 5, which settles 3 and 4
  judgeEvidence(network, frame);
  pauseDue(network, frame);
  mergeSeniorityDue(network, frame);
  applyRequests(network, frame);
  const touched = updateShards(network, frame);
  // 6
  equivocateDue(network, frame);
  const caught = caughtIn(network, frame);
  for (const shard of touched.updates) updateStreak(network, shard, frame);
  haltDue(network, frame);
  evictDue(network, frame);
  kickCaught(network, caught, frame);
  updateForNextFrame(network, frame);
  // 7
  for (const shard of touched.all) proposeSplit(network, shard, frame);
  for (const shard of touched.all) proposeMerge(network, shard, frame);
  // 8
  watchMarket(network, frame, touched.all.length > 0);
  evaluateDue(network, frame);
  announceOutages(network, frame);
  // What evictions changed is looked at for streaks, splits and merges with the next frame.
  if (!network.touched.isEmpty) network.wake(frame + 1);
}

/** Rings, presence and minting of the shards that changed; what follows counts from this frame on. */
function updateShards(network: Network, frame: number): Touched {
  const { ringPositions, touched } = network;
  const changed = touched.take((shard) => ringPositions.isChanged(shard));
  // What follows members frame by frame asks for every change.
  const isFollowed = network.cheaters !== null || network.world.rankTimeouts !== null;
  for (const shard of isFollowed ? changed.all : changed.updates) updateShard(network, shard, frame);
  return changed;
}
