/** Who there will be, on average: what a plan counts events, memory and time from. */
import { expm1, ln } from "../../../sim/units/portable-math.js";
import { isHalfLife, parseLeave } from "../../scenario/leave.js";
import { countTimes, maxTimes, timesUpTo } from "../../../sim/scenario/timeline/times.js";
import type { OperatorClass, Scenario } from "../../scenario/schema.js";
import { type DatedEntry, datedEntries } from "../../scenario/timeline/entries.js";
import { standsByUs } from "./planned-clock.js";

/** A class of operators over a run. */
export interface PlannedClass {
  /** Operators that come after the start: those of `count` that appear, and those that arrive beyond it. */
  readonly appearing: number;
  readonly arriving: number;
  readonly leaving: number;
  /** Nodes and workers that are ever there, and the workers of a node. */
  readonly nodes: number;
  readonly workers: number;
  readonly workersEach: number;
  /** Time that all nodes together are there, µs. */
  readonly nodeUs: number;
}

/** A class and what will come of it. */
export interface ClassPlan {
  readonly entry: OperatorClass;
  readonly size: PlannedClass;
}

const secondUs = 1_000_000;

/** Operators of a class that the timeline sends at a moment: as many, and when. */
export interface SentOperators {
  /** Index of the entry that sends them. */
  readonly sender: number;
  readonly count: number;
  readonly atUs: number;
}

/** Operators of a class that the timeline of a scenario sends; those that wait for a condition are taken to come as often as they may, half-way. */
export function sentOperators(scenario: Scenario, className: string): readonly SentOperators[] {
  const { horizon } = scenario;
  return datedEntries(scenario).flatMap(({ entry: { arrivals }, when }, sender) => {
    if (arrivals === undefined || arrivals.class !== className) return [];
    const { count, over } = arrivals;
    if (when.kind === "condition") return [{ sender, count: count * when.atMost, atUs: horizon / 2 }];
    return timesUpTo(when, horizon, maxTimes).map((atUs) => ({
      sender,
      count,
      atUs: Math.min(horizon, atUs + over / 2),
    }));
  });
}

/** The classes of a scenario, each with what will come of it. */
export function plannedClasses(scenario: Scenario): readonly ClassPlan[] {
  const stoodUs = stoodUsOf(scenario);
  return scenario.operators.map((entry) => {
    const size = plannedClass(entry, scenario.horizon, sentOperators(scenario, entry.class));
    // Who wants to leave while the chain stands is there until the frame after.
    const keptUs = size.leaving * entry.nodes * stoodUs;
    return { entry, size: { ...size, nodeUs: Math.min(size.nodes * scenario.horizon, size.nodeUs + keptUs) } };
  });
}

/** How long the chain stands in all, within the horizon. */
function stoodUsOf(scenario: Scenario): number {
  const { horizon } = scenario;
  const times = ({ when }: DatedEntry): number => (when.kind === "condition" ? when.atMost : countTimes(when, horizon));
  const stoodUs = datedEntries(scenario).reduce((sum, dated) => {
    const onceUs = standsByUs(dated.entry, scenario.frames.pace);
    return onceUs === 0 ? sum : sum + onceUs * times(dated);
  }, 0);
  return Math.min(horizon, stoodUs);
}

function plannedClass(entry: OperatorClass, horizonUs: number, sent: readonly SentOperators[] = []): PlannedClass {
  const { count, nodes, workers, arrive, appear } = entry;
  const stay = stayOf(entry);
  const arriving = Math.round((arrive * horizonUs) / secondUs);
  const fromUs =
    appear === undefined ? 0 : Math.min(horizonUs, (appear.from + Math.max(appear.from, appear.until)) / 2);
  const present = appear === undefined || appear.from <= horizonUs ? count : 0;
  const first = stay.after(horizonUs - fromUs);
  const later = stay.during(horizonUs);
  const ofTimeline = sent.map(({ count: operators, atUs }) => ({ operators, stay: stay.after(horizonUs - atUs) }));
  const sum = (of: (one: (typeof ofTimeline)[number]) => number): number =>
    ofTimeline.reduce((total, one) => total + of(one), 0);
  const comingLater = sum(({ operators }) => operators);
  const firstNodes = count * nodes;
  const allNodes = (count + arriving + comingLater) * nodes;
  const workersEach = typeof workers === "number" ? workers : workers.total / Math.max(1, firstNodes);
  return {
    appearing: appear === undefined ? 0 : present,
    arriving: arriving + comingLater,
    leaving:
      present * first.leaving +
      arriving * later.leaving +
      sum(({ operators, stay: { leaving } }) => operators * leaving),
    nodes: allNodes,
    workers: typeof workers === "number" || firstNodes > 0 ? Math.round(allNodes * workersEach) : workers.total,
    workersEach,
    nodeUs:
      nodes *
      (present * first.presentUs +
        arriving * later.presentUs +
        sum(({ operators, stay: { presentUs } }) => operators * presentUs)),
  };
}

/** Of one operator: how long it is there, and how likely it leaves. */
interface Stay {
  readonly presentUs: number;
  readonly leaving: number;
}

interface Staying {
  /** Of an operator that comes when so much of the run is left. */
  after(leftUs: number): Stay;
  /** Of one that comes at any time of the run. */
  during(horizonUs: number): Stay;
}

function stayOf({ leave }: OperatorClass): Staying {
  const parsed = leave === "never" ? null : parseLeave(leave);
  // What cannot be read is refused elsewhere.
  if (parsed === null || !parsed.ok || parsed.value <= 0) {
    return {
      after: (leftUs) => ({ presentUs: leftUs, leaving: 0 }),
      during: (horizonUs) => ({ presentUs: horizonUs / 2, leaving: 0 }),
    };
  }
  if (!isHalfLife(leave)) return exactly(parsed.value);
  return exponentially(parsed.value / ln(2));
}

const exactly = (stayUs: number): Staying => ({
  after: (leftUs) => ({ presentUs: Math.min(leftUs, stayUs), leaving: stayUs <= leftUs ? 1 : 0 }),
  during(horizonUs) {
    const cutUs = Math.min(stayUs, horizonUs);
    return { presentUs: cutUs - cutUs ** 2 / (2 * horizonUs), leaving: (horizonUs - cutUs) / horizonUs };
  },
});

function exponentially(meanUs: number): Staying {
  const left = (leftUs: number): number => -expm1(-leftUs / meanUs);
  return {
    after: (leftUs) => ({ presentUs: meanUs * left(leftUs), leaving: left(leftUs) }),
    during(horizonUs) {
      const presentUs = meanUs - (meanUs ** 2 / horizonUs) * left(horizonUs);
      return { presentUs, leaving: presentUs / meanUs };
    },
  };
}
