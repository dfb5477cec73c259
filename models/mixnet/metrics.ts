/** What is measured of a mixnet. */
import type { MetricInfo } from "../../sim/experiment/figures/metric-info.js";
import type { MetricValue } from "../../sim/experiment/model.js";
import type { Rounds } from "./rounds.js";
import type { Setting } from "./setting.js";

/** What metrics are made of, beside the rounds. */
export interface Measured {
  readonly rounds: Rounds;
  /** Rounds whose batch was released: the first ones. */
  readonly released: number;
  readonly setting: Setting;
  readonly horizonUs: number;
  readonly shards: number;
  readonly watched: number;
  readonly wire: { readonly bytes: number; readonly messages: number };
}

/** Sum over the rounds that were released, in their order. */
const total = ({ released }: Measured, of: (round: number) => number): number => {
  let sum = 0;
  for (let round = 0; round < released; round++) sum += of(round);
  return sum;
};
const meanMs = (run: Measured, usOf: (round: number) => number): number | null =>
  run.released === 0 ? null : total(run, usOf) / run.released / 1000;
const messagesOf = (run: Measured): number => total(run, (round) => run.rounds.messages[round]);
/** Over messages, of what each has to the round that it is in. */
const perMessage = (run: Measured, of: (round: number) => number): number | null => {
  const messages = messagesOf(run);
  return messages === 0 ? null : total(run, of) / messages;
};
const ofWatched = ({ watched, released }: Measured, value: (round: number) => number): number | null =>
  watched === 0 || released === 0 ? null : value(released - 1) / watched;

interface MixnetMetric extends MetricInfo {
  readonly value: (run: Measured) => number | null;
}
const end = { course: "end" } as const;

const list: readonly MixnetMetric[] = [
  { ...end, name: "mixnet.rounds", unit: "rounds", kind: "count", about: "batches that were released", value: ({ released }) => released }, // prettier-ignore
  { ...end, name: "mixnet.messages", unit: "messages", kind: "count", about: "messages that came out of the mixnet", value: messagesOf }, // prettier-ignore
  {
    ...end,
    name: "mixnet.throughput",
    unit: "messages a second",
    kind: "amount",
    about: "messages that came out, by the time from the start to the last release",
    value: throughputOf,
  },
  {
    ...end,
    name: "mixnet.allThroughput",
    unit: "messages a second",
    kind: "amount",
    about: "the same of as many mixnets as the scenario has shards",
    value: (run) => ((of) => (of === null ? null : of * run.shards))(throughputOf(run)),
  },
  {
    ...end,
    name: "mixnet.fill",
    unit: "share",
    kind: "share",
    about: "share of the places of a batch that held a message; mean over rounds",
    value: (run) => (run.released === 0 ? null : messagesOf(run) / run.released / run.setting.batch),
  },
  {
    ...end,
    name: "mixnet.delayMs",
    unit: "ms",
    kind: "duration",
    about: "time from a message to its release; mean over messages",
    value: (run) =>
      ((us) => (us === null ? null : us / 1000))(
        perMessage(run, (round) => run.rounds.messages[round] * (run.rounds.waitedMeanUs[round] + mixedUs(run.rounds, round))), // prettier-ignore
      ),
  },
  { ...end, name: "mixnet.dealingMs", unit: "ms", kind: "duration", about: "time until everybody had all shares of a round; mean over rounds", value: (run) => meanMs(run, (round) => run.rounds.preparedUs[round] - run.rounds.begunUs[round]) }, // prettier-ignore
  { ...end, name: "mixnet.collectingMs", unit: "ms", kind: "duration", about: "time from there until the batch closed; mean over rounds", value: (run) => meanMs(run, (round) => run.rounds.startedUs[round] - run.rounds.preparedUs[round]) }, // prettier-ignore
  { ...end, name: "mixnet.mixingMs", unit: "ms", kind: "duration", about: "time through all layers; mean over rounds", value: (run) => meanMs(run, (round) => mixedUs(run.rounds, round)) }, // prettier-ignore
  { ...end, name: "mixnet.mixingRuleMs", unit: "ms", kind: "duration", about: "the same by the rule mixnet.delay, which knows neither bandwidth nor the slowest of a layer", value: ({ setting }) => setting.mixUs / 1000 }, // prettier-ignore
  { ...end, name: "observer.linked", unit: "share", kind: "share", about: "share of messages whose sender the observer guessed", value: (run) => perMessage(run, (round) => run.rounds.linked[round]) }, // prettier-ignore
  { ...end, name: "observer.linkedRule", unit: "share", kind: "share", about: "the same by the rule mixnet.linkChance", value: (run) => perMessage(run, (round) => run.rounds.expectedLinks[round]) }, // prettier-ignore
  { ...end, name: "observer.candidates", unit: "users", kind: "count", about: "users who may still be the partner of a watched user, by intersection of all its batches; mean over watched users", value: (run) => ofWatched(run, (round) => run.rounds.candidates[round]) }, // prettier-ignore
  { ...end, name: "observer.candidatesRule", unit: "users", kind: "count", about: "the same by the rule mixnet.intersection", value: (run) => ofWatched(run, (round) => run.rounds.expectedCandidates[round]) }, // prettier-ignore
  { ...end, name: "observer.known", unit: "share", kind: "share", about: "share of watched users whose partner is the only candidate left", value: (run) => ofWatched(run, (round) => run.rounds.known[round]) }, // prettier-ignore
  { ...end, name: "wire.sentBytes", unit: "bytes", kind: "amount", about: "bytes that players sent", value: ({ wire }) => wire.bytes }, // prettier-ignore
  { ...end, name: "wire.messages", unit: "messages", kind: "count", about: "messages that players sent each other", value: ({ wire }) => wire.messages }, // prettier-ignore
  { ...end, name: "wire.bytesPerMessage", unit: "bytes", kind: "amount", about: "bytes that players sent for each message that came out, shares and vectors of released rounds", value: (run) => perMessage(run, (round) => (round === run.released - 1 ? run.rounds.sentVectorBytes[round] + run.rounds.sentDealBytes[round] : 0)) }, // prettier-ignore
];

export const mixnetMetrics: readonly MetricInfo[] = list.map(({ value: _value, ...info }) => info);

/** Their values, in the order of `mixnetMetrics`. */
export const metricValues = (run: Measured): readonly MetricValue[] =>
  list.map(({ name, unit, kind, value }) => ({ name, unit, value: value(run), ...(kind !== undefined && { kind }) }));

export const mixedUs = (rounds: Rounds, round: number): number => rounds.releasedUs[round] - rounds.startedUs[round];

/** Null until something came out. */
function throughputOf(run: Measured): number | null {
  return run.released === 0 ? null : (1e6 * messagesOf(run)) / run.rounds.releasedUs[run.released - 1];
}
