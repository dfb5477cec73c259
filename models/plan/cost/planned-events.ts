/** How many events a replication of a scenario will have, by what causes them, before anything runs. */
import { exp } from "../../../sim/units/portable-math.js";
import { countTimes } from "../../../sim/scenario/timeline/times.js";
import { nodeTiming } from "../../protocol/proposer/timing.js";
import type { ClassPlan } from "./planned-population.js";
import { shareInVain } from "./proposals-in-vain.js";
import type { RuleSwitches } from "../../protocol/ground/rule-sets.js";
import { archiveCount } from "../../scenario/archives.js";
import { type Attacker, attackersOf } from "../../scenario/attackers.js";
import { outageTimes } from "../../scenario/fidelity.js";
import { decidesOf, hasBooks } from "../../scenario/money.js";
import type { OperatorClass, Scenario } from "../../scenario/schema.js";
import { faultCount } from "../../scenario/timeline/faults.js";
import { datedEntries } from "../../scenario/timeline/entries.js";
import { hasStateSteps } from "../../scenario/state-steps.js";

/** Events of the kernel in one replication, on average. */
export interface PlannedEvents {
  readonly reports: number;
  /** Frames in which something is due. */
  readonly frames: number;
  readonly arrivals: number;
  readonly departures: number;
  /** Nodes that go off, and that come back. */
  readonly presence: number;
  /** Beginnings and ends of faults of the wire. */
  readonly faults: number;
  readonly workerChanges: number;
  readonly equivocations: number;
  /** Looks of operators at their books and at what others earn. */
  readonly looks: number;
  /** Moves of the price of a token. */
  readonly priceSteps: number;
  /** Copies of requests that leave and arrive, at message fidelity. */
  readonly messages: number;
}

export const eventCauses = [
  "reports",
  "frames",
  "arrivals",
  "departures",
  "presence",
  "faults",
  "workerChanges",
  "equivocations",
  "looks",
  "priceSteps",
  "messages",
] as const satisfies readonly (keyof PlannedEvents)[];

export const totalOf = (events: PlannedEvents): number => eventCauses.reduce((sum, cause) => sum + events[cause], 0);

const dayUs = 86_400e6;

/** Presence events of nodes that are there for `nodeUs` in all: one outage that is followed, and one return, a cycle. */
export function presenceEvents(
  scenario: Pick<Scenario, "fidelity" | "frames">,
  entry: Pick<OperatorClass, "uptime" | "outage" | "pauses">,
  nodeUs: number,
): number {
  if (entry.uptime >= 1 || nodeUs === 0) return 0;
  if (entry.outage === 0) return Infinity;
  const { meanUpUs, shortestUs } = outageTimes(scenario, entry);
  return (2 * nodeUs) / (meanUpUs + shortestUs + entry.outage);
}

/** Workers by which a measured column rises or falls in the steps that begin before `untilUs`. */
export function workerChanges(values: readonly number[], timeDays: readonly number[], untilUs: number): number {
  let sum = 0;
  for (let k = 1; k < Math.min(values.length, timeDays.length); k++) {
    const [fromUs, toUs] = [timeDays[k - 1] * dayUs, timeDays[k] * dayUs];
    if (fromUs > untilUs) continue;
    const share = toUs > untilUs ? (untilUs - fromUs) / (toUs - fromUs) : 1;
    sum += Math.abs(Math.round(values[k] - values[k - 1])) * share;
  }
  return sum;
}

