/** Releases of a timeline that a run could not follow: by what they change of the rules in force at their moment. */
import type { TimelineRefusal } from "../../../sim/scenario/timeline/refusals.js";
import { timeUs } from "../../../sim/scenario/timeline/times.js";
import { type RuleSwitches, ruleSets, type SwitchName } from "../../protocol/ground/rule-sets.js";
import { parseSwitches, switchNames } from "../../protocol/ground/switches.js";
import { hasLeaderTimeouts } from "../../protocol/consensus/leader-timeouts.js";
import type { Scenario } from "../../scenario/schema.js";
import { adoptionSpan } from "../../scenario/timeline/adoption.js";
import { type DatedEntry, datedEntries } from "../../scenario/timeline/entries.js";
import { parseActivation } from "../../scenario/timeline/activation.js";
import { gridSwitches, type Release, ruleSteps, type RuleStep, whyFixed } from "../../scenario/timeline/release.js";
import { timelineMessages as messages } from "./timeline-messages.js";

/** The rules with which an entry takes effect for the first time: with all releases of its moment, wherever they are written. */
export function rulesWith(steps: readonly RuleStep[], entry: number): RuleSwitches {
  const own = steps.find((step) => step.entry === entry);
  const last = steps.findLast(({ atUs }) => atUs === own?.atUs);
  if (last === undefined) throw new Error(`timeline[${entry}] never comes`);
  return last.after;
}

/** What is wrong with the releases; all at once. */
export function releaseRefusals(scenario: Scenario, rules: RuleSwitches): readonly TimelineRefusal[] {
  const entries = datedEntries(scenario);
  const steps = ruleSteps(scenario, rules);
  return steps.flatMap((step) => {
    const { release } = entries[step.entry].entry;
    if (release === undefined) return [];
    const moment = { release, step, resets: hasResetAt(entries, step.atUs) };
    const found = [...switchProblems(scenario, moment), ...(step.part === "chain" ? [] : fieldProblems(scenario, moment, steps))]; // prettier-ignore
    return found.map(([field, message]) => ({ path: `timeline[${step.entry}].release.${field}`, message }));
  });
}

/** Whether a reset happens at a known moment. */
const hasResetAt = (entries: readonly DatedEntry[], atUs: number): boolean =>
  atUs < Number.POSITIVE_INFINITY &&
  entries.some(
    ({ entry, when }) =>
      entry.reset !== undefined && when.kind === "times" && when.everyUs === 0 && timeUs(when, 0) === atUs,
  );

interface Released {
  readonly release: Release;
  readonly step: RuleStep;
  /** Whether the grid is replaced at the same moment. */
  readonly resets: boolean;
}

type Problem = readonly [field: string, message: string];

/** What is wrong with the switches that change, each at its place. */
function switchProblems(scenario: Scenario, { release, step, resets }: Released): readonly Problem[] {
  const { rules, switches = {} } = release;
  const { before, after } = step;
  const changed = switchNames.filter((name) => before[name] !== after[name]);
  const placeOf = (name: string): string =>
    rules !== undefined && !Object.hasOwn(switches, name) ? "rules" : `switches.${name}`;
  const found: Problem[] = [];
  const refuse = (names: readonly SwitchName[], message: (names: readonly SwitchName[]) => string): void => {
    const places = [...new Set(names.map(placeOf))];
    for (const place of places) found.push([place, message(names.filter((name) => placeOf(name) === place))]);
  };
  const reasonOf = (name: SwitchName): string | null => whyFixed(name, step, scenario);
  const fixed = changed.filter((name) => reasonOf(name) !== null);
  for (const reason of new Set(fixed.map((name) => reasonOf(name) ?? "")))
    refuse(
      fixed.filter((name) => reasonOf(name) === reason),
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
  const preset = rules ?? scenario.rules;
  const overrides = switchNames.filter((name) => after[name] !== ruleSets[preset][name]);
  const reading = parseSwitches(preset, Object.fromEntries(overrides.map((name) => [name, after[name]])));
  for (const { key, message } of reading.ok ? [] : reading.problems) found.push([placeOf(key), `${key}: ${message}`]);
  return found;
}

/** What is wrong with who adopts a release, and when it takes force. */
function fieldProblems(
  scenario: Scenario,
  { release, step }: Released,
  steps: readonly RuleStep[],
): readonly Problem[] {
  const { adoption, activates, floor } = release;
  const found: Problem[] = [];
  const span = adoptionSpan(adoption);
  const isForAll = adoption === "at once" && release.class === undefined && release.share === 1;
  if (isForAll && floor !== undefined) found.push(["floor", messages.floorOfNobody()]);
  if (!span.ok) found.push(["adoption", span.message]);
  if (step.before.thinShardRescue === "releasable" && step.after.thinShardRescue !== "releasable" && !isForAll)
    found.push(["adoption", messages.rescueAtOnce()]);
  if (activates === undefined) return found;
  const activation = parseActivation(activates);
  const chain = steps.find(({ entry, part }) => entry === step.entry && part === "chain");
  if (!activation.ok) return [...found, ["activates", `${activation.message}; or write frame 699500`]];
  if (chain === undefined || switchNames.every((name) => chain.before[name] === chain.after[name]))
    return [...found, ["activates", messages.nothingToActivate()]];
  const { horizon, frames, timeline = [] } = scenario;
  if ("frame" in activation.value && activation.value.frame <= frames.first)
    found.push(["activates", messages.framePast(frames.first)]);
  // Where the pace changes no one knows by now when a frame comes.
  const isKnown = !("frame" in activation.value) || timeline.every(({ pace }) => pace === undefined);
  if (isKnown && chain.atUs < Number.POSITIVE_INFINITY && chain.atUs > horizon)
    found.push(["activates", messages.activatesNever(chain.atUs, horizon)]);
  return found;
}

/** Whether absent leaders cost frames, and a hash draws the leader of every rank. */
const drawsRanks = (scenario: Scenario, rules: RuleSwitches): boolean =>
  hasLeaderTimeouts(scenario, rules) && rules.leaderRule === "hashModulo" && rules.consensusKind !== "simplex";
