/** Eviction of simulated provers that have been idle for too long. */
import { append } from "../../../sim/units/append.js";
import { isAtHaltRisk } from "../../state/at-risk.js";
import { logOfProver, type Logged } from "../../state/log/log-of.js";
import type { ClosingServices, RulesInForce } from "../../changes/network.js";
import { cappedEvictions, idleFrames, idleFramesMax } from "../../protocol/lifecycle/eviction.js";
import { idleSince, isAbsent, watchIdleness } from "../../changes/allocations/idleness.js";
import { closeAll } from "../../changes/nodes/kick.js";
import type { Closure } from "../../changes/allocations/close.js";

const eviction: Closure = {
  rule: "lifecycle.eviction",
  why: "a place of its prover was idle for more than 360 frames",
};

/**
 * Looks at the allocations whose time may be up, and evicts their provers in address order, at most 25 a frame
 * (`lifecycle.eviction`, `lifecycle.evictionCap`). Nobody goes while a shard with data is at or below the halt
 * threshold; those who would have gone are looked at again when the last such shard has recovered.
 */
export function evictDue(network: ClosingServices, frame: number): void {
  const { world, calendars, history } = network;
  const { deferredEvictions } = world;
  const due = [...calendars.idle.take(frame)];
  if (deferredEvictions.length > 0 && world.totals.shardsAtHaltRisk === 0) append(due, deferredEvictions.splice(0));
  const absent = due.filter((allocation) => isAbsent(network, allocation));
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
  evictInOrder(network, idle, frame);
}

/** Whether it has been idle for too long, or will be asked again once its shard is thin no more. */
function isIdle(network: RulesInForce & Logged, allocation: number, frame: number): boolean {
  const { world, rules } = network;
  const { lastActive, shard } = world.allocations;
  const isThin = isAtHaltRisk(world, shard[allocation], rules);
  const watched = {
    status: "active" as const,
    filter: world.shards.filter[shard[allocation]],
    lastActive: lastActive[allocation],
  };
  const context = {
    frame,
    threshold: idleFramesMax,
    countFrom: idleSince(network, allocation),
    haltDurationOf: () => (isThin ? ("max" as const) : 0),
  };
  return idleFrames(watched, context) > idleFramesMax || isThin;
}

function evictInOrder(network: ClosingServices, idle: readonly number[], frame: number): void {
  const { world, calendars } = network;
  const { provers, allocations, totals } = world;
  const candidates = [...new Set(idle.map((allocation) => allocations.prover[allocation]))];
  candidates.sort((a, b) => provers.compareAddress(a, b));
  const evicted = new Set(candidates.slice(0, cappedEvictions(candidates.length)));
  for (const prover of candidates) {
    if (!evicted.has(prover)) continue;
    provers.kickFrame[prover] = frame;
    totals.evictions++;
    logOfProver(network, prover)?.(eviction.rule, "evicted", eviction.why);
    closeAll(network, prover, frame, eviction);
  }
  for (const allocation of idle) {
    if (!evicted.has(allocations.prover[allocation])) calendars.idle.add(frame + 1, allocation);
  }
}
