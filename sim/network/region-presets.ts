/** Latencies between regions of the world as others measured or chose them. */
import { type Regions, regionsOf } from "./regions.js";

/**
 * Six regions of 2019. SimBlock, NetworkConfiguration.java, commit 5fc7f9f; one way. The triangle inequality does not hold
 * everywhere.
 */
export const sixRegions2019: Regions = regionsOf({
  names: ["north america", "europe", "south america", "asia pacific", "japan", "australia"],
  latencyMs: [
    [32, 124, 184, 198, 151, 189],
    [124, 11, 227, 237, 252, 294],
    [184, 227, 88, 325, 301, 322],
    [198, 237, 325, 85, 58, 198],
    [151, 252, 301, 58, 12, 126],
    [189, 294, 322, 198, 126, 16],
  ],
  source: "SimBlock NetworkConfiguration.java, commit 5fc7f9f",
});

/** What SimBlock says of the nodes in `sixRegions2019`, in the order of its regions; the same file. */
export const sixRegions2019Nodes = {
  uploadBitsPerS: [19_200_000, 20_700_000, 5_800_000, 15_700_000, 10_200_000, 11_300_000],
  downloadBitsPerS: [52_000_000, 40_000_000, 18_000_000, 22_800_000, 22_800_000, 29_900_000],
  nodeShare: [0.3316, 0.4998, 0.009, 0.1177, 0.0224, 0.0195],
} as const;

/** Eight regions. EthShadow, ethshadow.rs, commit 03c976d; one way. Not symmetric: South America to South Africa. */
export const eightRegions: Regions = regionsOf({
  names: ["australia", "east asia", "europe", "na west", "na east", "south america", "south africa", "west asia"],
  latencyMs: [
    [2, 110, 165, 110, 150, 190, 220, 180],
    [110, 4, 125, 100, 140, 175, 175, 110],
    [165, 125, 2, 110, 70, 140, 95, 60],
    [110, 100, 110, 2, 60, 100, 160, 150],
    [150, 140, 70, 60, 2, 100, 130, 110],
    [190, 175, 140, 100, 100, 7, 195, 145],
    [220, 175, 95, 160, 130, 190, 7, 110],
    [180, 110, 60, 150, 110, 145, 110, 5],
  ],
  source: "EthShadow ethshadow.rs, commit 03c976d",
});

/** Presets by the name under which files ask for them. */
export const regionPresets: ReadonlyMap<string, Regions> = new Map([
  ["six-regions-2019", sixRegions2019],
  ["eight-regions", eightRegions],
]);
