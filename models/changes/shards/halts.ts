/** Streaks of shards at or below the halt threshold, and the halts that they come to. */
import type { MintingServices, RulesInForce } from "../network.js";
import { accrueIssuance } from "../rewards/accrual.js";
import { haltFrame } from "../../protocol/coverage/streak.js";
import { isAtHaltRisk } from "../../state/at-risk.js";
import { type Happening, recordOfShard } from "../../state/log/record.js";
import { causeByGain, causeByLoss } from "./cover-causes.js";
import { countState } from "./covering.js";
import { setMinting } from "./minting.js";

/**
 * Starts or ends the shard's streak (`coverage.streak`); a streak that lasts for the grace halts the shard. A new one
 * began at `since`, which is this frame but for a network that was measured when it was thin already. A shard that
 * nobody ever joined is not watched.
 */
export function updateStreak(network: MintingServices, shard: number, frame: number, since = frame): void {
  const { world, rules, calendars } = network;
  const { shards } = world;
  const isThin = shards.everAllocated[shard] === 1 && isAtHaltRisk(world, shard, rules);
  if (isThin && shards.streakStart[shard] < 0) {
    shards.streakStart[shard] = since;
    world.totals.thinStreaks++;
    calendars.halts.add(Math.max(frame + 1, haltStart(network, since)), shard);
  } else if (!isThin && shards.streakStart[shard] >= 0) {
    shards.streakStart[shard] = -1;
    if (shards.halted[shard] === 1) setHalted(network, shard, 0, frame);
  }
}

/** Frame at which a streak that began at `start` halts its shard. */
export function haltStart({ rules, history }: RulesInForce, start: number): number {
  return haltFrame({ start, grace: rules.haltGraceFrames }, history.graceExtension) ?? Number.POSITIVE_INFINITY;
}

export function setHalted(network: MintingServices, shard: number, halted: 0 | 1, frame: number): void {
  const { world, rules } = network;
  const { shards, totals } = world;
  countState(world, shard, -1, rules);
  shards.halted[shard] = halted;
  countState(world, shard, 1, rules);
  // The halt of a shard that is gone is over too, and "shard is gone" has said so.
  if (shards.retired[shard] === 0) {
    recordOfShard(network, shard, halted === 1 ? haltOf(network, shard) : endOfHalt(network, shard), frame);
  }
  totals.haltedShards += halted === 1 ? 1 : -1;
  if (halted === 0) shards.resumed[shard] = frame;
  // A halt that is decided in a frame counts from the next one, and so does its end.
  if (halted === 1 && totals.haltedShards === 1) totals.proverOnlyFrom = frame + 1;
  if (totals.haltedShards === 0) {
    totals.resumed = frame;
    totals.proverOnlyFrames += frame + 1 - totals.proverOnlyFrom;
  }
  // This frame's update was made before coverage was looked at; the halt counts from the next one.
  accrueIssuance(world, frame + 1);
  const isFirstOrLast = totals.haltedShards === halted;
  if (rules.haltScope === "allShards" && isFirstOrLast) updateAllMinting(network, frame + 1);
  else setMinting(network, shard, frame + 1);
  // Leaves for score are allowed again once nothing is halted.
  if (totals.haltedShards === 0) network.market.hasChanged = true;
}

const haltOf = (network: MintingServices, shard: number): Happening => ({
  rule: "coverage.haltFrame",
  what: "halts",
  why: "too few provers cover it, for longer than the grace",
  cause: causeByLoss(network, shard, "thin"),
});

const endOfHalt = (network: MintingServices, shard: number): Happening => ({
  rule: "coverage.streak",
  what: "runs again",
  why: "enough provers cover it again",
  cause: causeByGain(network, shard, "covered"),
});

/** The first halt silences every shard, and the end of the last one lets all go on. */
function updateAllMinting(network: MintingServices, frame: number): void {
  for (let shard = 0; shard < network.world.shards.count; shard++) setMinting(network, shard, frame);
}
