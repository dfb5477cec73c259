/** What is measured where users write: what nodes of each class carry, scaled up from the channels that are simulated. */
import { counted } from "../../sim/units/readable.js";
import type { MetricInfo } from "../../sim/experiment/figures/metric-info.js";
import type { MetricKind } from "../../sim/stats/metric-kind.js";
import type { Carried } from "./carried.js";
import { sampleSize } from "./channel-sample.js";
import type { GossipScenario } from "./schema.js";
import type { Users } from "./user-fields.js";

interface UserMetric extends MetricInfo {
  readonly value: (carried: readonly Carried[]) => number | null;
}

const end = { course: "end" } as const;

interface OfClass {
  readonly name: string;
  readonly unit: string;
  readonly about: string;
  readonly kind: MetricKind;
  readonly value: (one: Carried) => number | null;
}

const ofClasses: readonly OfClass[] = [
  { name: "sentBytesPerS", unit: "bytes a second", about: "bytes of messages that a node sends a second, of all channels", kind: "amount", value: ({ sent }) => sent?.value ?? null }, // prettier-ignore
  { name: "controlBytesPerS", unit: "bytes a second", about: "bytes of control that a node sends a second, of all channels", kind: "amount", value: ({ control }) => control?.value ?? null }, // prettier-ignore
  { name: "receivedBytesPerS", unit: "bytes a second", about: "bytes of messages that a node receives a second, of all channels", kind: "amount", value: ({ received }) => received?.value ?? null }, // prettier-ignore
  { name: "uploadLoad", unit: "times", about: "what messages and control ask of a node's upload, of what it carries; from 1 on it does not suffice", kind: "amount", value: ({ uploadLoad }) => uploadLoad }, // prettier-ignore
  { name: "downloadLoad", unit: "times", about: "what messages ask of a node's download, of what it carries", kind: "amount", value: ({ downloadLoad }) => downloadLoad }, // prettier-ignore
  { name: "wait_ms", unit: "ms", about: "mean wait of a message at a node's upload behind those of all channels, reckoned as a queue of bursts; none where it grows", kind: "duration", value: ({ waitUs }) => (waitUs === null ? null : waitUs / 1000) }, // prettier-ignore
  { name: "queueGrowth", unit: "s a second", about: "seconds of line that wait more at a node after each second; 0 where its lines suffice", kind: "amount", value: ({ growth }) => growth }, // prettier-ignore
  { name: "saturation", unit: "messages a second", about: "messages of all users at which the lines of a node are full, in proportion to what it carries", kind: "amount", value: ({ saturation }) => saturation }, // prettier-ignore
];

/** Of a scenario with users; the last one's value says how far off the others may be. */
function metricsOf({ nodes }: GossipScenario, users: Users): readonly UserMetric[] {
  const simulated = sampleSize(users);
  const of = `; scaled from ${simulated} of ${counted(users.channels, "channel")}`;
  return [
    { name: "users.channels", unit: "channels", about: "channels that users write on", kind: "count", ...end, value: () => users.channels }, // prettier-ignore
    { name: "users.channelsSimulated", unit: "channels", about: "those of them that are simulated", kind: "count", ...end, value: () => simulated }, // prettier-ignore
    ...nodes.flatMap(({ class: name }, k) =>
      ofClasses.map((one): UserMetric => ({
        name: `users.${one.name}[class=${name}]`,
        unit: one.unit,
        about: one.about + of,
        kind: one.kind,
        ...end,
        value: (carried) => one.value(carried[k]),
      })),
    ),
    {
      name: "users.capacity",
      unit: "messages a second",
      about: `messages of all users at which the first class has full lines${of}`,
      kind: "amount",
      ...end,
      value: capacityOf,
    },
    {
      name: "users.samplingError",
      unit: "share",
      about: `half of the 95 % interval of what nodes send, as a share of it, of the class where it is largest${of}`,
      ...end,
      value: samplingErrorOf,
    },
  ];
}

export const userMetrics = (scenario: GossipScenario): readonly MetricInfo[] =>
  scenario.users === undefined ? [] : metricsOf(scenario, scenario.users).map(({ value: _value, ...info }) => info);

/** In the order of `userMetrics`. */
export const userValues = (scenario: GossipScenario, carried: readonly Carried[]): readonly (number | null)[] =>
  scenario.users === undefined ? [] : metricsOf(scenario, scenario.users).map(({ value }) => value(carried));

const known = (values: readonly (number | null)[]): readonly number[] => values.filter((value) => value !== null);

function capacityOf(carried: readonly Carried[]): number | null {
  const rates = known(carried.map(({ saturation }) => saturation));
  return rates.length === 0 ? null : rates.reduce((least, rate) => Math.min(least, rate), Infinity);
}

function samplingErrorOf(carried: readonly Carried[]): number | null {
  const errors = known(
    carried.map(({ sent }) =>
      sent === null || sent.halfWidth === null || sent.value === 0 ? null : sent.halfWidth / sent.value,
    ),
  );
  return errors.length === 0 ? null : errors.reduce((most, error) => Math.max(most, error), 0);
}
