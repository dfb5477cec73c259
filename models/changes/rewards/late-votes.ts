/** What follows from votes that come after the quorum: rows of the log, and frames in which a prover was credited nowhere. */
import type { UncreditedFrames } from "../../state/active-frames.js";
import type { OnLate } from "../../state/late-votes.js";
import { logOf, logOfProver, type Logged } from "../../state/log/log-of.js";
import { accrueProver } from "./accrual.js";

/** Tells the log of frames that credited others: how many from which frame on. */
export const logLateVotes =
  (network: Logged): OnLate =>
  (allocation, late, from, until) =>
    logOf(network, allocation, until)?.("emission.frame", "votes late", "", { other: from, value: late });

/** Frames of a prover in which the votes on all its shards were late. */
export function uncreditedOf(network: () => Logged): UncreditedFrames {
  return {
    settle: (prover, frame) => {
      accrueProver(network().world, prover, frame);
    },
    take(prover, { positions, from, until }) {
      const logged = network();
      const frames = logged.world.lateVotes?.takeUncredited(prover, positions, until) ?? 0;
      if (frames > 0)
        logOfProver(logged, prover, until)?.("seniority.credit", "credited nowhere", "", {
          other: from,
          value: frames,
        });
      return frames;
    },
  };
}
