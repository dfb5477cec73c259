/** Attacks that begin while a network runs. Those that are there from the start begin as nodes appear. */
import { beginMisconduct } from "../../changes/nodes/misconduct.js";
import type { EventEngine, FrameSchedule, ProverWatches, RandomDraws } from "../../changes/network.js";
import type { Logged } from "../../state/log/log-of.js";

/** Notes when each attack begins. */
export function scheduleAttacks({ attackers, calendars, world }: Logged & FrameSchedule & ProverWatches): void {
  attackers.all.forEach((_attacker, k) => {
    if (attackers.startFrame(k) > world.frame) calendars.attacks.add(attackers.startFrame(k), k);
  });
}

/** Attacks whose frame has come begin, on all nodes of theirs that are there. */
export function beginAttacks(
  network: Logged & FrameSchedule & RandomDraws & ProverWatches & EventEngine,
  frame: number,
): void {
  const { attackers, calendars, cheaters, world } = network;
  // Where frames come at another pace than when it was noted, it was noted again, for another one.
  const due = calendars.attacks.take(frame);
  if (due.length === 0) return;
  for (const attacker of new Set(due)) {
    if (attackers.startFrame(attacker) !== frame) continue;
    const { classIndex, misconduct } = attackers.all[attacker];
    const shards = new Set<number>();
    for (const node of world.classes.nodes[classIndex]) {
      const prover = world.nodes.prover[node];
      if (world.nodes.gone[node] === 1 || !attackers.belongs(prover, attacker)) continue;
      beginMisconduct(network, prover, attacker, frame);
      for (const allocation of world.allocationIndex.of(prover)) shards.add(world.allocations.shard[allocation]);
    }
    if (misconduct.heldShare === undefined) continue;
    // By index: the audit's books are the same whoever came first.
    for (const shard of [...shards].sort((a, b) => a - b)) cheaters?.update(shard, frame);
  }
}
