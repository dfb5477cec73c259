/** Publishes the flows of a scenario, and keeps who heard what when. */
import type { Gossip } from "../../sim/gossip/gossip.js";
import type { Heard } from "../../sim/gossip/hearing.js";
import type { Verdict } from "../../sim/gossip/opinions.js";
import type { Kernel } from "../../sim/kernel/kernel.js";
import type { Network } from "../../sim/network/network.js";
import { wordExponential } from "../../sim/random/distributions/word.js";
import { MemberChoice } from "../../sim/random/distributions/member-choice.js";
import { type NameWords, nameWords } from "../../sim/random/name-hash.js";
import type { NameIn } from "../../sim/random/purposes.js";
import type { Purpose, Streams } from "../../sim/random/stream.js";
import type { SimTimeUs } from "../../sim/units/quantity-types.js";
import { isTimely } from "../protocol/transport/validity.js";
import { binCount, binOf, delayTable } from "./delays.js";
import type { Channels } from "./channels.js";
import { Hearers } from "./hearers.js";
import type { Overlay } from "./overlay.js";
import type { modelPurposes } from "./purposes.js";
import { classGroups } from "./roll.js";
import type { GossipScenario } from "./schema.js";
import { classGroup, groupsOf, regionGroup } from "./groups.js";
import { FlowTable, HearerTable, NewcomerTable, PublishedTable } from "./tables.js";
import { envelopeOf } from "./transports.js";

export interface RunTablesOfGossip {
  readonly flows: FlowTable;
  readonly delays: ReturnType<typeof delayTable>;
  readonly hearers: HearerTable;
  readonly published: PublishedTable;
  readonly newcomers: NewcomerTable;
}

export function runTables(scenario: GossipScenario, overlay: Overlay): RunTablesOfGossip {
  const { messages } = scenario;
  const groupCount = groupsOf(scenario, overlay).length;
  return {
    flows: new FlowTable(messages.length),
    delays: delayTable(messages.length, groupCount),
    hearers: new HearerTable(messages.length * groupCount),
    published: new PublishedTable(),
    newcomers: new NewcomerTable(overlay.changes.length),
  };
}

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
  overlay: Overlay,
  { node, hops, elapsedUs }: Heard,
  { flow, serial }: { readonly flow: number; readonly serial: number },
): void {
  flows.delivered[flow]++;
  flows.hops[flow] += hops;
  const [first, bin] = [flow * overlay.groupCount, binOf(elapsedUs)];
  delays.deliveries[(first + regionGroup(overlay, node)) * binCount + bin]++;
  delays.deliveries[(first + classGroup(overlay, node)) * binCount + bin]++;
  published.reach(serial);
  published.reached[serial]++;
  published.lastUs[serial] = elapsedUs;
}

export interface PublisherParts {
  readonly kernel: Kernel;
  readonly gossip: Gossip;
  readonly network: Network;
  readonly overlay: Overlay;
  readonly channels: Channels;
  readonly streams: Streams<NameIn<typeof modelPurposes>>;
  readonly tables: RunTablesOfGossip;
}

/** Messages are planned for so long ahead. */
export const planUs = 1e6;

/** Counters of draws for the n-th message of a flow: who publishes it takes as many as it needs, and its channel one from elsewhere. */
const authorCounter = (number: number): number => number * 2 ** 20;
const channelCounter = (number: number): number => 2 ** 52 + number;

/** Who publishes the n-th message of a flow: any member of its channel, or of the classes that publish it, all equally likely. */
function authorsOf(
  { messages, nodes }: GossipScenario,
  parts: Pick<Overlay, "classMembers" | "channelMembers"> & {
    readonly names: readonly NameWords[];
    readonly author: Purpose;
  },
): (flow: number, number: number) => number {
  const { classMembers, channelMembers, names, author } = parts;
  if (channelMembers !== null)
    return (flow, number) => {
      const members = channelMembers[flow];
      return members[author.pairBelow(names[flow].first, names[flow].second, authorCounter(number), members.length)];
    };
  const choices = messages.map(({ from }) => {
    const groups = classGroups({ nodes }).map((group, k) =>
      (from?.includes(nodes[k].class) ?? true) ? group : { ...group, count: 0 },
    );
    return new MemberChoice(author, groups);
  });
  return (flow, number) => {
    let chosen = -1;
    choices[flow].draw(names[flow], authorCounter(number), (of, place) => {
      chosen = classMembers[of][place];
      return true;
    });
    return chosen;
  };
}

