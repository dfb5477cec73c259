/** Whether the frames of a simulated shard are certified and its updates mint. */
import { isSilenced } from "../../state/silence.js";
import { accrueShard, updateRate } from "../rewards/accrual.js";
import { takeOffShard } from "../rewards/short-absences.js";
import { participationThreshold } from "../../protocol/emission/participation-threshold.js";
import { idleFramesMax } from "../../protocol/lifecycle/eviction.js";
import type { Logged } from "../../state/log/log-of.js";
import { recordOfShard } from "../../state/log/record.js";
import { mintingChange, type Obstacle } from "./minting-causes.js";
import type { MintingServices, RuledWorld, RulesInForce, ShardFigures } from "../network.js";
import { noteActivity } from "../../state/activity.js";
import { Session } from "../../state/shards.js";
import { hasLeader } from "../../protocol/consensus/mod-leader.js";
import { certifies } from "../../protocol/consensus/certifies.js";

/**
 * A shard's update mints while no halt silences it, at least two thirds of its provers take part by head count
 * (`emission.participationThreshold`), and their votes make a certificate: by seniority (`consensus.quorum`) or by heads
 * (`consensus.simplexQuorum`). Where leaders are drawn and count, its rank must have one (`consensus.modLeader`).
 */
function obstacleOf({ world, rules }: RuledWorld, shard: number): Obstacle {
  const { shards } = world;
  const present = shards.present[shard];
  if (present === 0) return "nobody";
  if (shards.halted[shard] === 1) return "halted";
  if (isSilenced(world, shard, rules)) return "silenced";
  if (shards.sizeBytes[shard] === 0) return "empty";
  const members = shards.inRings[shard];
  if (present < participationThreshold(members, rules)) return rules.quorumRule === "headCount" ? "heads" : "few";
  const isLed = rules.leaderRule === "roundRobin" || hasLeader(members, true, rules);
  if (world.leaders?.isOn === true && !isLed) return "leaderless";
  const seniority = shards.seniorityTotal[shard];
  const votingSeniority = shards.seniorityPresent[shard];
  return certifies({ members, voters: present, seniority, votingSeniority }, rules) ? "none" : "light";
}

/** Brings a shard's minting and its rate up to date, from `frame` on; allocations that stop are idle from then. */
export function setMinting(network: MintingServices, shard: number, frame: number): void {
  const { world, calendars } = network;
  const { shards } = world;
  accrueShard(world, shard, frame);
  updateShares(network, shard);
  const obstacle = obstacleOf(network, shard);
  const mints = obstacle === "none" ? 1 : 0;
  if (shards.minting[shard] !== mints) {
    // That a shard is gone has said so: nobody left it.
    if (shards.retired[shard] === 0) recordOfShard(network, shard, mintingChange(network, shard, obstacle), frame);
    for (const allocation of shards.ranked[shard]) {
      noteActivity(world, allocation, frame);
      network.activeFrames?.changePositions(world.allocations.prover[allocation], mints === 1 ? 1 : -1, frame);
      if (mints === 0) calendars.idle.add(frame + idleFramesMax, allocation);
    }
    shards.minting[shard] = mints;
    shards.mintingSince[shard] = frame;
  }
  if (mints === 1 && shards.sealed[shard] === Session.members) shards.sealed[shard] = Session.rings;
  world.leaders?.update(shard, frame);
  updateRate(world, shard);
  network.cheaters?.update(shard, frame);
}

/** Brings what a shard pays up to date, from `frame` on, where nothing else has changed. */
export function setPay(network: RulesInForce & Logged & ShardFigures, shard: number, frame: number): void {
  accrueShard(network.world, shard, frame);
  updateShares(network, shard);
  updateRate(network.world, shard);
}

/**
 * Sets what the rings of a shard pay, if sizes changed or rings were added since they were last set, or if it depends
 * on who is present (`emptySlots: sharedByPresent`).
 */
function updateShares({ world, rewards, rules }: RulesInForce & Logged & ShardFigures, shard: number): void {
  const { shards, rings } = world;
  const rows = shards.ringRows[shard];
  const rewardClass = shards.rewardClass[shard];
  const isCurrent = shards.shareClass[shard] === rewardClass && shards.sharedRings[shard] === rows.length;
  const isFixed = rules.emptySlots === "notMinted";
  if (isCurrent && isFixed && shards.shareGeneration[shard] === rewards.resets) return;
  shards.shareClass[shard] = rewardClass;
  shards.sharedRings[shard] = rows.length;
  shards.shareGeneration[shard] = rewards.resets;
  // Short absences until now cost what the rings paid until now.
  takeOffShard(world, shard);
  for (let ring = 0; ring < rows.length; ring++)
    rings.shareUnits[rows[ring]] = rewards.share(rewardClass, ring, rings.present[rows[ring]]);
}
