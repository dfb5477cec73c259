import type { Network } from "../../changes/network.js";
import { duskDifficulty } from "../../protocol/emission/dusk-difficulty.js";
import { duskFloorIncrement } from "../../protocol/emission/dusk-work.js";
import { eraTable } from "../../state/era-tables.js";
import type { Metric } from "./metric.js";

/** Numbers of the increments that the nodes online are at, by node. */
function incrementsOnline({ world }: Pick<Network, "world">): readonly number[] {
  const proving = eraTable(world, "proving");
  return [...proving.increment.subarray(0, proving.count)].filter((_increment, node) => proving.isProving(node));
}

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

/** Metrics of Dusk: how far its nodes have proven. */
export const duskMetrics: readonly Metric[] = [
  {
    name: "dusk.increments",
    unit: "increments",
    about: "proof increments completed by all nodes since the start",
    kind: "count",
    isTotal: true,
    read: ({ world }) => eraTable(world, "proving").completed,
  },
  {
    name: "dusk.incrementMean",
    unit: "increments",
    about: "number of the increment that the nodes online are at, on average",
    kind: "amount",
    read: (network) => mean(incrementsOnline(network)),
  },
  {
    name: "dusk.workPerIncrement",
    unit: "squarings",
    about: "work of the next increment, mean over the nodes online (emission.dusk.difficulty)",
    kind: "amount",
    read: (network) => mean(incrementsOnline(network).map(duskDifficulty)),
  },
  {
    name: "dusk.nodesAtFloor",
    unit: "nodes",
    about: "nodes online whose work has reached its floor: they are at increment 700,000 or beyond",
    kind: "count",
    read: (network) => incrementsOnline(network).filter((increment) => increment >= duskFloorIncrement).length,
  },
];
