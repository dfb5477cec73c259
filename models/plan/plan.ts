/** What a scenario would run, and what it would cost, before anything does. */
import type { Infeasibility } from "./infeasibility.js";
import { append } from "../../sim/units/append.js";
import { consensusRefusals } from "./refusals/consensus-refusals.js";
import { curveRefusals } from "./refusals/curve-refusals.js";
import { eraRefusals } from "./refusals/era-refusals.js";
import { attackerRefusals } from "./refusals/attacker-refusals.js";
import { moneyRefusals } from "./refusals/money-refusals.js";
import { grantRefusals } from "./refusals/grant-refusals.js";
import { eventRefusals } from "./refusals/event-refusals.js";
import { olderFieldNotes } from "../scenario/attackers.js";
import { olderDateNote } from "../scenario/timeline/start-date.js";
import { parseLeave } from "../scenario/leave.js";
import { canFillGrid, startingShards } from "../scenario/starting-grid.js";
import { switchesOf } from "../scenario/switches.js";
import { observedRefusals } from "./refusals/observed-refusals.js";
import {
  maxMemoryBytes,
  networkMemory,
  placesMemory,
  type Planned,
  plannedRequests,
  shardsAfterSplits,
  plannedSeconds,
  seriesMemory,
} from "./cost/planned-cost.js";
import { eventCauses, plannedEvents, type PlannedEvents, totalOf } from "./cost/planned-events.js";
import { meanScenario } from "./cost/mean-scenario.js";
import { voteSeconds } from "./cost/shared-work.js";
import { plannedClasses } from "./cost/planned-population.js";
import { minWorldBytes } from "../protocol/emission/min-world.js";
import type { RuleSwitches } from "../protocol/ground/rule-sets.js";
import type { OperatorClass, Scenario } from "../scenario/schema.js";
import { assumptionNotes, pathsOfNothing } from "../scenario/sources.js";
import { rangeRefusals } from "./refusals/range-refusals.js";
import { marketRefusals } from "./refusals/market-refusals.js";
import { pluginRefusals } from "./refusals/plugin-refusals.js";
import { startRefusals } from "./refusals/start-refusals.js";
import { timelineRefusals } from "./refusals/timeline-refusals.js";
import { wireRefusals } from "./refusals/wire-refusals.js";
import { timelineLines } from "./timeline-lines.js";
import { counted, durationText } from "../../sim/units/readable.js";

export interface Plan {
  readonly peers: number;
  readonly workers: number;
  readonly shards: number;
  readonly frames: number;
  /** Events of one replication by what causes them, and in all. */
  readonly events: PlannedEvents & { readonly total: number };
  readonly replications: number;
  /** Estimates over all replications, from the figures in bench/README.md. */
  readonly memoryBytes: number;
  readonly seconds: number;
  readonly notes: readonly string[];
  /** What the timeline brings, in the order of time. */
  readonly timeline: readonly string[];
  /** What is written in a form that has a newer one, and that form. */
  readonly olderForms: readonly string[];
  /** Why this network cannot be: the path of the scenario that says so, and what is wrong with it. */
  readonly infeasible: readonly Infeasibility[];
}

export function planOf(scenario: Scenario): Plan {
  const { horizon, replications } = scenario;
  const rules = switchesOf(scenario);
  // With what a timeline changes on the way.
  const mean = meanScenario(scenario);
  const classes = plannedClasses(mean);
  const peers = classes.reduce((sum, { size }) => sum + size.nodes, 0);
  const workers = classes.reduce((sum, { size }) => sum + size.workers, 0);
  const requests = plannedRequests(mean, rules, classes);
  const events = plannedEvents(mean, rules, classes, requests);
  const planned = { classes, events, requests };
  const memoryBytes = networkMemory(mean, rules, planned);
  const own = mean === scenario ? planned : atStart(scenario, rules);
  const unbounded = eventRefusals(scenario, rules, own);
  const nodesOfClass = own.classes.map(({ size }) => size.nodes);
  const isRefused = unbounded.some(({ path }) => /^(observed|timeline)\b|\.arrive$/.test(path));
  const infeasible = [
    ...unbounded,
    ...impossibilities(scenario, rules, {
      peers,
      workers,
      memoryBytes: isRefused ? 0 : networkMemory(scenario, rules, own),
    }),
    ...rangeRefusals(scenario, rules, nodesOfClass).filter((one) => unbounded.every(({ path }) => path !== one.path)),
  ];
  return {
    peers,
    workers,
    shards: startingShards(scenario),
    frames: Math.floor(horizon / mean.frames.pace + 1e-6),
    events: roundedEvents(events),
    replications,
    memoryBytes: memoryBytes + seriesMemory(mean, rules, events) + placesMemory(scenario, rules, planned),
    seconds: plannedSeconds(mean, rules, planned),
    notes: [
      ...notesOf(scenario, { workers, shardsLater: shardsAfterSplits(scenario, rules, classes) }),
      ...voteNotes(voteSeconds(mean, classes) * replications),
      ...assumptionNotes(scenario),
    ],
    timeline: timelineLines(scenario),
    olderForms: [...olderDateNote(scenario), ...olderFieldNotes(scenario)],
    // What no event of a timeline makes too much by itself may be so with all of them.
    infeasible:
      infeasible.length > 0 || mean === scenario ? infeasible : eventRefusals(running(mean, scenario), rules, planned),
  };
}

