/** What a release changes: the switches in which its rules differ from those in force, and which of them a run can change. */
import { type RuleSwitches, ruleSets, type SwitchName } from "../../protocol/ground/rule-sets.js";
import { switchNamed, switchNames } from "../../protocol/ground/switches.js";
import { hasLeaderTimeouts } from "../../protocol/consensus/leader-timeouts.js";
import { timeUs } from "../../../sim/scenario/timeline/times.js";
import type { Scenario } from "../schema.js";
import { datedEntries } from "./entries.js";
import type { TimelineEntry } from "./schema.js";

export type Release = NonNullable<TimelineEntry["release"]>;

const requests = "requests that are under way were made, and are answered, by the windows of one lifecycle";
const pay = "what rings have earned is accumulated by one formula from the start to the end";

/** Switches that hold from the start of a run to its end, with the reason. */
export const fixedSwitches: { readonly [Name in SwitchName]?: string } = {
  lifecycle: requests,
  epochFrames: requests,
  confirmWindow: requests,
  rejectWindow: requests,
  proverStatus: requests,
  ringSize: pay,
  ringDivisor: pay,
  emptySlots: pay,
  issuanceArithmetic: pay,
  shardDivisor: pay,
  emissionRule: pay,
  dawnReward: pay,
  strategy: "classes say what their nodes go for; write change: { operators[0].strategy: … }",
  splitOnBytes: "what size alone would split has not been looked at since the start",
  storageAudit: "exposures are counted from the start, or not at all",
  auditPopulation: "exposures are counted from the start, or not at all",
  feeRule: "fee multipliers follow one rule from the start",
  seniorityDecay: "absences are counted from the start, or not at all",
  versionFloor: "which versions are refused was planned at the start",
  commitmentBytes: "no message has a size at this fidelity",
};

/** Switches by which filters, and siblings among them, are told: with another grid alone can they change. */
export const gridSwitches: readonly SwitchName[] = ["splitCut", "shardKeys", "mergeRule"];

/**
 * The switches that change: of a preset those in which it differs from what is in force, while the scenario's own `switches` hold over it
 * as before; and those that the release writes itself.
 */
export function releasedSwitches(
  scenario: Pick<Scenario, "switches">,
  { rules, switches = {} }: Release,
  current: RuleSwitches,
): Partial<RuleSwitches> {
  const preset = rules === undefined ? current : { ...ruleSets[rules], ...overridesOf(scenario) };
  const next: RuleSwitches = { ...preset, ...(switches as Partial<RuleSwitches>) };
  const changed = switchNames.filter((name) => next[name] !== current[name]);
  return Object.fromEntries(changed.map((name) => [name, next[name]]));
}

/** The rules in force at the end of a run, as far as its dated releases tell: those that wait for a condition may come or not. */
export function rulesAtEnd(scenario: Scenario, rules: RuleSwitches): RuleSwitches {
  const dated = datedEntries(scenario).flatMap(({ entry: { release }, when }) => {
    const atUs = timeUs(when, 0);
    return release === undefined || atUs === null || atUs > scenario.horizon ? [] : [{ release, atUs }];
  });
  // Sorting keeps the order of those of one moment, in which they are written.
  dated.sort((one, other) => one.atUs - other.atUs);
  return dated.reduce((now, { release }) => ({ ...now, ...releasedSwitches(scenario, release, now) }), rules);
}

/** What a scenario overrides of its own preset, by the names of switches. */
function overridesOf({ switches }: Pick<Scenario, "switches">): Partial<RuleSwitches> {
  const entries = Object.entries(switches).flatMap(([written, value]) => {
    const name = switchNamed(written);
    return name === undefined || value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(entries);
}

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
