import { assumedWorldGB } from "../../protocol/emission/v20-basis.js";
import { potUnits } from "../../protocol/emission/v20-pots.js";
import { eraTable } from "../../state/era-tables.js";
import { latestFrame } from "./issuance.js";
import type { Metric } from "./metric.js";

/** Rings whose pots have columns of their own. */
const shown = [0, 1, 2] as const;

const ofRings = shown.flatMap((ring): Metric[] => [
  {
    name: `v20.pot${ring}Units`,
    unit: "units",
    about: `units that ring ${ring} shares in a frame (emission.v20.basis)`,
    kind: "amount",
    read: (network) =>
      (eraTable(network.world, "v20Rings").members[ring]?.length ?? 0) === 0
        ? 0n
        : potUnits(latestFrame(network), ring, network.rules),
  },
  {
    name: `v20.cores${ring}`,
    unit: "cores",
    about: `cores that send proofs from ring ${ring}`,
    kind: "count",
    read: ({ world }) => {
      const { count, presentCores } = eraTable(world, "v20Rings");
      return ring < count ? presentCores[ring] : 0;
    },
  },
  {
    name: `v20.perCore${ring}Units`,
    unit: "units",
    about: `units that one core of ring ${ring} earns in a frame (emission.v20.share)`,
    kind: "amount",
    read: ({ world: { shards, rings } }) =>
      BigInt(ring < shards.ringRows[0].length ? rings.shareUnits[shards.ringRows[0][ring]] : 0),
  },
]);

/** Metrics of 2.0: what the innermost rings share, among how many cores, and what a core gets. */
export const v20Metrics: readonly Metric[] = [
  ...ofRings,
  {
    name: "v20.assumedWorldGB",
    unit: "GB",
    about: "size of the world that 2.0 assumed, whatever was stored",
    kind: "amount",
    read: (network) => assumedWorldGB(latestFrame(network)),
  },
];