/** The mean scenario while its chain does not stand: what has to be longer than some frames is measured by those that come. */
const running = (mean: Scenario, { frames: { pace } }: Scenario): Scenario => ({
  ...mean,
  frames: { ...mean.frames, pace: Math.min(mean.frames.pace, pace) },
});

/** What a scenario would make without the changes of its timeline. */
function atStart(scenario: Scenario, rules: RuleSwitches): Planned {
  const classes = plannedClasses(scenario);
  const requests = plannedRequests(scenario, rules, classes);
  return { classes, requests, events: plannedEvents(scenario, rules, classes, requests) };
}

function roundedEvents(events: PlannedEvents): Plan["events"] {
  const rounded = Object.fromEntries(eventCauses.map((cause) => [cause, Math.round(events[cause])]));
  return { ...(rounded as unknown as PlannedEvents), total: Math.round(totalOf(events)) };
}

function notesOf(
  scenario: Scenario,
  { workers, shardsLater }: { readonly workers: number; readonly shardsLater: number },
): string[] {
  const rules = switchesOf(scenario);
  if (rules.lifecycle === "trie") return [];
  const shards = startingShards(scenario);
  const capacity = shards * rules.maximumProvers;
  const notes: string[] = [];
  if (workers > capacity) {
    notes.push(
      `${counted(workers, "worker wants an allocation", "workers want allocations")} on ${counted(shards, "shard")}; above ${counted(rules.maximumProvers, "active prover")} a shard splits: about ${shardsLater} in the end, if all are active.`,
    );
  }
  const minWorkers = shards * (rules.haltThreshold + 1);
  if (workers < minWorkers) {
    notes.push(
      `${counted(workers, "worker")} cannot keep ${counted(shards, "shard")} above the halt threshold: expect halts.`,
    );
  }
  return notes;
}

/** Below, a note would only be something more to read. */
const minToldSeconds = 10;

const voteNotes = (seconds: number): readonly string[] =>
  seconds < minToldSeconds
    ? []
    : [
        `where lines are slow or full, or faults are on, votes are worked out one by one: if it is all of them, in about ${durationText(seconds)} more.`,
      ];

interface Extent {
  readonly peers: number;
  readonly workers: number;
  readonly memoryBytes: number;
}

/** Events without bound are refused in event-refusals.ts. */
function impossibilities(
  scenario: Scenario,
  rules: RuleSwitches,
  { peers, workers, memoryBytes }: Extent,
): Infeasibility[] {
  const found: Infeasibility[] = [];
  const refuse = (path: string, message: string): void => void found.push({ path, message });
  const { operators, shards, horizon, frames } = scenario;
  if (horizon < frames.pace)
    refuse("horizon", "shorter than one frame: nothing would happen; write a longer one, such as 1 d");
  if (memoryBytes > maxMemoryBytes) {
    refuse(
      "operators",
      `${counted(peers, "node")} with ${counted(workers, "worker")} need about ${Math.round(memoryBytes / 1e9)} GB; at most 20 GB are planned for`,
    );
  }
  if (!canFillGrid(scenario)) {
    const count = startingShards(scenario);
    refuse(
      "shards.world",
      `${counted(shards.world, "byte")} cannot fill ${counted(count, "shard")}; every shard needs data`,
    );
  }
  operators.forEach((operatorClass, index) => append(found, infeasibleClass(operatorClass, `operators[${index}]`)));
  append(found, observedRefusals(scenario, rules));
  for (const path of pathsOfNothing(scenario))
    refuse(`sources[${JSON.stringify(path)}]`, "there is no field with a value at this path");
  append(found, eraRefusals(scenario, rules));
  append(found, consensusRefusals(scenario, rules));
  append(found, startRefusals(scenario, rules));
  append(found, attackerRefusals(scenario));
  append(found, marketRefusals(scenario, rules));
  append(found, moneyRefusals(scenario));
  append(found, grantRefusals(scenario));
  append(found, curveRefusals(scenario, rules));
  append(found, pluginRefusals(scenario, rules));
  append(found, timelineRefusals(scenario, rules));
  append(found, wireRefusals(scenario, rules));
  if (shards.world < minWorldBytes && rules.lifecycle !== "trie")
    refuse("shards.world", "so small a world would issue more a frame than amounts can hold; write at least 300 kB");
  return found;
}

function infeasibleClass(entry: OperatorClass, path: string): Infeasibility[] {
  const found: Infeasibility[] = [];
  const refuse = (field: string, message: string): void => void found.push({ path: `${path}.${field}`, message });
  const nodes = entry.count * entry.nodes;
  if (entry.leave !== "never") {
    const parsed = parseLeave(entry.leave);
    if (!parsed.ok) refuse("leave", parsed.message);
  }
  if (entry.appear !== undefined && entry.appear.until < entry.appear.from)
    refuse("appear.until", "earlier than appear.from");
  if (typeof entry.workers === "object" && entry.workers.total < nodes)
    refuse(
      "workers.total",
      `${counted(entry.workers.total, "worker")} for ${counted(nodes, "node")}; every node has at least one`,
    );
  if (entry.uptime === 0) refuse("uptime", "nodes that are never online take no part; leave the class out");
  return found;
}
