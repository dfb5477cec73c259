/** Releases of a timeline that a run could not follow: by what they change of the rules in force at their moment. */
import type { TimelineRefusal } from "../../../sim/scenario/timeline/refusals.js";
import { timeUs, type When } from "../../../sim/scenario/timeline/times.js";
import { ascending } from "../../protocol/ground/compare.js";
import { type RuleSwitches, ruleSets, type SwitchName } from "../../protocol/ground/rule-sets.js";
import { parseSwitches, switchNames } from "../../protocol/ground/switches.js";
import { hasLeaderTimeouts } from "../../protocol/consensus/leader-timeouts.js";
import type { Scenario } from "../../scenario/schema.js";
import { adoptionSpan } from "../../scenario/timeline/adoption.js";
import { type DatedEntry, datedEntries } from "../../scenario/timeline/entries.js";
import { fixedSwitches, gridSwitches, type Release, releasedSwitches } from "../../scenario/timeline/release.js";
import { timelineMessages as messages } from "./timeline-messages.js";

/** Conditions come at a moment that nobody knows, so after all others. */
const firstUs = (when: When): number => timeUs(when, 0) ?? Number.POSITIVE_INFINITY;

/** The rules in force when each entry of the timeline happens for the first time, and those that it leaves. */
export function rulesOfEntries(
  scenario: Scenario,
  rules: RuleSwitches,
): readonly (readonly [before: RuleSwitches, after: RuleSwitches])[] {
  const entries = datedEntries(scenario);
  const order = entries.map((_entry, k) => k);
  order.sort((a, b) => ascending(firstUs(entries[a].when), firstUs(entries[b].when)) || a - b);
  const found: (readonly [RuleSwitches, RuleSwitches])[] = [];
  let current = rules;
  for (const k of order) {
    const { release, reset } = entries[k].entry;
    const changed = release === undefined ? {} : releasedSwitches(scenario, release, current);
    const keys = reset?.shardKeys === undefined ? {} : { shardKeys: reset.shardKeys };
    const after = { ...current, ...changed, ...keys };
    found[k] = [current, after];
    current = after;
  }
  return found;
}

/** The rules with which an entry takes effect: with all releases of its moment, wherever they are written. */
export function rulesWith(scenario: Scenario, moments: ReturnType<typeof rulesOfEntries>, entry: number): RuleSwitches {
  const entries = datedEntries(scenario);
  const last = entries.findLastIndex(({ when }) => firstUs(when) === firstUs(entries[entry].when));
  return moments[last][1];
}

/** What is wrong with the releases; all at once. */
export function releaseRefusals(scenario: Scenario, rules: RuleSwitches): readonly TimelineRefusal[] {
  const entries = datedEntries(scenario);
  const moments = rulesOfEntries(scenario, rules);
  return entries.flatMap(({ entry: { release }, when }, k) => {
    if (release === undefined) return [];
    const resets = hasResetAt(entries, when);
    return problemsOf(scenario, { release, moment: moments[k], resets }).map(([field, message]) => ({
      path: `timeline[${k}].release.${field}`,
      message,
    }));
  });
}

/** Whether a reset happens at the one known moment of an event. */
const hasResetAt = (entries: readonly DatedEntry[], when: When): boolean =>
  isOnce(when) && entries.some((one) => one.entry.reset !== undefined && isOnce(one.when) && firstUs(one.when) === firstUs(when)); // prettier-ignore

const isOnce = (when: When): boolean => when.kind === "times" && when.everyUs === 0;

interface Released {
  readonly release: Release;
  readonly moment: readonly [before: RuleSwitches, after: RuleSwitches];
  /** Whether the grid is replaced at the same moment. */
  readonly resets: boolean;
}

type Problem = readonly [field: string, message: string];

function problemsOf(scenario: Scenario, { release, moment: [before, after], resets }: Released): readonly Problem[] {
  const { rules, switches = {}, adoption } = release;
  const changed = switchNames.filter((name) => before[name] !== after[name]);
  const placeOf = (name: string): string =>
    rules !== undefined && !Object.hasOwn(switches, name) ? "rules" : `switches.${name}`;
  const found: Problem[] = [];
  const refuse = (names: readonly SwitchName[], message: (names: readonly SwitchName[]) => string): void => {
    const places = [...new Set(names.map(placeOf))];
    for (const place of places) found.push([place, message(names.filter((name) => placeOf(name) === place))]);
  };
  const fixed = changed.filter((name) => fixedSwitches[name] !== undefined);
  for (const reason of new Set(fixed.map((name) => fixedSwitches[name] ?? "")))
    refuse(
      fixed.filter((name) => fixedSwitches[name] === reason),
      (names) => messages.fixedSwitch(names, reason),
    );
  if (!resets)
    refuse(
      changed.filter((name) => gridSwitches.includes(name)),
      messages.withReset,
    );
  if (drawsRanks(scenario, after) && !drawsRanks(scenario, before))
    refuse(
      changed.filter((name) => name === "leaderRule" || name === "consensusKind"),
      messages.ranksFromStart,
    );
  if (scenario.fees !== undefined && after.feeSink === "burn" && before.feeSink !== "burn")
    refuse(["feeSink"], messages.feesThatWait);
  const span = adoptionSpan(adoption);
  const isForAll = adoption === "at once" && release.class === undefined && release.share === 1;
  if (isForAll && release.floor !== undefined) found.push(["floor", messages.floorOfNobody()]);
  if (!span.ok) found.push(["adoption", span.message]);
  if (before.thinShardRescue === "releasable" && changed.includes("thinShardRescue") && !isForAll)
    found.push(["adoption", messages.rescueAtOnce()]);
  const preset = rules ?? scenario.rules;
  const overrides = switchNames.filter((name) => after[name] !== ruleSets[preset][name]);
  const reading = parseSwitches(preset, Object.fromEntries(overrides.map((name) => [name, after[name]])));
  for (const { key, message } of reading.ok ? [] : reading.problems) found.push([placeOf(key), `${key}: ${message}`]);
  return found;
}

/** Whether absent leaders cost frames, and a hash draws the leader of every rank. */
const drawsRanks = (scenario: Scenario, rules: RuleSwitches): boolean =>
  hasLeaderTimeouts(scenario, rules) && rules.leaderRule === "hashModulo" && rules.consensusKind !== "simplex";
