/**
 * Seniority that is earned by frames of work (`seniority.credit`), settled like rewards: when it is read, not frame by frame.
 *
 * Whoever reads the seniority of a prover to change it, as merges, joins, kicks and decay do, settles it first. Where seniority decides rings or votes
 * it is settled for everybody at every epoch (`systems/seniority/growth.ts`), and what decides is as it was then. Frames are counted whether seniority grows
 * or not, so whoever changes the switch in a run settles everybody first, by the rules until then.
 */
import { accruedSeniority, seniorityDecides } from "../../protocol/seniority/changes.js";
import type { ProverWatches, RulesInForce, ShardUpdates } from "../network.js";
import type { Logged } from "../../state/log/log-of.js";
import { changeSeniority } from "./change-seniority.js";

/** What a prover earned in frames before `frame` becomes part of its seniority. */
export function settleSeniority(
  network: RulesInForce & Logged & ShardUpdates & Pick<ProverWatches, "activeFrames">,
  prover: number,
  frame: number,
): void {
  const frames = network.activeFrames?.takeOf(prover, frame) ?? 0;
  if (frames > 0) changeSeniority(network, prover, pointsAfter(network, prover, frames), "seniority.credit");
}

/** The same for everybody who earned anything. */
export function settleSeniorities(
  network: RulesInForce & Logged & ShardUpdates & Pick<ProverWatches, "activeFrames">,
  frame: number,
): void {
  network.activeFrames?.take(frame, (prover, frames) => {
    changeSeniority(network, prover, pointsAfter(network, prover, frames), "seniority.credit");
  });
}

/** Completes what tables show when a run ends, where it decides nothing that they show. */
export function completeSeniorities(
  network: RulesInForce & Logged & Pick<ProverWatches, "activeFrames">,
  frame: number,
): void {
  if (seniorityDecides(network.rules)) return;
  const { seniority } = network.world.provers;
  network.activeFrames?.take(frame, (prover, frames) => {
    seniority[prover] = pointsAfter(network, prover, frames);
  });
}

const pointsAfter = ({ rules, world }: RulesInForce & Logged, prover: number, frames: number): number =>
  Number(accruedSeniority(BigInt(world.provers.seniority[prover]), BigInt(frames), rules));
