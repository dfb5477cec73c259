/** What a replication will take in memory and time, from figures measured on a 2-core machine (bench/README.md). */
import { splitTrigger } from "../../protocol/shard/split.js";
import { answerFrames } from "../../protocol/lifecycle/windows.js";
import { classRingCells } from "../../output/metrics/class-rings.js";
import { metricNames } from "../../output/metrics/metric-names.js";
import { datedEvents, type PlannedEvents, presenceEvents, totalOf } from "./planned-events.js";
import type { ClassPlan } from "./planned-population.js";
import type { RuleSwitches } from "../../protocol/ground/rule-sets.js";
import type { Scenario } from "../../scenario/schema.js";
import { startingShards } from "../../scenario/starting-grid.js";
import { hasStateSteps } from "../../scenario/state-steps.js";

/** Bytes of a process without a network, of one row of each kind of table, and of a cell of series.csv. */
const sizes = {
  process: 180e6,
  prover: 700,
  allocation: 320,
  shard: 900,
  change: 40,
  cell: 20,
  listed: 220,
  counted: 8,
};

/**
 * Seconds: for the program's start and its pictures, each of the first events, whose code is not compiled yet, a
 * network's genesis, a worker, a request with all that follows from it where no shard splits, a
 * join that nobody answers, an event, an allocation that a node which goes off or comes back has, a frame that is stepped
 * over, a shard in a step of the data, a row of series.csv, an event of a timeline with what is told of it, and a lot of a node for a
 * thin shard.
 */
const times = {
  start: 0.9,
  coldEvent: 80e-6,
  network: 0.05,
  worker: 1e-6,
  request: 8e-6,
  silentJoin: 1.5e-6,
  event: 10e-6,
  presentAllocation: 3.5e-6,
  idleFrame: 1e-7,
  shardStep: 2e-7,
  row: 40e-6,
  happening: 50e-6,
  lot: 7e-8,
};

/**
 * Seconds for each worker where shards split: its requests, all that they set off, and the splits. Measured with 16,000 to 96,000
 * workers, without outages and with an uptime of 98 %, over one day and two; members that are dealt seldom move again, and
 * everybody else asks to leave and to join many times. By seniority in epochs it is what `launch` takes (29,000 nodes, 27 s); small
 * networks take up to three times as long as that says.
 */
const splitWorker: { readonly [Membership in RuleSwitches["splitMembership"]]: number } = {
  reassignedByAddress: 200e-6,
  unchanged: 130e-6,
  roundRobin: 100e-6,
  bySeniority: 20e-6,
  none: 20e-6,
};

/** The same by seniority in windows of frames, in which who is held back asks in each window anew. */
const splitWorkerInWindows = 200e-6;

function splitWorkerSeconds({ splitMembership, lifecycle }: RuleSwitches): number {
  const isHeldBack = splitMembership === "bySeniority" && lifecycle === "frames";
  return isHeldBack ? splitWorkerInWindows : splitWorker[splitMembership];
}

/** Events after which what happens often is compiled. */
const coldEvents = 4000;

/** Joins and leaves that a node asks for on average for each of its workers. */
const asked = {
  /** Where there is room for everybody. */
  settled: 1.3,
  /** Where shards split and provers follow by seniority or are dealt, as evenly as can be. */
  splitEvenly: 1.8,
  /** Where shards split by addresses: parts are uneven, and whoever sees a better allocation moves on. */
  split: 10,
};

/** Columns of series.csv beside the metrics: replication, frame, time. */
const ownColumns = 3;

export const seriesColumns = (rules: RuleSwitches, scenario?: Scenario): number =>
  metricNames(rules, scenario).length + ownColumns;

const sumOf = (classes: readonly ClassPlan[], of: (plan: ClassPlan) => number): number =>
  classes.reduce((sum, plan) => sum + of(plan), 0);

const workersOf = (classes: readonly ClassPlan[]): number => sumOf(classes, ({ size }) => size.workers);

/** Whether more workers want allocations than shards take before they split. */
function shardsSplit(scenario: Scenario, rules: RuleSwitches, classes: readonly ClassPlan[]): boolean {
  return rules.lifecycle !== "trie" && workersOf(classes) > startingShards(scenario) * rules.maximumProvers;
}

/** Whether a split gives its parts as many members each: they choose the emptiest, or are dealt. */
const dividesEvenly = ({ splitMembership }: RuleSwitches): boolean =>
  splitMembership === "bySeniority" || splitMembership === "roundRobin";

/**
 * How many times as many shards there are after all splits as if members divided evenly, measured: by addresses those of a part come
 * together into one part again, which splits anew; where members stay with the parent, the other parts fill by joins alone.
 */
const unevenSplits: { readonly [Membership in RuleSwitches["splitMembership"]]?: number } = {
  reassignedByAddress: 1.7,
  unchanged: 0.5,
};

/** Shards once all have split that had to: as many as there are at the start where none does. */
export function shardsAfterSplits(scenario: Scenario, rules: RuleSwitches, classes: readonly ClassPlan[]): number {
  const first = startingShards(scenario);
  if (!shardsSplit(scenario, rules, classes)) return first;
  let shards = first;
  const workers = workersOf(classes);
  for (let parts: number; (parts = splitTrigger(workers / shards, rules)) > 0;) shards *= parts;
  const times = rules.splitArity === "byCount" ? (unevenSplits[rules.splitMembership] ?? 1) : 1;
  return Math.max(first, Math.round(shards * times));
}

