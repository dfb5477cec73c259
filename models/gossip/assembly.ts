/** A gossip network as a scenario says, or a part of one: what is on a kernel, and what it remembers. */
import { type Connections, connectionsOf } from "../../sim/gossip/connections.js";
import { Gossip, type GossipPart } from "../../sim/gossip/gossip.js";
import type { Heard } from "../../sim/gossip/hearing.js";
import type { Kernel } from "../../sim/kernel/kernel.js";
import type { Partition } from "../../sim/kernel/partition.js";
import { Network } from "../../sim/network/network.js";
import type { Streams } from "../../sim/random/stream.js";
import { channelsOf } from "./channels.js";
import { lagUsOf } from "./division.js";
import { peeringOf } from "./peering.js";
import { faultRules } from "./faults.js";
import type { Overlay } from "./overlay.js";
import { createPublisher, noteHeard, type Publisher, runTables, type RunTablesOfGossip, verdicts } from "./run.js";
import type { GossipScenario } from "./schema.js";
import { spanCount, spanUs } from "./sent-table.js";
import { parametersOf } from "./transports.js";

/** Where a network is simulated, and with which random numbers. */
export interface AssemblyOptions {
  readonly kernel: Kernel;
  readonly streams: Streams;
  readonly overlay: Overlay;
  /** Of the overlay, where they are there already. */
  readonly connections?: Connections | undefined;
  /** Of a network in parts: which one, and how it is bound to the others. */
  readonly part?: GossipPart;
  readonly partition?: Partition;
}

export interface Assembly {
  readonly overlay: Overlay;
  readonly network: Network;
  readonly gossip: Gossip;
  readonly tables: RunTablesOfGossip;
  readonly publisher: Publisher;
}

export function assemble(scenario: GossipScenario, options: AssemblyOptions): Assembly {
  const { kernel, streams, overlay, part, partition } = options;
  const connections = options.connections ?? dialledConnections(overlay, streams);
  const channels = channelsOf(scenario);
  const tables = runTables(scenario, overlay);
  const faults = faultRules(scenario, overlay);
  const peering = peeringOf(scenario, overlay);
  const network: Network = new Network({
    kernel,
    topology: overlay.topology,
    names: overlay.names,
    streams,
    faults,
    ...(scenario.jitter > 0 && { jitter: { kind: "exponential", meanUs: scenario.jitter } as const }),
    crashed: (node) => gossip.crashed(node),
    restarted: (node) => gossip.restarted(node),
    ...(partition !== undefined && { partition }),
  });
  const nodeCount = overlay.classOf.length;
  const { addressOf, changes } = overlay;
  const membership = changes.length === 0 ? null : overlay.membership;
  const channelOf = (slot: number): number => channels.topicsOf.indexOf(gossip.state.messages.topics[slot]);
  const wasToHear = ({ node, slot }: Heard): boolean => {
    const { topics, publishedUs } = gossip.state.messages;
    return membership === null
      ? gossip.state.isMemberOf(node, topics[slot])
      : membership.isMemberAt(node, channelOf(slot), publishedUs[slot]);
  };
  const noteNewcomer = ({ node, slot }: Heard): void => {
    const last = membership === null ? -1 : membership.lastChange(node, channelOf(slot), kernel.nowUs);
    const { waitUs } = tables.newcomers;
    if (last >= 0 && changes[last].isSubscribed && waitUs[last] === 0)
      waitUs[last] = kernel.nowUs - changes[last].timeUs + 1;
  };
  const gossip: Gossip = new Gossip({
    kernel,
    network,
    names: overlay.names,
    streams,
    parameters: parametersOf(scenario),
    topicCount: channels.topicCount,
    kindCount: scenario.messages.length,
    countBy: {
      groupOf: overlay.classOf,
      groupCount: scenario.nodes.length,
      spanUs: spanUs(scenario.horizon),
      spanCount,
    },
    lagUs: lagUsOf(scenario, overlay),
    masks: channels.topicsOf,
    isSubscribed: (node, channel) => overlay.listens[channel * nodeCount + node] === 1,
    ...(changes.length > 0 && { changesSubscriptions: true }),
    ...(addressOf !== null && { addressOf: (node: number) => addressOf[node] }),
    verdict: verdicts(scenario, overlay),
    heard: (heard) => {
      const { kind, serial } = gossip.state.messages;
      // Who listens to another mask that shares a bit hears it too, and is nobody that was to hear it; nor is who subscribed later.
      if (!heard.isAccepted) return;
      noteNewcomer(heard);
      if (!wasToHear(heard)) return;
      noteHeard(tables, overlay, heard, { flow: kind[heard.slot], serial: serial[heard.slot] });
    },
    ...(connections !== undefined && { connections }),
    ...(peering !== null && { peering }),
    faults,
    ...(part !== undefined && { part }),
  });
  const publisher = createPublisher(scenario, { kernel, gossip, network, overlay, channels, streams, tables });
  return { overlay, network, gossip, tables, publisher };
}

/** Where it is known who opened which. */
const dialledConnections = ({ topology, names, dials }: Overlay, streams: Streams): Connections | undefined =>
  dials === null ? undefined : connectionsOf(topology, names, streams, dials.isOutbound);

/** Puts on the list what is to come. */
export function begin({ network, gossip, overlay }: Assembly): void {
  network.begin();
  gossip.begin();
  const { first, end } = gossip.meshes;
  for (const change of overlay.changes) if (change.node >= first && change.node < end) gossip.change(change);
}
