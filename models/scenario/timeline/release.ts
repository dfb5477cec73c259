/** What a release changes: the switches in which its rules differ from those in force, and which of them a run can change. */
import { type RuleSwitches, ruleSets, type SwitchName } from "../../protocol/ground/rule-sets.js";
import { switchNamed, switchNames } from "../../protocol/ground/switches.js";
import { hasLeaderTimeouts } from "../../protocol/consensus/leader-timeouts.js";
import { timeUs } from "../../../sim/scenario/timeline/times.js";
import type { Scenario } from "../schema.js";
import { activationUs } from "./activation.js";
import { datedEntries } from "./entries.js";
import type { TimelineEntry } from "./schema.js";

export type Release = NonNullable<TimelineEntry["release"]>;

/** The rules on both sides of a release. */
type Change = Pick<RuleStep, "before" | "after">;

const olderEra = "networks before 2.1 (lifecycle trie) are stepped otherwise, and have other tables";
const renumbered =
  "epochs are numbered by their length from frame 0, so that what is recorded by their numbers would be another time";
const multipliers = "the fee multiplier of a shard follows from all votes on it, which are worked out by one rule";
const recordedByEpoch =
  "joins and leaves that wait for the next epoch, and places that are registered for one, mean nothing where there are none (lifecycle frames)";

/** Why a switch cannot go from one value to another in a run; null: it can. */
type WhyNot = (change: Change, scenario: Pick<Scenario, "fees">) => string | null;
const never =
  (reason: string): WhyNot =>
  () =>
    reason;

/** Switches that cannot change in a run, or not every way, with the reason. */
const fixedSwitches: { readonly [Name in SwitchName]?: WhyNot } = {
  lifecycle: ({ before, after }) => {
    if (before.lifecycle === "trie" || after.lifecycle === "trie") return olderEra;
    return before.lifecycle === "epoch" ? recordedByEpoch : null;
  },
  epochFrames: never(renumbered),
  dawnReward: never(olderEra),
  feeRule: (_change, { fees }) => (fees === undefined ? null : multipliers),
  // Makers vote on multipliers as the default node of their rules would.
  strategy: ({ before, after }, { fees }) =>
    fees === undefined || isGreedy(before) === isGreedy(after) ? null : multipliers,
  versionFloor: never("it is the floor of the versions that classes have, all of the past; write floor: of a release"),
  commitmentBytes: never("no message has a size at this fidelity"),
};

const isGreedy = ({ strategy }: Pick<RuleSwitches, "strategy">): boolean => strategy === "rewardGreedy";

/** Why a release cannot change the switch in a run; null: it can. */
export const whyFixed = (name: SwitchName, change: Change, scenario: Pick<Scenario, "fees">): string | null =>
  fixedSwitches[name]?.(change, scenario) ?? null;

/** Switches by which filters are told: with another grid alone can they change. */
export const gridSwitches: readonly SwitchName[] = ["splitCut", "shardKeys"];

/** What nodes decide by themselves, each by the release that it has adopted; all others are the chain's. */
export const nodeSwitches: readonly SwitchName[] = [
  "strategy",
  "keepThresholdPercent",
  "thinShardRescue",
  "thinTargets",
];

/** What takes force of a release: all of it at once, or first what nodes decide, and with its activation what the chain does. */
export type ReleasePart = "all" | "nodes" | "chain";

/** Which part of a release its n-th happening is, from 0. */
export const partOf = ({ activates }: Pick<Release, "activates">, time: number): ReleasePart => {
  if (activates === undefined) return "all";
  return time === 0 ? "nodes" : "chain";
};

/**
 * The switches that change: of a preset those in which it differs from what is in force, while the scenario's own `switches` hold over it
 * as before; and those that the release writes itself.
 */
export function releasedSwitches(
  scenario: Pick<Scenario, "switches">,
  { rules, switches = {} }: Release,
  current: RuleSwitches,
  part: ReleasePart = "all",
): Partial<RuleSwitches> {
  const preset = rules === undefined ? current : { ...ruleSets[rules], ...overridesOf(scenario) };
  const next: RuleSwitches = { ...preset, ...(switches as Partial<RuleSwitches>) };
  const changed = switchNames.filter((name) => next[name] !== current[name] && isOf(part, name));
  return Object.fromEntries(changed.map((name) => [name, next[name]]));
}

