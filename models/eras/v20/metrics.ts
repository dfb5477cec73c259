import { latestFrame, type Metric } from "../../output/metrics/series.js";
import { assumedWorldGB } from "../../protocol/emission/v20-basis.js";
import type { RingMembers } from "./ring-members.js";
import type { RingShares } from "./ring-shares.js";
import { potUnits } from "./pots.js";

/** Rings whose pots have columns of their own. */
const shown = [0, 1, 2] as const;

/** Metrics of 2.0: what the innermost rings share, among how many cores, and what a core gets. */
export function v20Metrics(shares: RingShares, members: RingMembers): readonly Metric[] {
  const ofRings = shown.flatMap((ring): Metric[] => [
    {
      name: `v20.pot${ring}Units`,
      unit: "units",
      about: `units that ring ${ring} shares in a frame (emission.v20.basis)`,
      read: (network) =>
        (members.rings[ring]?.length ?? 0) === 0 ? 0n : potUnits(latestFrame(network), ring, network.rules),
    },
    {
      name: `v20.cores${ring}`,
      unit: "cores",
      about: `cores that send proofs from ring ${ring}`,
      read: () => shares.presentCores(ring),
    },
    {
      name: `v20.perCore${ring}Units`,
      unit: "units",
      about: `units that one core of ring ${ring} earns in a frame (emission.v20.share)`,
      read: () => BigInt(shares.perCore(ring)),
    },
  ]);
  return [
    ...ofRings,
    {
      name: "v20.assumedWorldGB",
      unit: "GB",
      about: "size of the world that 2.0 assumed, whatever was stored",
      read: (network) => assumedWorldGB(latestFrame(network)),
    },
  ];
}
