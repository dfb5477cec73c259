/** Eviction of simulated provers that have been idle for too long. */
import { append } from "../../../sim/units/append.js";
import { isAtHaltRisk } from "../../state/at-risk.js";
import { causeOf, longestIdle, lostBy } from "./eviction-causes.js";
import type { Logged } from "../../state/log/log-of.js";
import { recordOfProver } from "../../state/log/record.js";
import type { ClosingServices, RulesInForce } from "../../changes/network.js";
import {
  cappedEvictions,
  idleFrames,
  idleFramesMax,
  notExempt,
  type WatchedAllocation,
} from "../../protocol/lifecycle/eviction.js";
import { idleSince, isAbsent, watchIdleness } from "../../changes/allocations/idleness.js";
import { closeAll } from "../../changes/nodes/kick.js";

const rule = "lifecycle.eviction";
const why = "a place of its prover was idle for more than 360 frames";

/**
 * Looks at the allocations whose time may be up, and evicts their provers in address order, at most 25 a frame
 * (`lifecycle.eviction`, `lifecycle.evictionCap`). Nobody goes while a shard with data is at or below the halt
 * threshold; those who would have gone are looked at again when the last such shard has recovered. Where the rules exempt
 * small shards (`evictionExempt`), what is idle on one waits until the shard has members enough.
 */
export function evictDue(network: ClosingServices, frame: number): void {
  const { world, calendars, history } = network;
  const { deferredEvictions, exemptEvictions } = world;
  const absent: number[] = [];
  const look = (due: readonly number[]): void => {
    for (const allocation of due) if (isAbsent(network, allocation)) absent.push(allocation);
  };
  look(calendars.idle.take(frame));
  if (exemptEvictions.length > 0) look(noLongerExempt(network));
  if (deferredEvictions.length > 0 && world.totals.shardsAtHaltRisk === 0) look(deferredEvictions.splice(0));
  if (absent.length === 0) return;
  if (frame < history.firstEviction) {
    for (const allocation of absent) calendars.idle.add(history.firstEviction, allocation);
    return;
  }
  const idle = absent.filter((allocation) => isIdle(network, allocation, frame));
  if (idle.length < absent.length) {
    for (const allocation of absent) {
      if (!isIdle(network, allocation, frame)) watchIdleness(network, allocation, frame + 1);
    }
  }
  if (idle.length === 0) return;
  if (world.totals.shardsAtHaltRisk > 0 || world.totals.haltedShards > 0) {
    append(deferredEvictions, idle);
    return;
  }
  const going = idle.filter((allocation) => !isExempt(network, allocation));
  if (going.length < idle.length)
    append(
      exemptEvictions,
      idle.filter((allocation) => isExempt(network, allocation)),
    );
  if (going.length > 0) evictInOrder(network, going, frame);
}

/** Takes those out of the exempt whose shard has members enough by now. */
function noLongerExempt(network: RulesInForce & Logged): readonly number[] {
  const { exemptEvictions } = network.world;
  const waiting = exemptEvictions.splice(0);
  append(
    exemptEvictions,
    waiting.filter((allocation) => isExempt(network, allocation)),
  );
  return waiting.filter((allocation) => !isExempt(network, allocation));
}

/** Whether its shard is so small that nobody on it is evicted. */
function isExempt({ world, rules }: RulesInForce & Logged, allocation: number): boolean {
  const covering = world.shards.covering[world.allocations.shard[allocation]];
  return notExempt([watchedOf(world, allocation)], () => covering, rules).length === 0;
}

/** An active allocation as the rules of eviction see it. */
function watchedOf({ allocations, shards }: Logged["world"], allocation: number): WatchedAllocation {
  const filter = shards.filter[allocations.shard[allocation]];
  return { status: "active", filter, lastActive: allocations.lastActive[allocation] };
}

/** Whether it has been idle for too long, or will be asked again once its shard is thin no more. */
function isIdle(network: RulesInForce & Logged, allocation: number, frame: number): boolean {
  const { world, rules } = network;
  const isThin = isAtHaltRisk(world, world.allocations.shard[allocation], rules);
  const context = {
    frame,
    threshold: idleFramesMax,
    countFrom: idleSince(network, allocation),
    haltDurationOf: () => (isThin ? ("max" as const) : 0),
  };
  return idleFrames(watchedOf(world, allocation), context) > idleFramesMax || isThin;
}

function evictInOrder(network: ClosingServices, idle: readonly number[], frame: number): void {
  const { world, calendars } = network;
  const { provers, allocations, totals } = world;
  const candidates = [...new Set(idle.map((allocation) => allocations.prover[allocation]))];
  candidates.sort((a, b) => provers.compareAddress(a, b));
  const evicted = new Set(candidates.slice(0, cappedEvictions(candidates.length)));
  const idleOf = longestIdle(network, idle);
  for (const prover of candidates) {
    if (!evicted.has(prover)) continue;
    provers.kickFrame[prover] = frame;
    totals.evictions++;
    const cause = causeOf(network, idleOf.get(prover) ?? -1);
    const event = recordOfProver(network, prover, { rule, what: "evicted", why, cause });
    closeAll(network, prover, frame, { rule, why, cause: { code: lostBy(cause), shard: cause.shard, event } });
  }
  for (const allocation of idle) {
    if (!evicted.has(allocations.prover[allocation])) calendars.idle.add(frame + 1, allocation);
  }
}