/** Epochs after which joins have been answered, shards have split and nodes sit where they want to. */
const settlingEpochs = 6;

/** How much of that nodes see that are there for so long, on average. */
const settledShare = (stayUs: number, { frames }: Scenario, { epochFrames }: RuleSwitches): number =>
  Math.min(1, stayUs / (frames.pace * epochFrames * settlingEpochs));

/** How long the nodes of a class are there, on average. */
const stayOf = ({ size }: ClassPlan): number => (size.nodes === 0 ? 0 : size.nodeUs / size.nodes);

/** Joins and leaves in a replication; those of joins that nobody answers are not among them. */
export function plannedRequests(scenario: Scenario, rules: RuleSwitches, classes: readonly ClassPlan[]): number {
  if (rules.lifecycle === "trie") return 0;
  const each = (): number => {
    if (!shardsSplit(scenario, rules, classes)) return asked.settled;
    return dividesEvenly(rules) ? asked.splitEvenly : asked.split;
  };
  return each() * sumOf(classes, (plan) => plan.size.workers * settledShare(stayOf(plan), scenario, rules));
}

export interface Planned {
  readonly classes: readonly ClassPlan[];
  readonly events: PlannedEvents;
  readonly requests: number;
}

/** What one machine can hold. */
export const maxMemoryBytes = 20e9;

/** Bytes of a node with its allocations. */
export const nodeMemory = (workers: number): number => sizes.prover + workers * sizes.allocation;

/** Bytes of the rows of series.csv, of all replications. */
export const seriesMemory = (scenario: Scenario, rules: RuleSwitches, { reports }: PlannedEvents): number =>
  reports * seriesColumns(rules, scenario) * scenario.replications * sizes.cell;

/** Bytes of allocations.csv, where it is asked for, and of what shards.csv says of classes; of all replications. */
export function placesMemory(scenario: Scenario, rules: RuleSwitches, { classes }: Planned): number {
  const listed = scenario.report.allocations ? workersOf(classes) * sizes.listed : 0;
  const counted = classRingCells(scenario.operators.length, plannedShards(scenario, rules, classes)) * sizes.counted;
  return (listed + counted) * scenario.replications;
}

/** Shards at the end, those that came of splits among them. */
function plannedShards(scenario: Scenario, rules: RuleSwitches, classes: readonly ClassPlan[]): number {
  const first = startingShards(scenario);
  const split = shardsAfterSplits(scenario, rules, classes) - first;
  return first + split * settledShare(scenario.horizon, scenario, rules);
}

/** Bytes of a process that has one replication under way. */
export function networkMemory(scenario: Scenario, rules: RuleSwitches, { classes, events }: Planned): number {
  const workers = workersOf(classes);
  const shards = plannedShards(scenario, rules, classes);
  return (
    sizes.process +
    sumOf(classes, ({ size }) => size.nodes) * sizes.prover +
    (workers + events.workerChanges) * sizes.allocation +
    events.workerChanges * sizes.change +
    shards * sizes.shard
  );
}

/**
 * Lots that nodes draw for thin shards (`proposer.thinTargets`): who looks for the first time while nobody holds any draws one for each. What
 * comes until the first joins take effect finds all of them thin.
 */
function plannedLots(scenario: Scenario, rules: RuleSwitches): number {
  const { operators, start, frames, horizon } = scenario;
  if (rules.thinTargets !== "hash" || rules.lifecycle === "trie" || start !== undefined) return 0;
  const thinUntilUs = 2 * rules.epochFrames * frames.pace;
  const nodes = operators.reduce((sum, { count, nodes: each, appear, arrive }) => {
    const span = appear === undefined ? 0 : Math.max(0, appear.until - appear.from);
    const share = appear === undefined || appear.until <= thinUntilUs ? 1 : (thinUntilUs - appear.from) / span;
    const later = (arrive * Math.min(horizon, thinUntilUs)) / 1e6;
    return sum + (count * Math.max(0, share) + later) * each;
  }, 0);
  return nodes * startingShards(scenario);
}

/** Seconds of all replications, one after the other. */
export function plannedSeconds(
  scenario: Scenario,
  rules: RuleSwitches,
  { classes, events, requests }: Planned,
): number {
  const frames = scenario.horizon / scenario.frames.pace;
  const total = totalOf(events);
  const silent = sumOf(classes, ({ entry, size }) => (entry.answers === "never" ? size.workers : 0));
  const moved = sumOf(classes, ({ entry, size }) => presenceEvents(scenario, entry, size.nodeUs) * size.workersEach);
  const steps = hasStateSteps(scenario) ? (frames / rules.epochFrames) * startingShards(scenario) : 0;
  const settled = sumOf(classes, (plan) => plan.size.workers * settledShare(stayOf(plan), scenario, rules));
  const each =
    times.network +
    workersOf(classes) * times.worker +
    (shardsSplit(scenario, rules, classes) ? settled * splitWorkerSeconds(rules) : requests * times.request) +
    silent * (frames / answerFrames.last) * times.silentJoin +
    (total - events.reports) * times.event +
    events.reports * times.row +
    moved * times.presentAllocation +
    Math.min(frames, 1e7) * times.idleFrame +
    steps * times.shardStep +
    datedEvents(scenario) * times.happening +
    plannedLots(scenario, rules) * times.lot;
  const cold = Math.min(coldEvents, scenario.replications * total) * times.coldEvent;
  return times.start + cold + scenario.replications * each;
}
