/** Schedules who appears when: the starting population, later arrivals, and workers that follow a measurement. */
import { uniformAt } from "../../../sim/random/distributions/inverse.js";
import { RowStreams } from "../../state/draws.js";
import type { Network, EventEngine, RandomDraws, ScenarioGiven } from "../../changes/network.js";
import { StreamKeys } from "../../state/stream-keys.js";
import { type OperatorOrdinal, operatorName, packOrdinal, unpackOrdinal } from "../../state/population/names.js";
import { addOperator, addOutsiders } from "./operators.js";
import { drawWaitUs } from "../../state/population/waits.js";
import type { Logged } from "../../state/log/log-of.js";

const dayUs = 86_400_000_000;
/** Changes of one interval between measurements that have draws of their own; more would be no network. */
const changesPerInterval = 2 ** 31;

/** Adds the operators that are there from the start, and schedules all others. */
export function populate(network: Network): void {
  network.scenario.operators.forEach((operators, classIndex) => {
    if (operators.appear === undefined) {
      for (let n = 0; n < operators.count; n++) addOperator(network, classIndex, { hasArrived: false, n });
    } else scheduleAppearances(network, classIndex, operators.appear);
    addOutsiders(network, classIndex);
    scheduleArrival(network, classIndex);
    followMeasurement(network, classIndex);
  });
}

/** The operators of `count` appear one by one, each at a time of its own. */
function scheduleAppearances(
  { scenario, streams, kernel, kinds }: ScenarioGiven & RandomDraws & EventEngine,
  classIndex: number,
  { from, until }: { readonly from: number; readonly until: number },
): void {
  const { class: name, count } = scenario.operators[classIndex];
  // Operators have no rows before they appear.
  const keys = new StreamKeys();
  const times = new RowStreams(streams.purpose("appearance"), keys);
  for (let n = 0; n < count; n++) {
    const ordinal = { hasArrived: false, n };
    keys.add(operatorName(name, ordinal));
    const atUs = Math.floor(uniformAt(times.uniform(n, 0), { from, to: until }));
    kernel.scheduleWithin(kinds.operatorAppears, atUs, classIndex, 0, packOrdinal(ordinal));
  }
}

/** An operator appears; one that arrived beyond the starting count brings on the next arrival. */
export function appear(network: Network, classIndex: number, packed: number): void {
  const ordinal: OperatorOrdinal = unpackOrdinal(packed);
  addOperator(network, classIndex, ordinal);
  if (ordinal.hasArrived) scheduleArrival(network, classIndex);
}

/** The n-th operator that an entry of the timeline sends appears. */
export function appearByTimeline(network: Network, entry: number, n: number): void {
  const { world, scenario } = network;
  const sent = scenario.timeline?.[entry].arrivals;
  const classIndex = scenario.operators.findIndex(({ class: name }) => name === sent?.class);
  addOperator(network, classIndex, { hasArrived: true, n, event: world.timeline.names[entry] });
}

function scheduleArrival(
  { scenario, world, draws, kernel, kinds }: ScenarioGiven & Logged & RandomDraws & EventEngine,
  classIndex: number,
): void {
  const perSecond = scenario.operators[classIndex].arrive;
  if (perSecond === 0) return;
  const n = world.classes.arrivalDraws[classIndex]++;
  const atUs = kernel.nowUs + drawWaitUs(draws.classes.purpose("arrival").uniform(classIndex, n), perSecond);
  kernel.scheduleWithin(kinds.operatorAppears, atUs, classIndex, 0, packOrdinal({ hasArrived: true, n }));
}

/** Schedules one event for every worker by which the measurement rises or falls, uniformly within each interval. */
function followMeasurement(
  { scenario, draws, kernel, kinds }: ScenarioGiven & RandomDraws & EventEngine,
  classIndex: number,
): void {
  const { follow } = scenario.operators[classIndex];
  if (follow === undefined || scenario.observed === undefined) return;
  const { timeDays, columns } = scenario.observed;
  const values = columns[follow];
  const times = draws.classes.purpose("worker change time");
  for (let k = 1; k < timeDays.length; k++) {
    if (timeDays[k - 1] * dayUs > kernel.keepUntilUs) continue;
    const change = Math.round(values[k] - values[k - 1]);
    for (let worker = 0; worker < Math.abs(change); worker++) {
      const u = times.uniform(classIndex, k * changesPerInterval + worker);
      const to = Math.min(timeDays[k] * dayUs, Number.MAX_VALUE);
      const atUs = Math.floor(uniformAt(u, { from: timeDays[k - 1] * dayUs, to }));
      kernel.scheduleWithin(kinds.workerChange, atUs, classIndex, 0, Math.sign(change));
    }
  }
}
