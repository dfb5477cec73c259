/** The events of a timeline by the names under which figures can be of them: as a scenario has them, and as a run saw them. */
import type { Dated, Moment, MomentInfo } from "../../../sim/scenario/timeline/moments.js";
import { timesUpTo } from "../../../sim/scenario/timeline/times.js";
import type { EventEngine, ScenarioGiven } from "../../changes/network.js";
import type { Scenario } from "../../scenario/schema.js";
import { faultTimes } from "../../scenario/timeline/faults.js";
import { startMs } from "../../scenario/timeline/start-date.js";
import { activationUs } from "../../scenario/timeline/activation.js";
import { type DatedEntry, datedEntries } from "../../scenario/timeline/entries.js";
import { type HappeningWords, wordsOf } from "../../scenario/timeline/happened.js";
import type { Logged } from "../../state/log/log-of.js";
import { Phase } from "../../state/timeline.js";

/** Known times of an entry that are told at most, as many as an entry may have. */
const timesMax = 10_000;

/** What is behind the name of a kind of event, by the phase that a row of `timeline.csv` has. */
const suffixes: { readonly [phase in Phase]: string } = {
  [Phase.happens]: "",
  [Phase.begins]: "",
  [Phase.ends]: ".ends",
  [Phase.shutsOut]: ".shutsOut",
  [Phase.activates]: ".activates",
};

/** Under its kind, and of several of a kind by its label. */
function namesOf({ kind, given }: Pick<HappeningWords, "kind" | "given">, phase: Phase): readonly string[] {
  const name = `${kind}${suffixes[phase]}`;
  return given === undefined ? [name] : [name, `${name}[label=${given}]`];
}

/** Those that happened, in their order. */
export function momentsOfRun({ world, scenario }: ScenarioGiven & Logged & EventEngine): readonly Moment[] {
  const { happened } = world.timeline;
  return Array.from({ length: happened.count }, (_unused, row) => row).flatMap((row) => {
    const words = wordsOf(scenario, happened.entry[row]);
    const names = words === null ? [] : namesOf(words, happened.phase[row] as Phase);
    return names.map((name) => ({ name, timeS: happened.timeUs[row] / 1_000_000 }));
  });
}

/** Those that a scenario names, with when each comes as far as that is known before a run, and how far its looks are apart. */
export function datedOfScenario(scenario: Scenario): Dated {
  const moments = new Map<string, MomentInfo>();
  const note = (names: readonly string[], timesUs: readonly number[] | null): void => {
    for (const name of names) {
      const before = moments.get(name);
      moments.set(name, { name, timesUs: before === undefined ? timesUs : joined(before.timesUs, timesUs) });
    }
  };
  for (const dated of datedEntries(scenario))
    for (const [phase, afterUs] of phasesOf(dated, scenario)) {
      const timesUs =
        dated.when.kind === "condition"
          ? null
          : timesUpTo(dated.when, scenario.horizon, timesMax).map((timeUs) => afterUs(timeUs));
      note(namesOf({ kind: dated.happening, given: dated.entry.label }, phase), timesUs);
    }
  for (const fault of scenario.faults ?? []) {
    const words = { kind: fault.fault, given: undefined };
    const begins = timesUpTo(faultTimes(fault), scenario.horizon, timesMax);
    const ends = begins.map((timeUs) => timeUs + fault.for);
    note(namesOf(words, Phase.begins), begins);
    note(namesOf(words, Phase.ends), ends);
  }
  const changesLooks = (scenario.timeline ?? []).some(({ change = {} }) => Object.hasOwn(change, "report.every"));
  return {
    moments: [...moments.values()],
    lookEveryUs: changesLooks ? null : scenario.report.every,
    startMs: startMs(scenario) ?? undefined,
  };
}

const joined = (one: readonly number[] | null, other: readonly number[] | null): readonly number[] | null =>
  one === null || other === null ? null : [...one, ...other].sort((a, b) => a - b);

type PhaseTime = readonly [phase: Phase, afterUs: (timeUs: number) => number];

/** What comes of an entry, and when, by when it happens. */
function phasesOf({ entry }: DatedEntry, { frames }: Scenario): readonly PhaseTime[] {
  const { outage, release } = entry;
  const { activates, floor } = release ?? {};
  return [
    [Phase.happens, (timeUs) => timeUs],
    ...(outage === undefined ? [] : [[Phase.ends, (timeUs: number) => timeUs + outage.for] as const]),
    ...(activates === undefined
      ? []
      : [[Phase.activates, (timeUs: number) => activationUs(activates, timeUs, frames)] as const]),
    ...(floor === undefined ? [] : [[Phase.shutsOut, (timeUs: number) => timeUs + floor] as const]),
  ];
}
