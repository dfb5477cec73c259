/** When nodes sign twice, if an attacker of theirs does. */
import { scheduleEquivocation } from "../../changes/nodes/misconduct.js";
import type { EventEngine, FrameSchedule, ProverWatches, RandomDraws } from "../../changes/network.js";
import type { Logged } from "../../state/log/log-of.js";

/** A node signs two headers of the next frame, and goes on until it is barred. */
export function noteEquivocation(
  network: Logged & FrameSchedule & RandomDraws & ProverWatches & EventEngine,
  prover: number,
): void {
  const { provers, nodes } = network.world;
  if (nodes.gone[provers.node[prover]] === 1 || provers.kickFrame[prover] > 0) return;
  const frame = network.nextFrame();
  network.calendars.equivocations.add(frame, prover);
  scheduleEquivocation(network, prover, frame);
}
