/** Rates and lengths of a scenario that would make events without bound: for the plan, before anything runs. */
import { roundedDown, roundedUp } from "../cost/nearest-allowed.js";
import { messages } from "../cost/plan-messages.js";
import { maxMemoryBytes, nodeMemory, seriesColumns } from "../cost/planned-cost.js";
import { type PlannedEvents, presenceEvents, totalOf, workerChanges } from "../cost/planned-events.js";
import { type ClassPlan, sentOperators } from "../cost/planned-population.js";
import type { RuleSwitches } from "../../protocol/ground/rule-sets.js";
import { archiveCount } from "../../scenario/archives.js";
import { attackersOf } from "../../scenario/attackers.js";
import type { Scenario } from "../../scenario/schema.js";

interface Refusal {
  readonly path: string;
  readonly message: string;
}

/**
 * A billion events are hours. At frame fidelity nodes are seen once a frame: what comes and goes ten times within one is
 * nothing but events.
 */
export const eventLimits = {
  /** Events of a replication. */
  events: 1e9,
  /** Shortest mean time of an outage, a ceremony round, or between two equivocations of a node, in frames. */
  shortest: 0.1,
  /** Workers that a measured column adds and takes away. */
  workerChanges: 1e7,
  /** Outages of archives, each of which looks at all archives. */
  archiveLooks: 2e10,
  /** Values of series.csv, of all replications. */
  seriesCells: 2e8,
  /** Number of the last frame: 32 bits. */
  lastFrame: 2 ** 31 - 1,
};

interface Counted {
  readonly classes: readonly ClassPlan[];
  readonly events: PlannedEvents;
}

export function eventRefusals(scenario: Scenario, rules: RuleSwitches, planned: Counted): readonly Refusal[] {
  const { frames, horizon } = scenario;
  const found = [
    ...frameRefusals(scenario),
    ...reportRefusals(scenario, rules),
    ...planned.classes.flatMap((plan, index) => classRefusals(scenario, plan, `operators[${index}]`)),
    ...signingRefusals(scenario, planned.classes),
    ...archiveRefusals(scenario, rules),
    ...observedRefusals(scenario),
  ];
  const { dawn } = scenario;
  if (dawn !== undefined && dawn.round < frames.pace * eventLimits.shortest) {
    found.push({ path: "dawn.round", message: messages.tooShort(dawn.round, shortest(scenario)) });
  }
  const total = totalOf(planned.events);
  if (found.length === 0 && total > eventLimits.events) {
    const allowedUs = roundedDown((horizon * eventLimits.events) / total);
    found.push({ path: "horizon", message: messages.tooManyEvents(total, horizon, eventLimits.events, allowedUs) });
  }
  return found;
}

const shortest = ({ frames }: Scenario): number => roundedUp(frames.pace * eventLimits.shortest);

function frameRefusals({ frames: { first, pace }, horizon }: Scenario): Refusal[] {
  const last = eventLimits.lastFrame;
  if (pace === 0) return [{ path: "frames.pace", message: messages.noTimeBetweenFrames() }];
  const count = Math.floor(horizon / pace);
  if (first + count <= last) return [];
  if (first >= last) return [{ path: "frames.first", message: messages.lastFrame(last) }];
  const minPace = roundedUp(horizon / (last - first));
  const message = messages.tooManyFrames(count, horizon, last, minPace);
  return [{ path: pace < usualPaceUs ? "frames.pace" : "horizon", message }];
}
/** A pace below that of the default is the reason for too many frames; else the horizon is. */
const usualPaceUs = 10_000_000;

function reportRefusals({ report, horizon, replications }: Scenario, rules: RuleSwitches): Refusal[] {
  if (report.every === 0) return [{ path: "report.every", message: messages.noTimeBetweenReports() }];
  const columns = seriesColumns(rules);
  const rows = Math.floor(horizon / report.every) + 1;
  if (rows * columns * replications <= eventLimits.seriesCells) return [];
  const rowsEach = Math.max(1, Math.floor(eventLimits.seriesCells / columns / replications) - 1);
  const min = roundedUp(horizon / rowsEach);
  return [
    {
      path: "report.every",
      message: messages.tooManyRows({ rows, columns, replications }, eventLimits.seriesCells, min),
    },
  ];
}

