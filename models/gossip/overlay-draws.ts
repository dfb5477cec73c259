/** What an overlay draws for and how its nodes are numbered, whether flows are published or users write. */
import { partAt } from "../../sim/random/distributions/part-at.js";
import type { NodeNames } from "../../sim/network/node-names.js";
import { regionParts, type Regions } from "../../sim/network/regions.js";
import type { NameIn } from "../../sim/random/purposes.js";
import type { Purpose, Streams } from "../../sim/random/stream.js";
import type { DurationUs } from "../../sim/units/quantity-types.js";
import type { modelPurposes } from "./purposes.js";
import { addressNames, namesOf, reordered, type Roll } from "./roll.js";
import type { GossipScenario } from "./schema.js";

export type ModelStreams = Streams<NameIn<typeof modelPurposes>>;

/** Whom a node connects to. */
export const peerDraws = (streams: ModelStreams): Purpose => streams.purpose("peers");

/** Who dials first where some may be full. */
export const dialDraws = (streams: ModelStreams): Purpose => streams.purpose("dial");

/** What a node listens to, or who is on a channel of users. */
export const channelDraws = (streams: ModelStreams): Purpose => streams.purpose("channels");

/** Nodes where they are drawn to be, as they are numbered: by region, then as they are listed, so that a part of the network is a range of nodes. */
export interface PlacedNodes {
  /** Of each node its place in the list. */
  readonly order: Int32Array;
  readonly regionOf: Uint16Array;
  readonly roll: Roll;
  /** Under what name each node draws. */
  readonly names: NodeNames;
}

export function placedNodes(
  scenario: Pick<GossipScenario, "regions" | "nodes">,
  regions: Regions,
  { listed, streams }: { readonly listed: Roll; readonly streams: ModelStreams },
): PlacedNodes {
  const drawn = drawnRegions(scenario, regions, { roll: listed, streams });
  const order = orderOf(drawn, regions.names.length);
  const roll = reordered(listed, order);
  return { order, regionOf: Uint16Array.from(order, (at) => drawn[at]), roll, names: namesOf(scenario, roll) };
}

/** The region of each node of a roll. */
function drawnRegions(
  scenario: Pick<GossipScenario, "regions" | "nodes">,
  { names }: Regions,
  { roll, streams }: { readonly roll: Roll; readonly streams: ModelStreams },
): Uint16Array {
  const parts = regionParts(names, scenario.regions.shares);
  const stream = streams.purpose("region");
  const { first, second } = addressNames(scenario, roll);
  return Uint16Array.from(first, (word, at) => partAt(stream.pairUniform(word, second[at], 0), parts));
}

/** The nodes of a list by region, of each region in the order of the list. */
function orderOf(regionOf: Uint16Array, regionCount: number): Int32Array {
  const next = new Int32Array(regionCount + 1);
  for (const region of regionOf) next[region + 1]++;
  for (let region = 0; region < regionCount; region++) next[region + 1] += next[region];
  const order = new Int32Array(regionOf.length);
  for (const [at, region] of regionOf.entries()) order[next[region]++] = at;
  return order;
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