export function plannedEvents(
  scenario: Scenario,
  rules: RuleSwitches,
  classes: readonly ClassPlan[],
  requests: number,
): PlannedEvents {
  const { horizon, report, observed } = scenario;
  const sum = (of: (plan: ClassPlan) => number): number => classes.reduce((total, plan) => total + of(plan), 0);
  const causes = {
    reports: report.every > 0 ? Math.floor(horizon / report.every) + 1 : Infinity,
    arrivals: sum(({ size }) => size.appearing + size.arriving),
    departures: sum(({ size }) => size.leaving),
    presence: sum(({ entry, size }) => presenceEvents(scenario, entry, size.nodeUs)),
    faults: 2 * faultCount(scenario),
    workerChanges: sum(({ entry: { follow } }) => {
      const values = follow === undefined ? undefined : observed?.columns[follow];
      return values === undefined || observed === undefined ? 0 : workerChanges(values, observed.timeDays, horizon);
    }),
    equivocations: attackersOf(scenario).reduce(
      (total, attacker) => total + equivocations(scenario, attacker, classes),
      0,
    ),
    looks: sum((plan) => learningLooks(plan)) + (hasBooks(scenario) ? sum((plan) => looks(plan, horizon)) : 0),
    priceSteps: priceSteps(scenario),
    messages: scenario.fidelity === "message" ? messageEvents(scenario, rules, classes, requests) : 0,
  };
  return { ...causes, frames: steppedFrames(scenario, rules, { ...causes, requests, classes }) };
}

/** Frames of an epoch within which a join can hardly be confirmed by messages; measured: with 6 it can. */
const shortEpoch = 4;

/**
 * A message of a node leaves, and arrives at each archive. Of what is asked for, joins of a node are one message and so are their answers, as
 * far as its workers find places at once; measured: two messages for each of these and for every fifth request. Epochs of a few frames are over before an
 * answer that travels has arrived, so that a node asks anew, measured about every sixteenth epoch. In longer ones what moves between epochs is
 * asked for anew (`askedAnew`), and a node that pauses for its outages says so when it goes and when it comes back. What a node proposes in vain
 * (`shareInVain`) it proposes again.
 */
function messageEvents(
  scenario: Scenario,
  rules: RuleSwitches,
  classes: readonly ClassPlan[],
  requests: number,
): number {
  const nodes = classes.reduce((total, { size }) => total + size.nodes, 0);
  const { epochFrames } = rules;
  const asked = epochFrames <= shortEpoch ? scenario.horizon / scenario.frames.pace / (16 * epochFrames) : 0;
  const epochUs = scenario.frames.pace * epochFrames;
  const workerUs = classes.reduce((total, { size }) => total + size.nodeUs * size.workersEach, 0);
  const anew = epochFrames <= shortEpoch ? 0 : (askedAnew(rules) * workerUs) / epochUs;
  const pauses = classes.reduce(
    (total, { entry, size }) => total + (entry.pauses ? presenceEvents(scenario, entry, size.nodeUs) : 0),
    0,
  );
  const inVain = repeatedProposals(scenario, rules, classes);
  return (2 * (nodes * (1 + asked) + requests / 5) + anew + pauses + inVain) * (1 + archiveCount(scenario, rules));
}

/**
 * Messages of a worker in an epoch. Where any node may leave for a thin shard (`thinShardRescue: everyNode`) some networks herd: all workers
 * ask, answer and leave anew at every epoch, up to five messages each, and nobody knows which networks before they are run; most are calm, with a
 * twentieth of that. Between the two, for 500 random networks: those that herd are planned up to four times too low, calm ones two to three too high.
 */
const askedAnew = ({ thinShardRescue }: Pick<RuleSwitches, "thinShardRescue">): number =>
  thinShardRescue === "everyNode" ? 0.3 : 0.1;

/** Operators look for as long as they are there; those outside, and those that pause, to the end. */
function looks({ entry, size }: ClassPlan, horizonUs: number): number {
  const operatorUs = size.nodeUs / entry.nodes + (entry.outside ?? 0) * horizonUs;
  return operatorUs / decidesOf(entry).every;
}

/** Operators compare for as long as they are there; what is taken over, later if told so, is an event of its own. */
function learningLooks({ entry: { learns, nodes }, size }: ClassPlan): number {
  if (learns === undefined) return 0;
  const later = learns.delay > 0 ? learns.rate / 2 : 0;
  return (size.nodeUs / nodes / learns.every) * (1 + later);
}

/** A price that is the same for ever has none. */
function priceSteps({ market, horizon }: Scenario): number {
  if (market === undefined || market.price.model.kind === "constant") return 0;
  return Math.floor(horizon / market.price.step);
}