function classRefusals(scenario: Scenario, { entry, size }: ClassPlan, path: string): Refusal[] {
  const { horizon, frames } = scenario;
  const found: Refusal[] = [];
  const refuse = (field: string, message: string): void => void found.push({ path: `${path}.${field}`, message });
  const presence = presenceEvents(scenario, entry, size.nodeUs);
  if (entry.uptime < 1 && entry.outage < frames.pace * eventLimits.shortest) {
    refuse("outage", messages.tooShort(entry.outage, shortest(scenario)));
  } else if (presence > eventLimits.events) {
    const min = roundedUp((entry.outage * presence) / eventLimits.events);
    refuse("outage", messages.outages(presence, horizon, eventLimits.events, min));
  }
  const nodeBytes = nodeMemory(size.workersEach);
  const arriving = Math.round((entry.arrive * horizon) / secondUs) * entry.nodes;
  const bytes = arriving * nodeBytes;
  if (bytes > maxMemoryBytes) {
    refuse("arrive", messages.arrivals(arriving, horizon, bytes, (entry.arrive * maxMemoryBytes) / bytes));
  } else if (size.arriving * entry.nodes * nodeBytes > maxMemoryBytes) {
    const sender = mainSender(scenario, entry.class);
    const message = messages.sent(size.arriving * entry.nodes, size.arriving * entry.nodes * nodeBytes);
    found.push({ path: `timeline[${sender}].arrivals.count`, message });
  }
  return found;
}

/** The entry of the timeline that sends most of a class; the first of those that send as many. */
function mainSender(scenario: Scenario, className: string): number {
  const counts: number[] = [];
  for (const { sender, count } of sentOperators(scenario, className)) counts[sender] = (counts[sender] ?? 0) + count;
  const most = counts.reduce((max, count) => Math.max(max, count), 0);
  return counts.findIndex((count) => count === most);
}

const secondUs = 1_000_000;

/** Attackers that sign twice more often than frames come. */
function signingRefusals(scenario: Scenario, classes: readonly ClassPlan[]): Refusal[] {
  const { horizon, frames } = scenario;
  const maxPerSecond = secondUs / (frames.pace * eventLimits.shortest);
  return attackersOf(scenario).flatMap(({ path, classIndex, share, misconduct: { doubleSignsPerSecond = 0 } }) => {
    if (doubleSignsPerSecond <= maxPerSecond || classIndex < 0) return [];
    const events = (share * classes[classIndex].size.nodeUs * doubleSignsPerSecond) / secondUs;
    return [{ path, message: messages.tooOften(events, horizon, maxPerSecond) }];
  });
}

function archiveRefusals(scenario: Scenario, rules: RuleSwitches): Refusal[] {
  const { archives, horizon, frames } = scenario;
  if (archives === undefined || archives.uptime >= 1) return [];
  const count = archiveCount(scenario, rules);
  const path = "archives.outage";
  if (archives.outage < frames.pace * eventLimits.shortest)
    return [{ path, message: messages.tooShort(archives.outage, shortest(scenario)) }];
  const changes = presenceEvents(scenario, { ...archives, pauses: true }, count * horizon);
  if (changes * count <= eventLimits.archiveLooks) return [];
  const min = roundedUp((archives.outage * changes * count) / eventLimits.archiveLooks);
  return [{ path, message: messages.outages(changes, horizon, eventLimits.archiveLooks / count, min) }];
}

/** Days rise, and whoever follows a column gains and loses no more workers than fit a network. */
function observedRefusals({ observed, operators }: Scenario): Refusal[] {
  if (observed === undefined) return [];
  const { timeDays, columns } = observed;
  const found: Refusal[] = [];
  const fallen = timeDays.findIndex((day, k) => k > 0 && day <= timeDays[k - 1]);
  if (fallen > 0) {
    found.push({
      path: `observed.timeDays[${fallen}]`,
      message: messages.daysFall(timeDays[fallen], timeDays[fallen - 1]),
    });
  }
  const followed = new Set(operators.flatMap(({ follow }) => (follow === undefined ? [] : [follow])));
  for (const [name, values] of Object.entries(columns)) {
    const changes = followed.has(name) ? workerChanges(values, timeDays, Infinity) : 0;
    if (changes > eventLimits.workerChanges)
      found.push({
        path: `observed.columns[${JSON.stringify(name)}]`,
        message: messages.workerChanges(changes, eventLimits.workerChanges),
      });
  }
  return found;
}
