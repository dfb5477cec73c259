/** What flows have of the wire, beside each other. */
import type { MetricInfo } from "../../sim/experiment/figures/metric-info.js";
import type { MetricValue } from "../../sim/experiment/model.js";
import type { KindTable } from "../../sim/gossip/tables.js";
import type { GossipScenario } from "./schema.js";
import { ofFlow } from "./sent-table.js";

const parts = [
  ["copiesShare", "of all copies of messages that nodes sent, those of this flow", "copies"],
  ["bytesShare", "of all bytes of messages that nodes sent, those of this flow", "copyBytes"],
] as const;

/** Two of each flow; of one alone there is nothing to tell. */
export const flowMetrics = ({ messages }: GossipScenario): readonly MetricInfo[] =>
  messages.length < 2
    ? []
    : messages.flatMap(({ flow }) =>
        parts.map(([name, about]): MetricInfo => ({
          name: `traffic.${name}[flow=${flow}]`,
          unit: "share",
          about,
          kind: "share",
          course: "end",
        })),
      );

/** In the order of `flowMetrics`; null: nothing was sent. */
export function flowValues(scenario: GossipScenario, kinds: KindTable): readonly MetricValue[] {
  const flowCount = scenario.messages.length;
  const values = scenario.messages.flatMap((_, flow) =>
    parts.map(([, , column]) => {
      let all = 0;
      for (let other = 0; other < flowCount; other++) all += ofFlow(kinds[column], other, flowCount);
      return all === 0 ? null : ofFlow(kinds[column], flow, flowCount) / all;
    }),
  );
  return flowMetrics(scenario).map(({ name, unit }, k) => ({ name, unit, value: values[k], kind: "share" }));
}
