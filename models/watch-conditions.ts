/** Conditions of the timeline, held against the metrics of the moment: after every stepped frame, and every hour. */
import { holds } from "../sim/scenario/timeline/condition.js";
import { metricsOf } from "./output/metrics/metric-names.js";
import type { Metric } from "./output/metrics/metric.js";
import type { Network } from "./changes/network.js";
import type { DatedEntry } from "./scenario/timeline/entries.js";
import { noteCondition } from "./systems/timeline/schedule.js";

interface Watched {
  readonly entry: number;
  readonly when: Extract<DatedEntry["when"], { kind: "condition" }>;
  readonly metric: Metric;
}

/** Looks at the conditions of a network that still wait for their metrics: the same one at every call. */
export function conditionWatch(): (network: Network) => void {
  // Which entries wait for what follows from the scenario.
  let watched: readonly Watched[] | undefined;
  return (network) => {
    watched ??= conditionsOf(network);
    for (const { entry, when, metric } of watched) {
      if (network.world.timeline.times[entry] >= when.atMost) continue;
      const value = metric.read(network);
      // Of what was not measured no condition holds.
      noteCondition(network, entry, { ...when, holds: value !== null && holds(when.condition, Number(value)) });
    }
  };
}

const conditionsOf = ({ timeline, rules, scenario }: Network): readonly Watched[] =>
  timeline.flatMap(({ when }, entry): Watched[] => {
    if (when.kind !== "condition") return [];
    const metric = metricsOf(rules, scenario).find(({ name }) => name === when.condition.metric);
    if (metric === undefined) throw new Error(`no metric is called ${when.condition.metric}`);
    return [{ entry, when, metric }];
  });
