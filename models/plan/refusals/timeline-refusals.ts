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
import type { RuleSwitches, SwitchName } from "../../protocol/ground/rule-sets.js";
import { switchNames } from "../../protocol/ground/switches.js";
import { curveOf } from "../../scenario/curve.js";
import { keepsFiles } from "../../scenario/storage-classes.js";
import type { Scenario } from "../../scenario/schema.js";
import { startMs } from "../../scenario/timeline/start-date.js";
import { changeProblems } from "../../scenario/change-fields.js";
import { datedEntries } from "../../scenario/timeline/entries.js";
import { resetProblem } from "../../scenario/timeline/reset-grid.js";
import { parseOver } from "../../scenario/timeline/over.js";
import type { TimelineEntry } from "../../scenario/timeline/schema.js";
import { activationUs } from "../../scenario/timeline/activation.js";
import { nodeSwitches, ruleSteps } from "../../scenario/timeline/release.js";
import { boundRefusals } from "./bound-refusals.js";
import { releaseRefusals, rulesWith } from "./release-refusals.js";
import { timelineMessages as messages } from "./timeline-messages.js";

export function timelineRefusals(scenario: Scenario, rules: RuleSwitches): readonly TimelineRefusal[] {
  const { timeline, horizon } = scenario;
  if (timeline === undefined || timeline.length === 0) return [];
  if (rules.lifecycle === "trie") return [{ path: "timeline", message: messages.olderEra() }];
  const span = { startMs: startMs(scenario), horizonUs: horizon, metrics: metricNames(rules, scenario) };
  const late = whenRefusals(timeline, span);
  const steps = late.length === 0 ? ruleSteps(scenario, rules) : [];
  return [
    ...late,
    ...timeline.flatMap((entry, k) =>
      entryRefusals(scenario, entry, {
        path: `timeline[${k}]`,
        rules: late.length === 0 ? rulesWith(steps, k) : rules,
      }),
    ),
    ...(late.length === 0 ? releaseRefusals(scenario, rules) : []),
    // Also of events that come too late to happen: whoever moves them would be told otherwise only then.
    ...firstOfPlace(contradictions(timeline, setBy(scenario), { ...span, horizonUs: Number.POSITIVE_INFINITY })),
    ...(late.length === 0 ? [...changeRefusals(scenario), ...boundRefusals(scenario, rules)] : []),
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
    ["release", release?.class],
  ] as const) {
    if (word === undefined || known.includes(word)) continue;
    found.push({ path: `${path}.${field}.class`, message: messages.noClass(word, known), misspelt: { word, known } });
  }
  if (outage !== undefined) {
    const back = parseOver(outage.back);
    if (!back.ok) refuse("outage.back", back.message);
    if (outage.for === 0) refuse("outage.for", messages.noTime());
  }
  if (data?.to !== undefined && data.to < minWorldBytes) refuse("data.to", messages.tooSmall());
  if (data?.remove !== undefined && data.remove > scenario.shards.world - minWorldBytes && data.growth === undefined)
    refuse("data.remove", messages.tooSmall());
  if (reset !== undefined) {
    const bytes = {
      worldBytes: reset.world ?? scenario.shards.world,
      metadataBytes: reset.metadata ?? scenario.shards.metadata,
    };
    const problem = resetProblem(reset, bytes, rules);
    if (keepsFiles(scenario)) refuse("reset", messages.resetOfFiles());
    else if (problem !== null) refuse("reset", problem);
    else if (bytes.worldBytes < minWorldBytes) refuse("reset.world", messages.tooSmall());
  }
  if (pace === 0) refuse("pace", messages.noPace());
  const retimed = pace !== undefined ? "pace" : halt !== undefined ? "halt" : undefined;
  if (retimed !== undefined && curveOf(scenario).dependsOnFrame && retimed === "pace")
    refuse("pace", messages.curveOfFrames());
  if (pace !== undefined && scenario.fees !== undefined) refuse("pace", messages.feesOfOnePace());
  return found;
}

/** What each entry sets of which there is one in the network. */
const setBy = (scenario: Scenario): readonly (readonly SetThing[])[] =>
  datedEntries(scenario).map(({ entry, when }) => {
    const { activates } = entry.release ?? {};
    const atUs = timeUs(when, 0);
    const delayUs =
      activates === undefined || atUs === null ? 0 : activationUs(activates, atUs, scenario.frames) - atUs;
    return setByEntry(entry, delayUs);
  });

/** `delayUs`: after which a release sets what the chain decides. */
function setByEntry({ data, pace, halt, release, reset, change }: TimelineEntry, delayUs: number): readonly SetThing[] {
  return [
    ...(data?.to === undefined ? [] : [{ key: "data", what: "the size of the data", field: "data.to" }]),
    ...(data?.growth === undefined ? [] : [{ key: "growth", what: "the growth of the data", field: "data.growth" }]),
    ...(pace === undefined ? [] : [{ key: "pace", what: "the pace", field: "pace" }]),
    ...(halt === undefined ? [] : [{ key: "halt", what: "how long the chain stands", field: "halt" }]),
    ...releasedBy(release).map(([name, field]) => ({
      key: `switch ${name}`,
      what: name,
      field,
      delayUs: nodeSwitches.includes(name) ? 0 : delayUs,
    })),
    ...(reset === undefined ? [] : [{ key: "grid", what: "the grid", field: "reset" }]),
    ...(reset?.shardKeys === undefined
      ? []
      : [{ key: "switch shardKeys", what: "shardKeys", field: "reset.shardKeys" }]),
    ...(reset?.world === undefined ? [] : [{ key: "data", what: "the size of the data", field: "reset.world" }]),
    ...Object.keys(change ?? {}).map((path) => ({ key: `change ${path}`, what: path, field: fieldOf(path) })),
  ];
}

/** Two presets contradict each other in every switch; once is enough. */
const firstOfPlace = (refusals: readonly TimelineRefusal[]): readonly TimelineRefusal[] =>
  refusals.filter(({ path }, k) => refusals.findIndex((one) => one.path === path) === k);

/** The switches that a release sets, a preset all of them, with the field that says so. */
function releasedBy(release: TimelineEntry["release"]): readonly (readonly [name: SwitchName, field: string])[] {
  if (release === undefined) return [];
  const { rules, switches = {} } = release;
  const written = switchNames.filter((name) => Object.hasOwn(switches, name));
  const others = rules === undefined ? [] : switchNames.filter((name) => !written.includes(name));
  return [
    ...written.map((name) => [name, `release.switches.${name}`] as const),
    ...others.map((name) => [name, "release.rules"] as const),
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
