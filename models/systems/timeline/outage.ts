/** Outages of the timeline: nodes go off together, whatever they do by themselves. */
import { uniformAt } from "../../../sim/random/distributions/inverse.js";
import type { Network } from "../../changes/network.js";
import type { Effect } from "./effect.js";
import { goOffline } from "../../changes/nodes/go-offline.js";
import { noteHappening } from "../../changes/timeline/note.js";
import { overUs } from "../../scenario/timeline/over.js";
import type { TimelineEntry } from "../../scenario/timeline/schema.js";
import { Presence } from "../../state/presence.js";
import { Phase } from "../../state/timeline.js";

type Outage = NonNullable<TimelineEntry["outage"]>;

/** Draws of one node for one entry: each time that it happens has its own. */
const drawsEach = { isHit: 0, back: 1, count: 2 } as const;

export function beginOutage(network: Network, { entry, time, frame }: Effect, outage: Outage): void {
  const { world, draws, kernel, kinds } = network;
  const { nodes, timeline } = world;
  const lots = draws.nodesByEvent.purpose("timeline outage");
  const hit: number[] = [];
  for (let node = 0; node < nodes.count; node++) {
    if (nodes.gone[node] === 1 || !isOfClass(network, node, outage.class)) continue;
    if (lots.uniform(node, entry, time * drawsEach.count + drawsEach.isHit) < outage.share) hit.push(node);
  }
  for (const node of hit) {
    timeline.hold(node, nodes.online[node] === 0);
    if (nodes.online[node] === 1) goOffline(network, node, frame, "timeline");
  }
  const row = timeline.outages.add(hit, time);
  noteHappening(network, { entry, phase: Phase.begins, affected: hit.length });
  kernel.scheduleWithin(kinds.outageEnds, kernel.nowUs + outage.for, entry, 0, row);
}

/** Its nodes come back: all with the next frame, or each at a time of its own. */
export function endOutage(network: Network, entry: number, row: number): void {
  const { world, draws, kernel, kinds, calendars, scenario } = network;
  const back = scenario.timeline?.[entry].outage?.back ?? "at once";
  const spanUs = overUs(back);
  const { nodes, time: times } = world.timeline.outages;
  const [hit, time] = [nodes[row], times[row]];
  const lots = draws.nodesByEvent.purpose("timeline outage");
  for (const node of hit) {
    if (spanUs === 0) calendars.presence.addPair(network.nextFrame(), node, Presence.released);
    else {
      const u = lots.uniform(node, entry, time * drawsEach.count + drawsEach.back);
      const atUs = kernel.nowUs + Math.floor(uniformAt(u, { from: 0, to: spanUs }));
      kernel.scheduleWithin(kinds.released, atUs, node);
    }
  }
  noteHappening(network, { entry, phase: Phase.ends, affected: hit.length });
}

const isOfClass = ({ scenario, world }: Pick<Network, "scenario" | "world">, node: number, name?: string): boolean =>
  name === undefined || scenario.operators[world.nodes.operatorClass[node]].class === name;
