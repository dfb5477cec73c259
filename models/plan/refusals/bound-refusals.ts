/** Events of a timeline that would make events, rows or data without bound: held against the rest of the run as it would then be. */
import type { TimelineRefusal } from "../../../sim/scenario/timeline/refusals.js";
import { countTimes, timeUs } from "../../../sim/scenario/timeline/times.js";
import { append } from "../../../sim/units/append.js";
import type { RuleSwitches } from "../../protocol/ground/rule-sets.js";
import { growthFactor } from "../../protocol/shard/data-size.js";
import { type Change, withChange } from "../../scenario/change-fields.js";
import type { Scenario } from "../../scenario/schema.js";
import { type DatedEntry, datedEntries } from "../../scenario/timeline/entries.js";
import { plannedRequests } from "../cost/planned-cost.js";
import { plannedEvents } from "../cost/planned-events.js";
import { plannedClasses } from "../cost/planned-population.js";
import { eventRefusals } from "./event-refusals.js";
import { ranges, rangeRefusals } from "./range-refusals.js";
import { timelineMessages as messages } from "./timeline-messages.js";

export const boundRefusals = (scenario: Scenario, rules: RuleSwitches): readonly TimelineRefusal[] => [
  ...paceAndChangeRefusals(scenario, rules),
  ...dataRefusals(scenario),
];

type Limits = readonly { readonly path: string; readonly message: string }[];

/** What makes more than a run holds; of a scenario without a timeline. */
function limitsOf(scenario: Scenario, rules: RuleSwitches): Limits {
  const classes = plannedClasses(scenario);
  const requests = plannedRequests(scenario, rules, classes);
  const events = plannedEvents(scenario, rules, classes, requests);
  const nodesOfClass = classes.map(({ size }) => size.nodes);
  return [...eventRefusals(scenario, rules, { classes, events }), ...rangeRefusals(scenario, rules, nodesOfClass)];
}

function paceAndChangeRefusals(scenario: Scenario, rules: RuleSwitches): TimelineRefusal[] {
  const entries = datedEntries(scenario);
  if (entries.every(({ entry: { change, pace } }) => change === undefined && pace === undefined)) return [];
  const bare = { ...scenario, timeline: undefined };
  const known = new Set(limitsOf(bare, rules).map(({ path }) => path));
  const found: TimelineRefusal[] = [];
  for (const [k, dated] of entries.entries()) {
    const then = restAfter(bare, dated);
    if (then === undefined) continue;
    const { change } = dated.entry;
    for (const { path, message } of limitsOf(then, rules)) {
      if (known.has(path)) continue;
      if (change === undefined) {
        if (/^(frames|horizon)\b/.test(path)) found.push({ path: `timeline[${k}].pace`, message });
      } else {
        const field = fieldMeant(change, path);
        found.push({ path: `timeline[${k}].change[${JSON.stringify(field)}]`, message });
      }
    }
  }
  return found;
}

/** The run that is left after an event, as a scenario; undefined where the event changes none of its rates, or cannot be. */
function restAfter(bare: Scenario, { entry: { change, pace }, when }: DatedEntry): Scenario | undefined {
  const atUs = Math.min(bare.horizon, Math.max(0, timeUs(when, 0) ?? 0));
  const { frames } = bare;
  const rest = { ...bare, horizon: bare.horizon - atUs };
  if (change !== undefined) {
    const changed = Object.keys(change).some(isOfRates) ? withChange(rest, change) : undefined;
    return changed === undefined ? undefined : atWorst(changed, bare);
  }
  if (pace === undefined || pace === 0 || frames.pace === 0) return undefined;
  return { ...rest, frames: { ...frames, pace, first: frames.first + Math.floor(atUs / frames.pace) } };
}

/** Nodes that are always online from then on may not be so after a later event, and have then the outages that were set. */
const atWorst = (changed: Scenario, { operators }: Scenario): Scenario => ({
  ...changed,
  operators: changed.operators.map((entry, k) => ({ ...entry, uptime: Math.min(entry.uptime, operators[k].uptime) })),
});

/** Whether a run has more of anything by another value. */
const isOfRates = (path: string): boolean =>
  /^(report|operators\[\d+\]\.(uptime|outage|arrive|equivocate)|attackers|fees|issuance|archives)\b/.test(path);

/** Which of the changed fields a limit is about: itself, a part or a neighbour of it, or else the first. */
function fieldMeant(change: Change, path: string): string {
  const fields = Object.keys(change);
  const parent = path.replace(/[.[][^.[]*$/, "");
  return fields.find((field) => field === path) ?? fields.find((field) => field.startsWith(parent)) ?? fields[0];
}

/** All data as they can be at most: the largest size that is ever set, what comes on top, and the fastest growth all the time. */
function dataRefusals(scenario: Scenario): TimelineRefusal[] {
  const { shards, horizon } = scenario;
  const found: TimelineRefusal[] = [];
  const most = { bytes: shards.world, added: 0, growth: shards.growth };
  const sizeOf = (): number => (most.bytes + most.added) * growthFactor(most.growth, horizon);
  const tooMuch = (bytes: number): string | null => {
    if (!(bytes <= ranges.dataBytes)) return messages.tooMuchData(bytes, ranges.dataBytes);
    return bytes / shards.leaf > ranges.leaves ? messages.tooManyLeaves(bytes, shards.leaf) : null;
  };
  // What is too much from the start is refused there.
  if (tooMuch(sizeOf()) !== null) return [];
  for (const [k, { entry, when }] of datedEntries(scenario).entries()) {
    const { data, reset } = entry;
    const before = { ...most };
    const fields: string[] = [];
    if (data?.to !== undefined && data.to > most.bytes) {
      most.bytes = data.to;
      fields.push("data.to");
    }
    if (data?.add !== undefined) {
      most.added += data.add * (when.kind === "condition" ? when.atMost : countTimes(when, horizon));
      fields.push("data.add");
    }
    if (data?.growth !== undefined && data.growth > most.growth) {
      most.growth = data.growth;
      fields.push("data.growth");
    }
    if (reset?.world !== undefined && reset.world > most.bytes) {
      most.bytes = reset.world;
      fields.push("reset.world");
    }
    const [field] = fields;
    const problem = field === undefined ? null : tooMuch(sizeOf());
    if (problem === null) continue;
    append(found, [{ path: `timeline[${k}].${field}`, message: problem }]);
    Object.assign(most, before);
  }
  return found;
}
