/**
 * Two frames that compete for one number of the global chain. At frame fidelity they come with a probability that the
 * scenario gives; which of them stands is decided by the node's fork choice, and requests that only the other one held
 * are heard one frame later.
 */
import { binomial } from "../../../sim/random/distributions/counts.js";
import type { FrameSchedule, RandomDraws, RulesInForce, ScenarioGiven } from "../../changes/network.js";
import { archiveCount } from "../../scenario/archives.js";
import { branchScore, chooseBranch, nodeForkChoice } from "../../protocol/consensus/forkchoice/choose.js";
import { signerWeight } from "../../protocol/consensus/forkchoice/signer-weight.js";
import type { Logged } from "../../state/log/log-of.js";

/**
 * Decides this frame's fork, if there is one, and notes which of its two frames stands. Only frames with requests are
 * asked for, and the draw is keyed by the frame, so that asking for fewer changes no other.
 */
export function decideFork(
  { calendars, rules, scenario, streams, world }: RulesInForce & ScenarioGiven & Logged & FrameSchedule & RandomDraws,
  frame: number,
): void {
  world.forkWinner = -1;
  const { competingFrames } = scenario.consensus;
  // Frames of Simplex are final once they are certified.
  if (competingFrames === 0 || rules.consensusKind === "simplex" || !calendars.requests.isDue(frame)) return;
  if (streams.purpose("competing frames").uniform(0, frame) >= competingFrames) return;
  world.forkWinner = followedFrame(drawSigners(), streams.purpose("frame seen first").below(0, frame, 2));
  world.totals.forks++;

  /** Every archive signs the frame that it saw first, either with the same chance. */
  function drawSigners(): readonly [number, number] {
    const committee = archiveCount(scenario, rules);
    const first = binomial(streams.purpose("fork signers").cursor(frame), { trials: committee, share: 0.5 });
    return [first, committee - first];
  }
}

/**
 * Index of the frame that the network follows: `forkchoice.choose` between two branches of one frame each. Global frames
 * have distance 0 and weigh by head count of signers, so the one that more of the committee signed stands; with as many
 * for both, the one seen first does.
 */
export function followedFrame(signers: readonly [number, number], seenFirst: number): number {
  const scores = signers.map((count, index) =>
    branchScore([{ distance: 0n, weight: signerWeight(count, 0), prover: String(index) }], nodeForkChoice),
  );
  return chooseBranch(scores, seenFirst, nodeForkChoice.eps);
}
