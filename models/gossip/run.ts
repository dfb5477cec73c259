/** Publishes the flows of a scenario, and keeps who heard what when. */
import type { Gossip } from "../../sim/gossip/gossip.js";
import type { Heard } from "../../sim/gossip/hearing.js";
import type { Verdict } from "../../sim/gossip/opinions.js";
import type { Kernel } from "../../sim/kernel/kernel.js";
import { wordExponential } from "../../sim/random/distributions/word.js";
import type { NameIn } from "../../sim/random/purposes.js";
import type { Streams } from "../../sim/random/stream.js";
import { isTimely } from "../protocol/transport/validity.js";
import { binCount, binOf, delayTable } from "./delays.js";
import type { Channels } from "./channels.js";
import type { Overlay } from "./overlay.js";
import type { modelPurposes } from "./purposes.js";
import type { GossipScenario } from "./schema.js";
import { FlowTable, PublishedTable } from "./tables.js";
import { envelopeOf } from "./transports.js";

export interface RunTablesOfGossip {
  readonly flows: FlowTable;
  readonly delays: ReturnType<typeof delayTable>;
  readonly published: PublishedTable;
}

export const runTables = ({ messages }: GossipScenario, { regions }: Overlay): RunTablesOfGossip => ({
  flows: new FlowTable(messages.length),
  delays: delayTable(messages.length, regions.names.length),
  published: new PublishedTable(),
});

/** Whether nodes of a class take a flow, by flow and class. */
const takes = ({ messages, nodes }: GossipScenario): readonly (readonly boolean[])[] =>
  messages.map(({ acceptedBy }) => nodes.map(({ class: name }) => acceptedBy?.includes(name) ?? true));

/** What a node does with a message, by its class and the age of the message. */
export function verdicts(
  scenario: GossipScenario,
  { classOf }: Overlay,
): (node: number, flow: number, ageUs: number) => Verdict {
  const taken = takes(scenario);
  const { messages, transport } = scenario;
  const aged = transport === "go" || transport === "rustJune" || transport === "rustFork" ? transport : null;
  return (node, flow, ageUs) => {
    const { kind, otherwise } = messages[flow];
    if (!taken[flow][classOf[node]]) return otherwise;
    if (kind === undefined || aged === null) return "accept";
    const message = { kind, role: "worker", messageTimeMinusNowMs: -ageUs / 1000 } as const;
    return isTimely(message, { transport: aged }) ? "accept" : "ignore";
  };
}

/** A node has heard a message that it takes. */
export function noteHeard(
  { flows, delays, published }: RunTablesOfGossip,
  { topology, regions }: Overlay,
  { node, hops, elapsedUs }: Heard,
  serial: number,
): void {
  const flow = published.flow[serial];
  flows.delivered[flow]++;
  flows.hops[flow] += hops;
  delays.deliveries[(flow * regions.names.length + topology.regionOf[node]) * binCount + binOf(elapsedUs)]++;
  published.reached[serial]++;
  published.lastUs[serial] = elapsedUs;
}

export interface PublisherParts {
  readonly kernel: Kernel;
  readonly gossip: Gossip;
  readonly overlay: Overlay;
  readonly channels: Channels;
  readonly streams: Streams<NameIn<typeof modelPurposes>>;
  readonly tables: RunTablesOfGossip;
}

/** Registers what publishes; gives what puts the first message of each flow on the list. */
export function createPublisher(scenario: GossipScenario, parts: PublisherParts): { begin: () => void } {
  const { kernel, gossip, overlay, channels, streams, tables } = parts;
  const { messages, nodes } = scenario;
  const { classStarts, listens, classOf } = overlay;
  const [gap, author] = [streams.purpose("gap"), streams.purpose("author")];
  const taken = takes(scenario);
  const envelope = envelopeOf(scenario);
  const authors = messages.map(({ from }) =>
    nodes.flatMap(({ class: name, count }, k) =>
      (from?.includes(name) ?? true) ? Array.from({ length: count }, (_, node) => classStarts[k] + node) : [],
    ),
  );
  /** Nodes that listen to a channel and take a flow, by both. */
  const hearers = messages.map((_, flow) =>
    channels.topicsOf.map((__, channel) =>
      classOf.reduce((sum, of, node) => sum + (taken[flow][of] ? listens[channel * classOf.length + node] : 0), 0),
    ),
  );
  const kind = kernel.register({
    name: "publish",
    priority: 20,
    handle: ({ target: node, payload: flow }) => publish(node, flow),
  });

  function publish(node: number, flow: number): void {
    const { flows, published } = tables;
    const number = flows.published[flow]++;
    const channel = channels.topicsOf.length === 1 ? 0 : author.below(flow, 2 * number + 1, channels.topicsOf.length);
    const bytes = messages[flow].size + envelope;
    const serial = gossip.publish({ node, bytes, topics: channels.topicsOf[channel], kind: flow });
    if (serial >= 0) {
      const isHearer = taken[flow][classOf[node]] && listens[channel * classOf.length + node] === 1;
      const row = published.add();
      published.publishedUs[row] = kernel.nowUs;
      published.flow[row] = flow;
      published.author[row] = node;
      published.expected[row] = hearers[flow][channel] - (isHearer ? 1 : 0);
      flows.expected[flow] += published.expected[row];
    }
    schedule(flow, kernel.nowUs);
  }

  function schedule(flow: number, fromUs: number): void {
    const { every, until = Infinity } = messages[flow];
    const number = tables.flows.published[flow];
    const timeUs = fromUs + Math.max(1, Math.round(every * wordExponential(gap.word(flow, number))));
    const node = authors[flow][author.below(flow, 2 * number, authors[flow].length)];
    if (timeUs < until) kernel.scheduleWithin(kind, timeUs, node, node, flow);
  }

  return {
    begin() {
      for (const [flow, { at }] of messages.entries()) schedule(flow, at);
    },
  };
}
