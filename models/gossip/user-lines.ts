/** What is said of users in the terminal: what was simulated, and what nodes of each class carry of all channels. */
import type { RunResult } from "../../sim/experiment/model.js";
import { counted, amountText, bytesText, countText } from "../../sim/units/readable.js";
import { channelsPerNode, sampleSize } from "./channel-sample.js";
import type { GossipScenario } from "./schema.js";
import type { Users } from "./user-fields.js";

/** Stands in summary, plan and the caption of every picture. */
export function sampledText(users: Users): string {
  const simulated = sampleSize(users);
  const all = countText(users.channels);
  return simulated === users.channels
    ? `${users.channels === 1 ? "the one channel" : `all ${all} channels`} simulated`
    : `${simulated} of ${counted(all, "channel")} simulated; figures of nodes scaled by ${all}/${simulated}`;
}

export const sampledLine = ({ nodes }: GossipScenario, users: Users): string =>
  `Users write ${counted(users.rate, "message")} a second on ${counted(users.channels, "channel")} of ${counted(users.members, "node")} each, of ${countText(nodes.reduce((sum, { count }) => sum + count, 0))}: ${sampledText(users)}.`;

/** Of each class, and which is full first; means of replications. */
export function carriedLines(
  replications: readonly RunResult["metrics"][],
  { nodes }: GossipScenario,
  users: Users,
): readonly string[] {
  const mean = (name: string): number =>
    replications.reduce(
      (sum, metrics) => sum + Number(metrics.find((one) => one.name === `users.${name}`)?.value ?? Number.NaN),
      0,
    ) / replications.length;
  const channels = channelsPerNode(nodes, users);
  const lines = nodes.flatMap(({ class: name }, k) => {
    const of = (metric: string): number => mean(`${metric}[class=${name}]`);
    const sent = of("sentBytesPerS");
    if (Number.isNaN(sent)) return [];
    const load = of("uploadLoad");
    const waits = of("wait_ms");
    const queue = Number.isNaN(waits)
      ? `what waits grows by ${of("queueGrowth").toFixed(2)} s a second`
      : `a message waits ${waits.toFixed(waits < 10 ? 1 : 0)} ms for others at each hop, reckoned`;
    return [
      `${name}: ${bytesText(sent)}/s of messages and ${bytesText(of("controlBytesPerS"))}/s of control up, ${bytesText(of("receivedBytesPerS"))}/s down for ${counted(amountText(channels[k]), "channel")} a node: ${(100 * load).toPrecision(3)} % of its upload; ${queue}; full at ${counted(rounded(of("saturation")), "message")} a second.`,
    ];
  });
  const error = mean("samplingError");
  const capacity = mean("capacity");
  return [
    ...lines,
    ...(Number.isNaN(capacity)
      ? []
      : [
          `Lines of a first class are full at ${counted(rounded(capacity), "message")} a second${Number.isNaN(error) ? "" : `; channels differ by chance, so that figures of nodes hold within ${(100 * error).toFixed(1)} % (95 %)`}.`,
        ]),
  ];
}

/** Three digits: figures are estimates. */
const rounded = (value: number): number => Number(value.toPrecision(3));
