/** Nodes begin to attack. What follows for the data that they do not hold is the audit's (`state/cheater-watch.ts`). */
import { drawWaitUs } from "../../state/population/waits.js";
import type { Logged } from "../../state/log/log-of.js";
import { recordOfProver } from "../../state/log/record.js";
import type { EventEngine, FrameSchedule, ProverWatches, RandomDraws } from "../network.js";

/** Decides whether a new node attacks, and lets it begin with what has begun when it comes. */
export function enlistAttacker(
  network: Logged & FrameSchedule & RandomDraws & ProverWatches & EventEngine,
  prover: number,
): void {
  const { attackers, world } = network;
  if (attackers.all.length === 0) return;
  attackers.enlist(prover);
  const frame = network.nextFrame();
  for (let k = 0; world.provers.attackers[prover] !== 0 && k < attackers.all.length; k++) {
    // Who comes in the very frame begins with all others.
    if (attackers.belongs(prover, k) && attackers.startFrame(k) < frame) beginMisconduct(network, prover, k, frame);
  }
}

/** A node begins with one of its attacks, which counts from `frame` on. */
export function beginMisconduct(
  network: Logged & FrameSchedule & RandomDraws & ProverWatches & EventEngine,
  prover: number,
  attacker: number,
  frame: number,
): void {
  const { misconduct, kind } = network.attackers.all[attacker];
  const cause = { code: "attack" } as const;
  recordOfProver(
    network,
    prover,
    { rule: "scenario.attackers", what: "attacks", why: kind, cause, other: attacker },
    frame,
  );
  if ((misconduct.doubleSignsPerSecond ?? 0) > 0) scheduleEquivocation(network, prover, frame);
  if (misconduct.departs === true) network.calendars.departures.add(frame, network.world.provers.node[prover]);
}

/** Plans the next time that a node signs twice, if it attacks so in the frame. */
export function scheduleEquivocation(
  network: Logged & RandomDraws & ProverWatches & EventEngine,
  prover: number,
  frame: number,
): void {
  const { attackers, draws, kernel, kinds, world } = network;
  const perSecond = attackers.signing(prover, frame)?.misconduct.doubleSignsPerSecond ?? 0;
  if (perSecond === 0) return;
  const time = world.provers.equivocations[prover]++;
  const waitUs = drawWaitUs(draws.provers.purpose("equivocation").uniform(prover, time), perSecond);
  kernel.scheduleWithin(kinds.equivocates, kernel.nowUs + waitUs, prover);
}
