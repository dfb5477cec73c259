/**
 * Committees that stay until they hand over (`committeeSession: on`, protocol.md 2.18; `consensus.committeeSession`). Who takes and gives up
 * a position meanwhile is collected as ever, and put into the rings with the handoff: a member that has left, or was kicked, sits there until
 * then, is counted and asked for its vote, and earns while its node is online (assumption: the sealed committee signs, whoever has gone since).
 */
import { isHandoffLook, nextHandoffLook } from "../../protocol/consensus/committee-session.js";
import { logOfShard, type Logged } from "../../state/log/log-of.js";
import { noteShardActivity } from "../../state/activity.js";
import { Session, type Shards } from "../../state/shards.js";
import type { FrameSchedule, ProverWatches, RulesInForce, ShardFigures, ShardUpdates } from "../network.js";
import { rebuildRings } from "./rebuild-rings.js";

export type SessionServices = RulesInForce & Logged & FrameSchedule & ShardUpdates & ShardFigures & ProverWatches;

/** When rings are brought in line: with a frame's updates, when a look may find another committee, or when the frame has ended. */
export interface RingUpdate {
  readonly frame: number;
  readonly looks: boolean;
}

/** Brings the rings of a shard in line with those who belong there, from `frame` on; those of a sealed committee with its handoff. */
export function followCommittee(network: SessionServices, shard: number, { frame, looks }: RingUpdate): void {
  const { world, rules, ringPositions } = network;
  const { shards } = world;
  if (shards.sealed[shard] === Session.none) {
    if (ringPositions.isChanged(shard)) rebuildRings(network, shard, frame);
    if (rules.committeeSession === "on") seal(shards, shard);
    return;
  }
  if (!ringPositions.isChanged(shard)) return;
  if (!ringPositions.isOtherCommittee(shard)) {
    // The same members in another order: rings are those of the first frame that the session makes.
    if (shards.sealed[shard] === Session.members) rebuildRings(network, shard, frame);
    else ringPositions.compact(shard);
  } else if (looks && isHandoffLook(frame)) {
    noteShardActivity(world, shard, frame);
    rebuildRings(network, shard, frame);
    shards.session[shard]++;
    seal(shards, shard);
    logOfShard(network, shard, frame)?.("consensus.committeeSession", "hands over", "others belong in its committee", {
      value: shards.session[shard],
    });
  } else awaitHandoff(network, shard);
}

/** The committee that a shard has stays from now on; one that is gone has none. */
export function seal(shards: Shards, shard: number): void {
  const isThere = shards.retired[shard] === 0 && shards.inRings[shard] > 0;
  shards.sealed[shard] = isThere ? Session.members : Session.none;
}

/** The shard is bound to nobody: it is gone, or committees follow every change from now on. */
export function endSession({ sealed, session, handoffFrame }: Shards, shard: number): void {
  sealed[shard] = Session.none;
  session[shard] = 0;
  handoffFrame[shard] = 0;
}

function awaitHandoff({ world, calendars }: SessionServices, shard: number): void {
  const { handoffFrame } = world.shards;
  const next = nextHandoffLook(world.frame);
  if (handoffFrame[shard] === next) return;
  handoffFrame[shard] = next;
  calendars.handoffs.add(next, shard);
}
