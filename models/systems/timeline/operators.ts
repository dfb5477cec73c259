/** Operators that come and go by the timeline. */
import { uniformAt } from "../../../sim/random/distributions/inverse.js";
import type { Network } from "../../changes/network.js";
import type { Effect } from "./effect.js";
import { noteHappening } from "../../changes/timeline/note.js";
import { chosenByLot } from "../../protocol/ground/lots.js";
import type { TimelineEntry } from "../../scenario/timeline/schema.js";
import { sentOperatorName } from "../../state/population/names.js";
import { RowStreams } from "../../state/draws.js";
import { StreamKeys } from "../../state/stream-keys.js";

type Arrivals = NonNullable<TimelineEntry["arrivals"]>;
type Departures = NonNullable<TimelineEntry["departures"]>;

/** What comes of a frame comes after it: the next frame sees it. */
const afterFrameUs = 1;

/** Each operator appears at a time of its own within the span. */
export function sendArrivals(network: Network, { entry }: Effect, { class: name, count, over }: Arrivals): void {
  const { world, kernel, kinds, streams } = network;
  const { timeline } = world;
  const keys = new StreamKeys();
  const times = new RowStreams(streams.purpose("timeline arrival"), keys);
  for (let k = 0; k < count; k++) {
    const n = timeline.arrivals[entry]++;
    keys.add(sentOperatorName(name, timeline.names[entry], n));
    const atUs = kernel.nowUs + afterFrameUs + Math.floor(uniformAt(times.uniform(k, 0), { from: 0, to: over }));
    kernel.scheduleWithin(kinds.operatorSent, atUs, entry, 0, n);
  }
  noteHappening(network, { entry, affected: count });
}

const drawsEach = { lot: 0, time: 1, count: 2 } as const;

/** Those that go are drawn among the operators of the class that are there. */
export function sendAway(network: Network, { entry, time }: Effect, departures: Departures): void {
  const { world, draws, kernel, kinds, scenario } = network;
  const { operators, nodes } = world;
  const classIndex = scenario.operators.findIndex(({ class: name }) => name === departures.class);
  const present: number[] = [];
  for (let operator = 0; operator < operators.count; operator++) {
    if (operators.operatorClass[operator] !== classIndex) continue;
    const stays = operators.nodes[operator].some((node) => nodes.gone[node] === 0 && nodes.departing[node] === 0);
    if (stays) present.push(operator);
  }
  const lots = draws.operatorsByEvent.purpose("timeline departure");
  const uniform = (operator: number, draw: number): number =>
    lots.uniform(operator, entry, time * drawsEach.count + draw);
  const lotOf = (operator: number): number => uniform(operator, drawsEach.lot);
  const { count, share = 1, over, how } = departures;
  const going =
    count === undefined ? present.filter((operator) => lotOf(operator) < share) : chosenByLot(present, count, lotOf);
  const kind = how === "leave" ? kinds.operatorLeaves : kinds.operatorVanishes;
  for (const operator of going) {
    const waitUs = Math.floor(uniformAt(uniform(operator, drawsEach.time), { from: 0, to: over }));
    kernel.scheduleWithin(kind, kernel.nowUs + afterFrameUs + waitUs, operator);
  }
  noteHappening(network, { entry, affected: going.length });
}
