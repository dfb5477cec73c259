/** What an overlay draws for and how its nodes are numbered, whether flows are published or users write. */
import { partAt } from "../../sim/random/distributions/part-at.js";
import { regionParts, type Regions } from "../../sim/network/regions.js";
import type { NameIn } from "../../sim/random/purposes.js";
import type { Purpose, Streams } from "../../sim/random/stream.js";
import type { DurationUs } from "../../sim/units/quantity-types.js";
import type { modelPurposes } from "./purposes.js";
import type { GossipScenario } from "./schema.js";

export type ModelStreams = Streams<NameIn<typeof modelPurposes>>;

/** Whom a node connects to. */
export const peerDraws = (streams: ModelStreams): Purpose => streams.purpose("peers");

/** What a node listens to, or who is on a channel of users. */
export const channelDraws = (streams: ModelStreams): Purpose => streams.purpose("channels");

/** The region of a node, by its number in the order of classes. */
export function drawnRegions(
  { regions: { shares } }: Pick<GossipScenario, "regions">,
  { names }: Regions,
  streams: ModelStreams,
): (node: number) => number {
  const parts = regionParts(names, shares);
  const stream = streams.purpose("region");
  return (node) => partAt(stream.uniform(node, 0), parts);
}

/** From a node to another, by their regions. */
export const latencyBetween =
  (regions: Regions, regionOf: Uint16Array) =>
  (from: number, to: number): DurationUs =>
    regions.latencyUs[regionOf[from] * regions.names.length + regionOf[to]];

/** Nodes are numbered by region: the first of each that has some, and how many there are. */
export const startsOf = (regionOf: Uint16Array): readonly number[] => [
  ...Array.from(regionOf.keys()).filter((node) => node === 0 || regionOf[node] !== regionOf[node - 1]),
  regionOf.length,
];

/** Nodes of a class, ascending. */
export const membersOf = (classOf: Uint8Array, wanted: number): Int32Array =>
  Int32Array.from(classOf.keys()).filter((node) => classOf[node] === wanted);
