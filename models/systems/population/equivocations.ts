/** When nodes sign twice, if their class does. */
import type { Network } from "../../changes/network.js";
import { drawWaitUs } from "./waits.js";

/** Plans the next time that a node signs twice, if its class does. */
export function scheduleEquivocation(network: Network, prover: number): void {
  const { draws, kernel, kinds, scenario, world } = network;
  const perSecond = scenario.operators[world.provers.operatorClass[prover]].equivocate;
  if (perSecond === 0) return;
  const time = world.provers.equivocations[prover]++;
  const waitUs = drawWaitUs(draws.nodes.purpose("equivocation").uniform(prover, time), perSecond);
  kernel.scheduleWithin(kinds.equivocates, kernel.nowUs + waitUs, prover);
}

/** A node signs two headers of the next frame, and goes on until it is barred. */
export function noteEquivocation(network: Network, prover: number): void {
  const { provers } = network.world;
  if (provers.gone[prover] === 1 || provers.kickFrame[prover] > 0) return;
  network.calendars.equivocations.add(network.nextFrame(), prover);
  scheduleEquivocation(network, prover);
}