/** A node is kicked soon after it first signed twice while it took part: about a day and a half of 2.1's windows at most. */
function equivocations(scenario: Scenario, attacker: Attacker, classes: readonly ClassPlan[]): number {
  const perSecond = attacker.misconduct.doubleSignsPerSecond ?? 0;
  if (attacker.classIndex < 0 || perSecond === 0) return 0;
  const { nodes, nodeUs } = classes[attacker.classIndex].size;
  const untilKicked = 1 + (perSecond * windowFrames * scenario.frames.pace) / 1e6;
  return attacker.share * Math.min((perSecond * nodeUs) / 1e6, nodes * untilKicked);
}
/** Frames from a node's first look to its first part in a frame, about, and those of the evidence. */
const windowFrames = 1440;

interface FrameCauses extends Omit<PlannedEvents, "frames"> {
  readonly requests: number;
  readonly classes: readonly ClassPlan[];
}

/**
 * Frames in each of which something is due, as if by lot: each cause brings about a few, measured over the scenarios
 * of bench/README.md, and those that fall together are one.
 */
function steppedFrames(scenario: Scenario, rules: RuleSwitches, causes: FrameCauses): number {
  const { horizon, frames: clock, dawn, ceremony } = scenario;
  const all = Math.floor(horizon / clock.pace);
  const { presence, arrivals, departures, workerChanges: changes, equivocations: twice, requests, classes } = causes;
  const rounds = rules.emissionRule === "dawn" ? horizon / (dawn?.round ?? 600e6) : 0;
  if (rules.lifecycle === "trie") {
    const contributions = rules.emissionRule === "vouchers" ? horizon / (ceremony?.contribution ?? 20e6) : 0;
    return distinct(rounds + contributions + 1.2 * (presence + arrivals + departures + changes), all);
  }
  const moves = presence + arrivals + departures + changes + twice;
  // After a step of the data those look that wait for an allocation; where nobody comes or goes nobody waits.
  const stateSteps = hasStateSteps(scenario) ? (all / rules.epochFrames) * (moves > 0 ? 10 : 1) : 0;
  const silent = classes.some(({ entry }) => entry.answers === "never") ? all * nodeTiming.proposal : 0;
  // In every epoch some nodes with allocations look for better ones.
  const workers = classes.reduce((sum, { size }) => sum + size.workers, 0);
  const repeated = 3 * repeatedProposals(scenario, rules, classes);
  const started = 60 + 0.008 * requests + (all / rules.epochFrames) * Math.min(70, workers / 20);
  return distinct(
    started +
      datedEvents(scenario) +
      causes.faults +
      repeated +
      3 * presence +
      8 * (arrivals + departures + changes) +
      5 * twice +
      stateSteps +
      silent,
    all,
  );
}

/** Events of the timeline that happen within the horizon; of what waits for a condition one. */
export const datedEvents = (scenario: Scenario): number =>
  datedEntries(scenario).reduce(
    (sum, { when }) => sum + (when.kind === "condition" ? 1 : countTimes(when, scenario.horizon)),
    0,
  );

/** Proposals in vain of all nodes. */
function repeatedProposals(scenario: Scenario, rules: RuleSwitches, classes: readonly ClassPlan[]): number {
  const frames = Math.floor(scenario.horizon / scenario.frames.pace);
  return classes.reduce(
    (sum, { entry, size }) => sum + size.nodes * lostProposals(shareInVain(scenario, rules, entry), frames),
    0,
  );
}

/** Proposals that a node makes in vain before one arrives: after each it waits for the timeout and its next turn. */
function lostProposals(share: number, allFrames: number): number {
  const max = allFrames / (nodeTiming.proposalTimeout + nodeTiming.proposal / 2);
  return share < 1 ? Math.min(max, share / (1 - share)) : max;
}

/** How many of all frames are met by so many wakes that fall as by lot. */
function distinct(wakes: number, all: number): number {
  // No time between outages, or none between frames.
  if (!Number.isFinite(wakes) || all === 0) return all;
  return all * (1 - exp(-wakes / all));
}
