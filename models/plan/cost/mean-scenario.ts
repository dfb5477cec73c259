/** What a timeline makes of a scenario on average: a plan counts events, rows and time of it. */
import { withChange } from "../../scenario/change-fields.js";
import type { OperatorClass, Scenario } from "../../scenario/schema.js";
import type { TimelineEntry } from "../../scenario/timeline/schema.js";
import { momentsOf, plannedClock } from "./planned-clock.js";

/** A part of a run between two events. */
interface Stretch {
  readonly scenario: Scenario;
  readonly us: number;
}

/**
 * The scenario with a pace, reports, presence, arrivals, attackers and losses that are its own all the time, and bring as
 * much as those that its timeline changes. Itself where nothing of the kind changes, or a change is refused elsewhere.
 */
export function meanScenario(scenario: Scenario): Scenario {
  const parts = stretches(scenario);
  const { frames, retimes } = plannedClock(scenario);
  if (parts.length < 2 && retimes === 0) return scenario;
  const mean = (of: (scenario: Scenario) => number): number =>
    parts.reduce((sum, { scenario: one, us }) => sum + of(one) * us, 0) / scenario.horizon;
  // Of a chain that stands all the time at least one frame is seen.
  const paceUs = retimes === 0 ? scenario.frames.pace : scenario.horizon / Math.max(1, frames);
  const everyUs = 1 / mean(({ report }) => 1 / report.every);
  if (!(paceUs > 0 && everyUs > 0)) return scenario;
  const { attackers } = scenario;
  return {
    ...scenario,
    frames: { ...scenario.frames, pace: paceUs },
    report: { ...scenario.report, every: everyUs },
    network: { ...scenario.network, messageLoss: mean(({ network }) => network.messageLoss) },
    operators: scenario.operators.map((entry, k) =>
      meanClass(entry, (of) => mean(({ operators }) => of(operators[k]))),
    ),
    ...(attackers !== undefined && {
      attackers: attackers.map((attacker, k) => {
        if (!("rate" in attacker)) return attacker;
        return { ...attacker, rate: mean((one) => rateOf(one.attackers?.[k])) };
      }),
    }),
  };
}

const rateOf = (attacker: NonNullable<Scenario["attackers"]>[number] | undefined): number =>
  attacker !== undefined && "rate" in attacker ? Number(attacker.rate) : 0;

function meanClass(entry: OperatorClass, mean: (of: (entry: OperatorClass) => number) => number): OperatorClass {
  const uptime = mean((one) => one.uptime);
  const outagesPerUs = mean((one) => (one.uptime < 1 ? (1 - one.uptime) / one.outage : 0));
  return {
    ...entry,
    uptime,
    outage: outagesPerUs > 0 && Number.isFinite(outagesPerUs) ? (1 - uptime) / outagesPerUs : entry.outage,
    arrive: mean((one) => one.arrive),
    ...(entry.equivocate !== undefined && { equivocate: mean((one) => one.equivocate ?? 0) }),
  };
}

/** Events of all entries together that are looked at; of more, those that come first. */
const maxMoments = 20_000;

function stretches(scenario: Scenario): readonly Stretch[] {
  const { horizon } = scenario;
  const moments = momentsOf(scenario, ({ entry: { change } }) => change !== undefined, maxMoments);
  const found: Stretch[] = [];
  let current: Scenario = { ...scenario, timeline: undefined };
  let fromUs = 0;
  for (const { entry, atUs } of moments) {
    found.push({ scenario: current, us: atUs - fromUs });
    current = after(current, entry);
    fromUs = atUs;
  }
  return [...found, { scenario: current, us: horizon - fromUs }];
}

const after = (scenario: Scenario, { change = {} }: TimelineEntry): Scenario =>
  withChange(scenario, change) ?? scenario;
