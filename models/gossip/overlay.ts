/** Nodes, where they are and whom they are connected with, as a scenario says. */
import { choose } from "../../sim/random/distributions/choose.js";
import { MemberChoice } from "../../sim/random/distributions/member-choice.js";
import { kOutLinksInSteps } from "../../sim/network/k-out.js";
import type { NodeClass } from "../../sim/network/node-class.js";
import type { NodeNames } from "../../sim/network/node-names.js";
import { regionPresets } from "../../sim/network/region-presets.js";
import type { Regions } from "../../sim/network/regions.js";
import { createTopology, type Topology } from "../../sim/network/topology.js";
import { complete, type InSteps } from "../../sim/units/in-steps.js";
import type { BookedDials } from "../../sim/network/address-books.js";
import type { Dials } from "../../sim/network/dials.js";
import { channelOverlay } from "./channel-overlay.js";
import { bookedInSteps, type DrawnNodes, limitedDialsInSteps } from "./limited-overlay.js";
import { isLimited } from "./limits.js";
import type { GossipScenario } from "./schema.js";
import { channelDraws, latencyBetween, type ModelStreams, peerDraws, placedNodes, startsOf } from "./overlay-draws.js";
import { Membership, type PlannedChange, plannedChanges } from "./subscriptions.js";
import { classGroups, nameOf, type Roll, rollOf } from "./roll.js";

export interface Overlay {
  readonly topology: Topology;
  readonly regions: Regions;
  /** Regions and classes together: see `groups.ts`. */
  readonly groupCount: number;
  /** Class of each node, by its place in the scenario. */
  readonly classOf: Uint8Array;
  /** Under what name each node draws. */
  readonly names: NodeNames;
  /** Nodes of each class. */
  readonly classMembers: readonly Int32Array[];
  /** Nodes are numbered by region: the first node of each region that has some, and how many nodes there are. */
  readonly regionStarts: readonly number[];
  /** Address of each node, any number; null: each has its own. */
  readonly addressOf: Int32Array | null;
  /** 1: listens to the channel from the start; row channel · nodes + node. */
  readonly listens: Uint8Array;
  /** How that changes in time. */
  readonly changes: readonly PlannedChange[];
  /** Who listens to what when, by both. */
  readonly membership: Membership;
  /** Who is on each channel and publishes there, where users write; null: flows say who publishes, and each message draws its channel. */
  readonly channelMembers: readonly Int32Array[] | null;
  /** Who opened which connection, and what became of dials; null: nobody was refused, and who opened one is drawn. */
  readonly dials: Dials | BookedDials | null;
}

export const regionsOfScenario = ({ regions }: Pick<GossipScenario, "regions">): Regions =>
  regionPresets.get(regions.preset)!;

export const overlayOf = (scenario: GossipScenario, streams: ModelStreams): Overlay =>
  complete(overlayInSteps(scenario, streams));

/** The same step by step, where it is large. */
export function* overlayInSteps(scenario: GossipScenario, streams: ModelStreams): InSteps<Overlay> {
  const { nodes, connections, users } = scenario;
  const regions = regionsOfScenario(scenario);
  const classes = nodes.map(({ class: name, upload, download, access, loss }): NodeClass => ({
    name,
    uploadBitsPerS: upload,
    downloadBitsPerS: download,
    accessUs: access,
    lossShare: loss,
  }));
  if (users !== undefined) return channelOverlay(scenario, { users, regions, classes, streams });
  const { regionOf, roll, names } = placedNodes(scenario, regions, { listed: rollOf(scenario), streams });
  const { classOf } = roll;
  const nodeCount = classOf.length;
  const classMembers = membersByPlace(scenario, roll);
  const latencyUs = latencyBetween(regions, regionOf);
  const choosing = { names, classOf, classMembers, streams };
  const dials = yield* dialsOf(scenario, { ...choosing, latencyUs });
  const links =
    dials?.links ??
    (yield* kOutLinksInSteps({
      nodeCount,
      degree: connections,
      chosenBy: choiceOfPeers(scenario, choosing),
      latencyUs,
    }));
  const listens = drawListeners(scenario, { classOf, names, streams });
  const changes = plannedChanges(scenario, { classOf, names, listens }, streams);
  return {
    topology: createTopology({ nodeCount, regions, regionOf, links, classOf: (node) => classes[classOf[node]] }),
    regions,
    groupCount: regions.names.length + nodes.length,
    classOf,
    names,
    classMembers,
    regionStarts: startsOf(regionOf),
    addressOf: addressesOf(nodes, roll),
    listens,
    changes,
    membership: new Membership({ classOf, listens, changes }),
    channelMembers: null,
    dials,
  };
}

/** Null: nobody is refused, and connections stay. */
function* dialsOf(scenario: GossipScenario, drawn: DrawnNodes): InSteps<Overlay["dials"]> {
  if (scenario.discovery !== undefined) return yield* bookedInSteps(scenario, scenario.discovery.book, drawn);
  return isLimited(scenario) ? yield* limitedDialsInSteps(scenario, drawn) : null;
}

/** Numbers of the nodes of each class, in the order of their places in it. */
function membersByPlace({ nodes }: Pick<GossipScenario, "nodes">, { classOf, placeOf }: Roll): readonly Int32Array[] {
  const members = nodes.map(({ count }) => new Int32Array(count));
  for (const [node, of] of classOf.entries()) members[of][placeOf[node]] = node;
  return members;
}

/** The others that a node connects to: so many different ones of all, in the order in which they are drawn. */
function choiceOfPeers(
  scenario: Pick<GossipScenario, "nodes" | "connections">,
  { names, classMembers, streams }: Pick<Overlay, "names" | "classMembers"> & { readonly streams: ModelStreams },
): (node: number) => readonly number[] {
  const choice = new MemberChoice(peerDraws(streams), classGroups(scenario));
  return (node) => {
    const chosen: number[] = [];
    choice.draw(nameOf(names, node), 0, (of, place) => {
      const other = classMembers[of][place];
      if (other !== node && !chosen.includes(other)) chosen.push(other);
      return chosen.length === scenario.connections;
    });
    return chosen;
  };
}

/** Nodes of a class that share an address have places in it one after the other. */
function addressesOf(nodes: GossipScenario["nodes"], { classOf, placeOf }: Roll): Int32Array | null {
  if (nodes.every(({ perAddress }) => perAddress === 1)) return null;
  const firsts: number[] = [];
  let next = 0;
  for (const { count, perAddress } of nodes) {
    firsts.push(next);
    next += Math.ceil(count / perAddress);
  }
  return placeOf.map((place, node) => firsts[classOf[node]] + Math.floor(place / nodes[classOf[node]].perAddress));
}

function drawListeners(
  { nodes, channels, channelsPerNode = channels }: GossipScenario,
  { classOf, names, streams }: Pick<Overlay, "classOf" | "names"> & { readonly streams: ModelStreams },
): Uint8Array {
  const listens = new Uint8Array(channels * classOf.length);
  const stream = channelDraws(streams);
  for (const [node, of] of classOf.entries()) {
    if (!nodes[of].listens) continue;
    const take = Math.min(channels, channelsPerNode);
    const cursor = stream.pairCursor(names.first[node], names.second[node]);
    for (const channel of choose(cursor, { take, from: channels })) listens[channel * classOf.length + node] = 1;
  }
  return listens;
}
