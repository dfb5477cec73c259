/** Dated events of a random scenario: most of them within the run, a few each. */
import type { Choices } from "./choices.js";
import { written } from "./choices.js";
import { durationText, secondsText, shareText } from "./quantities.js";
import type { Fields } from "./random-operators.js";

interface Surroundings {
  readonly horizonUs: number;
  readonly classes: readonly string[];
  /** Day on which the run starts, if the scenario has one. */
  readonly date: string | undefined;
  readonly isPaceFixed: boolean;
}

const second = 1_000_000;

export function randomTimeline(choices: Choices, surroundings: Surroundings): readonly Fields[] {
  return choices.list(choices.integer(1, 5), () => randomEntry(choices, surroundings));
}

function randomEntry(choices: Choices, surroundings: Surroundings): Fields {
  const when = randomWhen(choices, surroundings);
  const label = choices.maybe(0.2, () => choices.oneOf(["a word", 'µ, "x"', "y".repeat(40)]));
  const happening = randomHappening(choices, surroundings);
  return written({ ...(happening["release"] === undefined ? when : once(when)), label, ...happening });
}

/** The first time of those that were drawn. */
function once({ at, every, when, for: lasting }: Fields): Fields {
  return written({ at: at ?? every, when, for: lasting });
}

function randomWhen(choices: Choices, { horizonUs, date }: Surroundings): Fields {
  const within = (): string => durationText(choices, choices.integer(0, horizonUs));
  const kind = choices.integer(0, 9);
  if (kind < 5) return { at: date !== undefined && choices.chance(0.2) ? date : within() };
  if (kind < 7) {
    const every = choices.integer(Math.ceil(horizonUs / 6), horizonUs);
    return written({
      every: durationText(choices, Math.max(1, every)),
      from: choices.maybe(0.5, () => "0 s"),
      until: choices.maybe(0.4, () => durationText(choices, horizonUs)),
      times: choices.maybe(0.3, () => choices.integer(1, 4)),
    });
  }
  const [metric, bound] = choices.oneOf([
    ["coverage.haltedShards", 0],
    ["shard.haltRisk", 0],
    ["population.workersActive", 5],
    ["lifecycle.leaves", 3],
    ["emission.issued_quil", 1],
  ] as const);
  return written({
    when: `${metric} ${choices.oneOf([">", ">=", "<", "!="])} ${bound}`,
    for: choices.maybe(0.5, () => secondsText(choices, 10, Math.min(3600, horizonUs / second))),
    atMost: choices.maybe(0.5, () => choices.integer(1, 5)),
  });
}

function randomHappening(choices: Choices, { horizonUs, classes, isPaceFixed }: Surroundings): Fields {
  const name = (): string => choices.oneOf(classes);
  const span = (): string => secondsText(choices, 1, horizonUs / second / 3);
  const over = (): string | undefined => choices.maybe(0.5, span);
  const count = (): number => choices.integer(1, 8);
  switch (choices.integer(0, 8)) {
    case 0:
      return {
        outage: written({
          class: choices.maybe(0.6, name),
          share: choices.maybe(0.7, () => shareText(choices, 0, 100)),
          for: span(),
          back: choices.maybe(0.6, () => choices.oneOf(["at once", `over ${span()}`])),
        }),
      };
    case 1:
      return { arrivals: written({ class: name(), count: count(), over: over() }) };
    case 2: {
      const some = choices.chance(0.5) ? { count: count() } : { share: shareText(choices, 0, 100) };
      const how = choices.maybe(0.7, () => choices.oneOf(["leave", "vanish"]));
      return { departures: written({ class: name(), ...some, over: over(), how }) };
    }
    case 3: {
      const step = choices.integer(0, 3);
      const growth = choices.maybe(step === 3 ? 1 : 0.4, () => choices.oneOf(["0 %/month", "90 %/month", "200 %/d"]));
      const bytes = choices.oneOf(["1 GB", "300 MB", "40 GB"]);
      const sizes = [{ to: bytes }, { add: bytes }, { remove: "1 MB" }, {}];
      return { data: written({ ...sizes[step], growth }) };
    }
    case 4:
      return isPaceFixed ? { halt: { for: span() } } : { pace: choices.oneOf(["8 s", "12 s", "3456789 us"]) };
    case 5:
      return { halt: written({ for: span(), framesLost: choices.maybe(0.5, () => `${count()} frames`) }) };
    case 6:
      return {
        reset: written({
          prefixBits: choices.integer(1, 4),
          shardKeys: choices.maybe(0.4, () => choices.oneOf(["bits254", "bits256"])),
          world: choices.maybe(0.5, () => choices.oneOf(["1 GB", "30 GB"])),
          metadata: choices.maybe(0.4, () => "12 kB"),
          allocations: choices.maybe(0.6, () => choices.oneOf(["dropped", "kept"])),
          seniority: choices.maybe(0.6, () => choices.oneOf(["dropped", "kept"])),
          pause: choices.maybe(0.4, span),
        }),
      };
    case 7:
      return {
        release: written({
          ...choices.oneOf<() => Fields>([
            () => ({}),
            () => ({ class: name() }),
            () => ({ share: shareText(choices, 1, 100) }),
          ])(),
          ...choices.oneOf<() => Fields>([
            () => ({}),
            () => ({ adoption: "at once" }),
            () => ({ adoption: choices.oneOf(["over 1 h", "half-life 20 min"]) }),
            () => ({
              adoption: choices.oneOf(["over 1 h", "half-life 20 min"]),
              floor: durationText(choices, Math.ceil(horizonUs / 4)),
            }),
          ])(),
          activates: choices.maybe(0.3, () => choices.oneOf(["0 s", durationText(choices, Math.ceil(horizonUs / 40))])),
          switches: written({
            keepThresholdPercent: choices.integer(0, 100),
            thinShardRescue: choices.maybe(0.5, () => choices.oneOf(["everyNode", "releasable", "none"])),
            thinTargets: choices.maybe(0.5, () => choices.oneOf(["score", "hash", "none"])),
            leaveGate: choices.maybe(0.5, () => choices.oneOf(["otherActive", "committee", "off"])),
            kickSeniority: choices.oneOf(["zeroed", "kept", "minus10PerFault", "quadraticPenalty"]),
            // Of what the chain decides something changes, so that there is something to activate.
            splitCooldownFrames: choices.integer(0, 400),
          }),
        }),
      };
    default:
      return {
        change: written({
          "report.every": choices.maybe(0.3, () => durationText(choices, Math.max(1, Math.ceil(horizonUs / 40)))),
          "operators[0].strategy": choices.maybe(0.4, () => choices.oneOf(["data greedy", "default"])),
          "operators[0].outage": choices.maybe(0.4, () => secondsText(choices, 10, 3600)),
          "network.messageLoss": shareText(choices, 0, 20),
        }),
      };
  }
}
