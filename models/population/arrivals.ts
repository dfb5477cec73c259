/** Schedules who appears when: the starting population, later arrivals, and workers that follow a measurement. */
import { exponentialAt, uniformAt } from "../../sim/random/distributions/inverse.js";
import type { Network } from "../network.js";
import { addOperator } from "./operators.js";

const secondUs = 1_000_000;
const dayUs = 86_400 * secondUs;

/** Adds the operators that are there from the start, and schedules all others. */
export function populate(network: Network): void {
  network.scenario.operators.forEach((operators, classIndex) => {
    for (let member = 0; member < operators.count; member++) {
      if (operators.appear === undefined) {
        addOperator(network, classIndex);
        continue;
      }
      const u = network.streams.purpose("appearance").pairUniform(classIndex, member, 0);
      const atUs = Math.floor(uniformAt(u, { from: operators.appear.from, to: operators.appear.until }));
      network.kernel.schedule(network.kinds.operatorAppears, atUs, classIndex, 0, 0);
    }
    scheduleArrival(network, classIndex);
    followMeasurement(network, classIndex);
  });
}

/** An operator appears; one that arrived beyond the starting count brings on the next arrival. */
export function appear(network: Network, classIndex: number, arrived: number): void {
  addOperator(network, classIndex);
  if (arrived === 1) scheduleArrival(network, classIndex);
}

function scheduleArrival({ scenario, population, streams, kernel, kinds }: Network, classIndex: number): void {
  const perSecond = scenario.operators[classIndex].arrive;
  if (perSecond === 0) return;
  const draw = population.arrivalDraws[classIndex]++;
  const waitUs = exponentialAt(streams.purpose("arrival").uniform(classIndex, draw), secondUs / perSecond);
  const atUs = kernel.nowUs + Math.ceil(waitUs);
  if (atUs <= kernel.horizonUs) kernel.schedule(kinds.operatorAppears, atUs, classIndex, 0, 1);
}

/** Schedules one event for every worker by which the measurement rises or falls, uniformly within each interval. */
function followMeasurement({ scenario, streams, kernel, kinds }: Network, classIndex: number): void {
  const { follow } = scenario.operators[classIndex];
  if (follow === undefined || scenario.observed === undefined) return;
  const { timeDays, columns } = scenario.observed;
  const values = columns[follow];
  const purpose = streams.purpose("worker change time");
  for (let k = 1; k < timeDays.length; k++) {
    if (timeDays[k - 1] * dayUs > kernel.horizonUs) continue;
    const change = Math.round(values[k] - values[k - 1]);
    for (let worker = 0; worker < Math.abs(change); worker++) {
      const u = purpose.pairUniform(classIndex, k, worker);
      const atUs = Math.floor(uniformAt(u, { from: timeDays[k - 1] * dayUs, to: timeDays[k] * dayUs }));
      if (atUs <= kernel.horizonUs) kernel.schedule(kinds.workerChange, atUs, classIndex, 0, Math.sign(change));
    }
  }
}