const isOf = (part: ReleasePart, name: SwitchName): boolean =>
  part === "all" || nodeSwitches.includes(name) === (part === "nodes");

/** An entry that comes, with the rules on both sides of it. */
export interface RuleStep {
  /** Index of the entry in the timeline. */
  readonly entry: number;
  /** Of a release. */
  readonly part: ReleasePart;
  /** When it comes for the first time, microseconds; Infinity: when a condition is met. Frames are taken to come at the scenario's pace. */
  readonly atUs: number;
  readonly before: RuleSwitches;
  readonly after: RuleSwitches;
}

type Coming = Pick<RuleStep, "entry" | "part" | "atUs">;

/** All entries in the order in which they come for the first time, releases that are activated twice. */
export function ruleSteps(scenario: Scenario, rules: RuleSwitches): readonly RuleStep[] {
  const coming = datedEntries(scenario).flatMap(({ entry: { release }, when }, entry): readonly Coming[] => {
    const atUs = timeUs(when, 0) ?? Number.POSITIVE_INFINITY;
    if (release?.activates === undefined) return [{ entry, part: "all", atUs }];
    return [
      { entry, part: "nodes", atUs },
      { entry, part: "chain", atUs: activationUs(release.activates, atUs, scenario.frames) },
    ];
  });
  // Conditions come at a moment that nobody knows, so after all others; sorting keeps the order of those of one moment.
  coming.sort((one, other) => (one.atUs === other.atUs ? 0 : one.atUs - other.atUs));
  let before = rules;
  return coming.map(({ entry, part, atUs }) => {
    const { release, reset } = scenario.timeline?.[entry] ?? {};
    const changed = release === undefined ? {} : releasedSwitches(scenario, release, before, part);
    const keys = reset?.shardKeys === undefined ? {} : { shardKeys: reset.shardKeys };
    const step = { entry, part, atUs, before, after: { ...before, ...changed, ...keys } };
    before = step.after;
    return step;
  });
}

/** The rules in force at the end of a run, as far as its dated releases tell: those that wait for a condition may come or not. */
export function rulesAtEnd(scenario: Scenario, rules: RuleSwitches): RuleSwitches {
  return ruleSteps(scenario, rules).findLast(({ atUs }) => atUs <= scenario.horizon)?.after ?? rules;
}

/** What a scenario overrides of its own preset, by the names of switches. */
function overridesOf({ switches }: Pick<Scenario, "switches">): Partial<RuleSwitches> {
  const entries = Object.entries(switches).flatMap(([written, value]) => {
    const name = switchNamed(written);
    return name === undefined || value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(entries);
}

/** Whether a switch has that value from the start on, or may have it by a release of the timeline. */
export const mayBecome = (
  { timeline = [] }: Pick<Scenario, "timeline">,
  rules: RuleSwitches,
  wanted: Partial<RuleSwitches>,
): boolean =>
  (Object.keys(wanted) as SwitchName[]).every(
    (name) =>
      rules[name] === wanted[name] ||
      timeline.some(({ release }) =>
        [release?.switches?.[name], release?.rules && ruleSets[release.rules][name]].includes(wanted[name]),
      ),
  );

/** Whether only the first votes are credited, from the start on or by a release of the timeline. */
export const mayCreditFirst = (
  scenario: Pick<Scenario, "timeline">,
  { creditedSigners }: Pick<RuleSwitches, "creditedSigners">,
): boolean =>
  creditedSigners === "quorum" ||
  (scenario.timeline ?? []).some(({ release }) => release?.switches?.creditedSigners === "quorum");

/** Whether a release of the timeline lets absent leaders cost frames. */
export const mayTimeOut = (scenario: Pick<Scenario, "switches" | "timeline" | "consensus">): boolean =>
  (scenario.timeline ?? []).some(({ release }) => {
    const kind = release?.switches?.consensusKind ?? (release?.rules && ruleSets[release.rules].consensusKind);
    return kind !== undefined && hasLeaderTimeouts(scenario, { consensusKind: kind });
  });
