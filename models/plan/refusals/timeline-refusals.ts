/** Events of a timeline that cannot be: for the plan, before anything runs. */
import {
  contradictions,
  type SetThing,
  whenRefusals,
  type TimelineRefusal,
} from "../../../sim/scenario/timeline/refusals.js";
import { timeUs } from "../../../sim/scenario/timeline/times.js";
import { metricNames } from "../../output/metrics/metric-names.js";
import { minWorldBytes } from "../../protocol/emission/min-world.js";
import type { RuleSwitches } from "../../protocol/ground/rule-sets.js";
import { parseSwitches } from "../../protocol/ground/switches.js";
import { curveOf } from "../../scenario/curve.js";
import type { Scenario } from "../../scenario/schema.js";
import { startMs } from "../../scenario/timeline/start-date.js";
import { changeProblems } from "../../scenario/change-fields.js";
import { datedEntries } from "../../scenario/timeline/entries.js";
import { resetProblem } from "../../scenario/timeline/reset-grid.js";
import { adoptionSpan } from "../../scenario/timeline/adoption.js";
import { parseOver } from "../../scenario/timeline/over.js";
import type { TimelineEntry } from "../../scenario/timeline/schema.js";
import { timelineMessages as messages } from "./timeline-messages.js";

export function timelineRefusals(scenario: Scenario, rules: RuleSwitches): readonly TimelineRefusal[] {
  const { timeline, horizon } = scenario;
  if (timeline === undefined || timeline.length === 0) return [];
  if (rules.lifecycle === "trie") return [{ path: "timeline", message: messages.olderEra() }];
  const span = { startMs: startMs(scenario), horizonUs: horizon, metrics: metricNames(rules) };
  const late = whenRefusals(timeline, span);
  return [
    ...late,
    ...timeline.flatMap((entry, k) => entryRefusals(scenario, entry, { path: `timeline[${k}]`, rules })),
    ...(late.length === 0 ? contradictions(timeline, timeline.map(setBy), span) : []),
    ...(late.length === 0 ? changeRefusals(scenario) : []),
  ];
}

function entryRefusals(
  scenario: Scenario,
  entry: TimelineEntry,
  { path, rules }: { path: string; rules: RuleSwitches },
): TimelineRefusal[] {
  const { outage, arrivals, departures, data, pace, halt, release, reset } = entry;
  const found: TimelineRefusal[] = [];
  const refuse = (field: string, message: string): void => void found.push({ path: `${path}.${field}`, message });
  const known = scenario.operators.map(({ class: name }) => name);
  for (const [field, word] of [
    ["outage", outage?.class],
    ["arrivals", arrivals?.class],
    ["departures", departures?.class],
  ] as const) {
    if (word === undefined || known.includes(word)) continue;
    found.push({ path: `${path}.${field}.class`, message: messages.noClass(known), misspelt: { word, known } });
  }
  if (outage !== undefined) {
    const back = parseOver(outage.back);
    if (!back.ok) refuse("outage.back", back.message);
    if (outage.for === 0) refuse("outage.for", messages.noTime());
  }
  if (data?.to !== undefined && data.to < minWorldBytes) refuse("data.to", messages.tooSmall());
  if (data?.remove !== undefined && data.remove > scenario.shards.world - minWorldBytes && data.growth === undefined)
    refuse("data.remove", messages.tooSmall());
  if (release !== undefined) {
    const reading = parseSwitches(scenario.rules, { ...scenario.switches, ...release.switches });
    const span = adoptionSpan(release.adoption);
    if (!span.ok) refuse("release.adoption", span.message);
    const { thinShardRescue } = release.switches;
    if (rules.thinShardRescue === "releasable" && thinShardRescue !== undefined && release.adoption !== "at once")
      refuse("release.adoption", messages.rescueAtOnce());
    for (const { key, message } of reading.ok ? [] : reading.problems) refuse(`release.switches.${key}`, message);
  }
  if (reset !== undefined) {
    const bytes = {
      worldBytes: reset.world ?? scenario.shards.world,
      metadataBytes: reset.metadata ?? scenario.shards.metadata,
    };
    const problem = resetProblem(reset, bytes, rules);
    if (problem !== null) refuse("reset", problem);
    else if (bytes.worldBytes < minWorldBytes) refuse("reset.world", messages.tooSmall());
  }
  if (pace === 0) refuse("pace", messages.noPace());
  const retimed = pace !== undefined ? "pace" : halt !== undefined ? "halt" : undefined;
  if (retimed !== undefined && curveOf(scenario).dependsOnFrame && retimed === "pace")
    refuse("pace", messages.curveOfFrames());
  if (pace !== undefined && scenario.fees !== undefined) refuse("pace", messages.feesOfOnePace());
  return found;
}

/** What an entry sets of which there is one in the network. */
function setBy({ data, pace, halt, release, reset, change }: TimelineEntry): readonly SetThing[] {
  return [
    ...(data?.to === undefined ? [] : [{ key: "data", what: "the size of the data", field: "data.to" }]),
    ...(data?.growth === undefined ? [] : [{ key: "growth", what: "the growth of the data", field: "data.growth" }]),
    ...(pace === undefined ? [] : [{ key: "pace", what: "the pace", field: "pace" }]),
    ...(halt === undefined ? [] : [{ key: "halt", what: "how long the chain stands", field: "halt" }]),
    ...Object.keys(release?.switches ?? {}).map((name) => ({
      key: `switch ${name}`,
      what: name,
      field: `release.switches.${name}`,
    })),
    ...(reset === undefined ? [] : [{ key: "grid", what: "the grid", field: "reset" }]),
    ...(reset?.world === undefined ? [] : [{ key: "data", what: "the size of the data", field: "reset.world" }]),
    ...Object.keys(change ?? {}).map((path) => ({ key: `change ${path}`, what: path, field: fieldOf(path) })),
  ];
}

const fieldOf = (path: string): string => `change[${JSON.stringify(path)}]`;

/** Changes of fields, each held against the scenario as it is at the start. */
function changeRefusals(scenario: Scenario): TimelineRefusal[] {
  return datedEntries(scenario).flatMap(({ entry: { change }, when }, k) =>
    change === undefined
      ? []
      : changeProblems(scenario, change, timeUs(when, 0) ?? 0).map(({ field, message }) => ({
          path: `timeline[${k}].${fieldOf(field)}`,
          message,
        })),
  );
}