export interface Publisher {
  /** The first message of each flow gets its time. */
  begin(): void;
  /** Plans what is published from a multiple of `planUs` on up to the next one; before anything of that time is handled. */
  plan(fromUs: SimTimeUs): void;
}

/** Registers what publishes. Of a network in parts the first one plans, and the authors' parts publish. */
export function createPublisher(scenario: GossipScenario, parts: PublisherParts): Publisher {
  const { kernel, gossip, network, overlay, channels, streams, tables } = parts;
  const { messages } = scenario;
  const { classOf, classMembers, channelMembers, membership } = overlay;
  const [gap, author] = [streams.purpose("gap"), streams.purpose("author")];
  const taken = takes(scenario);
  const envelope = envelopeOf(scenario);
  /** Under what flows draw. */
  const names = messages.map(({ flow }) => nameWords(flow));
  const authorOf = authorsOf(scenario, { classMembers, channelMembers, names, author });
  const hearers = new Hearers(overlay, channels, taken);
  const kind = kernel.register({
    name: "publish",
    priority: 20,
    handle: ({ target: node, payload: slot }) => publish(node, slot),
  });

  function publish(node: number, slot: number): void {
    const { flows, published } = tables;
    const { kind: flowOf, serial, topics } = gossip.state.messages;
    const flow = flowOf[slot];
    const channel = channels.topicsOf.indexOf(topics[slot]);
    const isHearer = taken[flow][classOf[node]] && membership.isMemberAt(node, channel, kernel.nowUs);
    const { all, byGroup } = hearers.at(flow, channel, kernel.nowUs);
    const row = serial[slot];
    published.reach(row);
    published.publishedUs[row] = kernel.nowUs;
    published.flow[row] = flow;
    published.author[row] = node;
    published.expected[row] = all - (isHearer ? 1 : 0);
    flows.published[flow]++;
    flows.expected[flow] += published.expected[row];
    expectFrom(node, flow, byGroup, isHearer);
    gossip.publishPlanned(slot);
  }

  /** Who publishes a message does not hear it. */
  function expectFrom(author: number, flow: number, byGroup: Float64Array, isHearer: boolean): void {
    const { expected } = tables.hearers;
    const first = flow * overlay.groupCount;
    for (const [group, count] of byGroup.entries()) expected[first + group] += count;
    if (!isHearer) return;
    expected[first + regionGroup(overlay, author)]--;
    expected[first + classGroup(overlay, author)]--;
  }

  /** When the next message of a flow comes after a moment; `Infinity`: never. */
  function following(flow: number, fromUs: SimTimeUs): SimTimeUs {
    const { every, until = Infinity } = messages[flow];
    const { first, second } = names[flow];
    const gapUs = every * wordExponential(gap.pairWord(first, second, tables.flows.planned[flow]));
    const timeUs = fromUs + Math.max(1, Math.round(gapUs));
    return timeUs < until ? timeUs : Infinity;
  }

  /** Of users each channel is a flow. */
  function channelOf(flow: number, number: number): number {
    if (channelMembers !== null) return flow;
    const { first, second } = names[flow];
    return author.pairBelow(first, second, channelCounter(number), channels.topicsOf.length);
  }

  function planOne(flow: number, nowUs: SimTimeUs): void {
    const { flows } = tables;
    const timeUs = flows.nextUs[flow];
    const number = flows.planned[flow]++;
    flows.nextUs[flow] = following(flow, timeUs);
    const node = authorOf(flow, number);
    if (network.isDownAt(node, timeUs) || timeUs > kernel.keepUntilUs) return;
    const channel = channelOf(flow, number);
    const message = {
      node,
      bytes: messages[flow].size + envelope,
      topics: channels.topicsOf[channel],
      kind: flow,
      name: (names[flow].first >>> 12) * 2 ** 29 + number,
    };
    kernel.scheduleWithin(kind, timeUs, node, 0, gossip.plan(message, { nowUs, timeUs }));
  }

  return {
    begin() {
      for (const [flow, { at }] of messages.entries()) tables.flows.nextUs[flow] = following(flow, at);
    },
    plan(fromUs) {
      const { nextUs } = tables.flows;
      for (;;) {
        let first = 0;
        for (let flow = 1; flow < messages.length; flow++) if (nextUs[flow] < nextUs[first]) first = flow;
        if (nextUs[first] >= fromUs + planUs || nextUs[first] > kernel.horizonUs) return;
        planOne(first, fromUs);
      }
    },
  };
}
