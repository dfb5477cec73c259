/** What nodes of each class carry of what all users write, estimated from the channels that were simulated. */
import type { Gossip } from "../../sim/gossip/gossip.js";
import type { Network } from "../../sim/network/network.js";
import { type Group, ratioEstimate, type RatioEstimate } from "../../sim/stats/ratio-estimate.js";
import { burstQueue } from "./burst-queue.js";
import { channelsPerNode, placeShares, sampleSize } from "./channel-sample.js";
import { controlBytes, controlKinds } from "./control-bytes.js";
import type { Overlay } from "./overlay.js";
import type { RunTablesOfGossip } from "./run.js";
import type { GossipScenario } from "./schema.js";
import { envelopeOf, parametersOf } from "./transports.js";
import type { Users } from "./user-fields.js";

export interface CarriedParts {
  readonly scenario: GossipScenario;
  readonly overlay: Overlay;
  readonly network: Network;
  readonly gossip: Gossip;
  readonly tables: RunTablesOfGossip;
}

/** Of a node of a class, bytes a second; null where no message was simulated that its class was to hear. */
export interface Carried {
  readonly channels: number;
  readonly sent: RatioEstimate | null;
  readonly control: RatioEstimate | null;
  readonly received: RatioEstimate | null;
  /** Of its lines, messages and control up and messages down; from 1 on they do not suffice. */
  readonly uploadLoad: number | null;
  readonly downloadLoad: number | null;
  readonly waitUs: number | null;
  readonly growth: number | null;
  /** Messages a second of all users at which the first of its lines is full. */
  readonly saturation: number | null;
}

/** By class of a scenario with users. */
export function carriedByClass(parts: CarriedParts, users: Users): readonly Carried[] {
  const { nodes } = parts.scenario;
  const channels = channelsPerNode(nodes, users);
  const shares = placeShares(nodes);
  return nodes.map((_, k) => {
    // Messages a second times the members of its class that each is for, by the nodes of the class.
    const heardPerS = (users.rate * users.members * shares[k]) / nodes[k].count;
    const perNode = (bytesOf: (node: number) => number): RatioEstimate | null =>
      scaled(ratioEstimate(groupsOf(parts, k, bytesOf), users.channels), heardPerS);
    const { byNode } = parts.network;
    const sent = perNode((node) => byNode.sentBytes[node]);
    const control = perNode((node) => controlOf(parts.gossip, node));
    const received = perNode((node) => byNode.receivedBytes[node]);
    return {
      channels: channels[k],
      sent,
      control,
      received,
      ...onLines(parts.scenario, k, { sent, control, received }),
    };
  });
}

const scaled = (ratio: RatioEstimate | null, by: number): RatioEstimate | null =>
  ratio === null
    ? null
    : { value: ratio.value * by, halfWidth: ratio.halfWidth === null ? null : ratio.halfWidth * by };

function controlOf({ state }: Gossip, node: number): number {
  let sum = 0;
  for (const kind of controlKinds) sum += controlBytes(state, node, kind);
  return sum;
}

/** A group a channel: members of a class, and messages that each was to carry. Who is on several channels is with those of the first. */
function groupsOf(
  { scenario, overlay, tables }: CarriedParts,
  ofClass: number,
  bytesOf: (node: number) => number,
): readonly Group[] {
  const { classOf, listens } = overlay;
  const nodeCount = classOf.length;
  const channels = sampleSize(scenario.users!);
  const groups = Array.from({ length: channels }, () => ({ amount: 0, size: 0 }));
  for (const node of overlay.classMembers[ofClass]) {
    let first = -1;
    for (let channel = 0; channel < channels; channel++) {
      if (listens[channel * nodeCount + node] === 0) continue;
      if (first < 0) first = channel;
      groups[first].size += tables.flows.published[channel];
    }
    groups[first].amount += bytesOf(node);
  }
  return groups;
}

function onLines(
  scenario: GossipScenario,
  ofClass: number,
  { sent, control, received }: Pick<Carried, "sent" | "control" | "received">,
): Pick<Carried, "uploadLoad" | "downloadLoad" | "waitUs" | "growth" | "saturation"> {
  const { upload, download } = scenario.nodes[ofClass];
  const users = scenario.users!;
  if (sent === null || control === null || received === null)
    return { uploadLoad: null, downloadLoad: null, waitUs: null, growth: null, saturation: null };
  const bytes = users.size + envelopeOf(scenario);
  const copies = Math.min(parametersOf(scenario).degree, users.members - 1);
  const up = burstQueue({ bytesPerS: sent.value + control.value, bitsPerS: upload, copies, bytes });
  const down = burstQueue({ bytesPerS: received.value, bitsPerS: download, copies: 1, bytes });
  const load = Math.max(up.load, down.load);
  return {
    uploadLoad: up.load,
    downloadLoad: down.load,
    waitUs: up.waitUs,
    growth: Math.max(up.growth, down.growth),
    saturation: load === 0 ? null : users.rate / load,
  };
}
