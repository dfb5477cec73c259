/**
 * A random scenario that can be run, over the whole schema: small enough for some thousand frames in well under a second,
 * and lively enough that in most of them something of everything happens.
 */
import { seriesMetrics } from "../../../models/output/metrics/series.js";
import { moneyFieldNames } from "../../../models/scenario/money.js";
import { grantListNames } from "../../../models/protocol/emission/grant-lists.js";
import { defaultRuleSet } from "../../../models/protocol/ground/rule-sets.js";
import { toYaml } from "../../../sim/scenario/print.js";
import type { Seed } from "../../../sim/random/seed.js";
import type { Plain } from "../../../sim/scenario/tree.js";
import { choicesOf, type Choices, written } from "./choices.js";
import { durationText, megabytesText, shareText } from "./quantities.js";
import { withBooks } from "./random-money.js";
import { randomAttackers, randomBudgets, randomCurve, randomMarket, withStrategy } from "./random-plugins.js";
import { type ClassOfCase, type Fields, randomClass } from "./random-operators.js";
import { randomStart } from "./random-start.js";
import { randomRules, type RulesOfCase } from "./random-switches.js";
import { randomTimeline } from "./random-timeline.js";
import { randomSearch } from "./random-search.js";
import { randomClasses, randomGrowthSkew } from "./random-storage.js";
import { randomTune } from "./random-tune.js";
import { randomSweep } from "./random-sweep.js";
import { withFaults, withWire, randomFidelity, withLines } from "./random-wire.js";
import { type ClockOfCase, randomClock, reportStep } from "./random-clock.js";
import { randomFigures } from "./random-figures.js";
import { randomChain, randomEra } from "./random-chain.js";

/** Number `number` of a seed, as the text of a scenario file. */
export function randomScenario(seed: Seed, number: number): string {
  const fields = randomFields(seed, number);
  return toYaml(fields as unknown as Plain, [`Case ${number} of seed ${seed}.`]);
}

const randomSources = (choices: Choices): Fields => ({
  horizon: written({
    source: choices.oneOf(["measured", "claimed", "assumed"]),
    why: choices.maybe(0.5, () => choices.oneOf(["", "nobody says", "λ → µ"])),
  }),
});

/** The same as plain values. */
export function randomFields(seed: Seed, number: number): Fields {
  const choices = choicesOf("scenario", seed, number);
  const rules = randomRules(choices, choicesOf("sessions", seed, number));
  const is21 = rules.switches.lifecycle !== "trie";
  const clock = randomClock(choices, is21);
  const observed = choices.maybe(0.25, () => randomMeasurement(choices, clock.horizonS));
  const columns = Object.keys(observed?.columns ?? {});
  const surroundings = { horizonS: clock.horizonS, is21, columns };
  // Draws of their own, so that a new plug-in changes nothing else in a scenario.
  const own = choicesOf("plug-ins", seed, number);
  const ofSearch = choicesOf("search", seed, number);
  const ofTune = choicesOf("tune", seed, number);
  const operators = choices
    .list(choices.integer(1, 5), (k) => randomClass(choices, k, surroundings))
    .map((one, k) => withStrategy(own, one, { mayMix: k > 0 }));
  const said: Fields = written({
    $schema: choices.maybe(0.05, () => "../scenarios/scenario.schema.json"),
    name: `fuzz-${number}`,
    about: choices.maybe(0.2, () => choices.oneOf(["", "why?", 'λ → µ: 100 % of # it\nand "more"', "x".repeat(2000)])),
    seed: choices.maybe(0.8, () => choices.oneOf<unknown>([choices.integer(0, 1e6), "a phrase", 0, "7", "µ"])),
    rules: choices.chance(rules.preset === defaultRuleSet ? 0.5 : 1) ? rules.preset : undefined,
    switches: Object.keys(rules.overrides).length === 0 ? undefined : rules.overrides,
    fidelity: choices.maybe(0.1, () => "frame"),
    horizon: durationText(choices, clock.horizonUs),
    sources: choices.maybe(0.1, () => randomSources(choices)),
    frames: clock.frames,
    operators,
    ...randomData(choices, { rules, operators, is21 }),
    network: choices.maybe(0.6, () => randomLosses(choices)),
    ...(is21 ? randomChain(choices, clock.horizonS, rules) : {}),
    issuance: choices.maybe(0.3, () => ({
      supply: choices.oneOf(["0 QUIL", "1.5 QUIL", "1340000000 QUIL", "7 units"]),
    })),
    ...(is21 ? { curve: randomCurve(own), attackers: randomAttackers(own, operators, clock.horizonS) } : {}),
    ...randomMoney(choicesOf("market", seed, number), choicesOf("money", seed, number), operators, clock),
    ...randomEra(choices, rules),
    observed,
    ...randomFigures(choicesOf("figures", seed, number), clock.horizonUs),
    report: choices.maybe(0.8, () => ({
      every: reportStep(choices, clock),
      // Before 2.0 nobody has a place.
      allocations: choices.maybe(0.3, () => (is21 || rules.switches.emissionRule === "v20" ? true : undefined)),
    })),
    replications: choices.maybe(0.3, () => choices.integer(1, 4)),
    sweep: choices.maybe(0.1, () => randomSweep(choices)),
    search: ofSearch.maybe(0.1, () => randomSearch(ofSearch)),
    tune: ofTune.maybe(0.1, () => randomTune(ofTune)),
  });
  const lined = withLines(choicesOf("lines", seed, number), said);
  const fields = withGrants(choicesOf("grants", seed, number), lined, clock.horizonUs);
  if (!is21) return { ...fields, ...withSupply(fields), ...randomReport(choicesOf("books", seed, number), fields) };
  const attacked = {
    ...fields,
    ...withSupply(fields),
    ...withBudgets(choicesOf("budgets", seed, number), fields, clock.horizonS),
  };
  const dated = {
    ...attacked,
    shards: randomGrowthSkew(choicesOf("storage", seed, number), fields["shards"] as Fields),
    ...withDemand(choicesOf("demand", seed, number), attacked),
    ...randomDates(choicesOf("timeline", seed, number), attacked, clock.horizonUs),
    ...randomReport(choicesOf("books", seed, number), fields),
  };
  const stored = { ...dated, ...randomClasses(choicesOf("classes", seed, number), dated) };
  const timed = { ...stored, ...randomFidelity(choicesOf("fidelity", seed, number), dated, rules) };
  const wired = withWire(choicesOf("wire", seed, number), timed, rules);
  return { ...wired, ...withFaults(choicesOf("faults", seed, number), wired, clock.horizonUs) };
}

/** Lists that genesis grants, some of them after the run, and some to nobody in it. */
function withGrants(choices: Choices, fields: Fields, horizonUs: number): Fields {
  if (!choices.chance(0.2)) return fields;
  const classes = (fields["operators"] as readonly ClassOfCase[]).map((one) => one["class"] as string);
  const grants = grantListNames
    .filter(() => choices.chance(0.6))
    .map((list) =>
      written({
        list,
        total: list === "first" ? undefined : choices.oneOf(["0 units", "7 units", "1000000 QUIL"]),
        at: choices.maybe(0.7, () =>
          durationText(choices, choices.integer(0, Math.floor(horizonUs / 1e6)) * 1_000_000),
        ),
        to: choices.maybe(0.5, () => choices.oneOf([[], classes, [choices.oneOf(classes)]])),
        divide: choices.maybe(0.4, () => choices.oneOf(["by presence", "equally"])),
      }),
    );
  return { ...fields, grants };
}

/** A market, and operators that keep books in it; both with draws of their own, as they came to scenarios last. */
function randomMoney(
  ofMarket: Choices,
  choices: Choices,
  operators: readonly ClassOfCase[],
  clock: ClockOfCase,
): Fields {
  const market = randomMarket(ofMarket, clock.horizonS);
  return market === undefined ? {} : { market, operators: withBooks(choices, operators, clock) };
}

/** Attackers who buy machines of a class of their own, where a token has a price. */
function withBudgets(choices: Choices, { market, operators, attackers, fees }: Fields, horizonS: number): Fields {
  if (market === undefined) return {};
  const bought = randomBudgets(choices, horizonS);
  if (bought.attackers.length === 0) return {};
  return {
    operators: [...(operators as readonly ClassOfCase[]), ...bought.operators],
    attackers: [...((attackers as readonly Fields[] | undefined) ?? []), ...bought.attackers],
    // Junk pays by the rules of fees, which have a section also where nobody else sends anything.
    ...(fees === undefined && storesJunk(bought.attackers) ? { fees: { transactions: "0/d", bytes: "1 kB" } } : {}),
  };
}

/** Users who look at what a transaction costs in dollars. */
function withDemand(choices: Choices, { market, fees }: Fields): Fields {
  if (market === undefined || fees === undefined || choices.chance(0.5)) return {};
  const fee = choices.oneOf(["0.000001 USD", "0.001 USD", "5 USD"]);
  const demand = written({ fee, elasticity: choices.maybe(0.7, () => choices.oneOf([0, 0.3, 1, 10])) });
  return { market: { ...(market as Fields), demand } };
}

/** What operators bring along was issued before. */
const withSupply = ({ operators }: Fields): Fields =>
  (operators as readonly ClassOfCase[]).some(({ tokens }) => tokens === "1 units") ? { issuance: { supply: "1.5 QUIL" } } : {}; // prettier-ignore

const storesJunk = (attackers: readonly Fields[]): boolean => attackers.some(({ kind }) => kind === "junk storage");

/** A table of books, where somebody keeps some. */
function randomReport(choices: Choices, { report, operators, market }: Fields): Fields {
  const keep = (operators as readonly ClassOfCase[]).some((one) =>
    moneyFieldNames.some((name) => one[name] !== undefined),
  );
  if (market === undefined || !keep || choices.chance(0.5)) return {};
  return { report: { ...(report as Fields | undefined), books: choices.chance(0.8) } };
}

/** What happens when in a network that is written already, and the day on which it starts. */
function randomDates(choices: Choices, fields: Fields, horizonUs: number): Fields {
  const { network, fees, curve, operators } = fields as {
    readonly network?: { readonly date?: string };
    readonly fees?: unknown;
    readonly curve?: unknown;
    readonly operators: readonly ClassOfCase[];
  };
  const date = network?.date === undefined ? choices.maybe(0.3, () => choices.oneOf(dates)) : undefined;
  const classes = operators.map(({ class: name }) => String(name));
  const isPaceFixed = fees !== undefined || curve !== undefined;
  return written({
    date,
    timeline: choices.maybe(0.3, () => randomTimeline(choices, { horizonUs, classes, date, isPaceFixed })),
    rare: randomTilt(choices, operators),
  });
}

/** Another law of outages, of classes that have some. */
function randomTilt(choices: Choices, operators: readonly ClassOfCase[]): Fields | undefined {
  const names = operators.flatMap(({ class: name, uptime }) =>
    typeof uptime === "string" && !uptime.startsWith("100") ? [name] : [],
  );
  const factor = (): number | undefined => choices.maybe(0.7, () => choices.oneOf([1, 1.5, 40, 1_000_000]));
  const tilt = [...new Set(names)].map((name) => written({ class: name, often: factor(), long: factor() }));
  return choices.maybe(tilt.length === 0 ? 0 : 0.15, () => ({ tilt }));
}

interface DataSurroundings {
  readonly rules: RulesOfCase;
  readonly operators: readonly ClassOfCase[];
  readonly is21: boolean;
}

function randomData(choices: Choices, { rules, operators, is21 }: DataSurroundings): Fields {
  const count = is21 ? choices.magnitude(1, 8) : 1;
  // Up to seven shards of 254-bit keys, or of 256-bit ones, and one of metadata.
  const byKeys = is21 && choices.chance(0.25);
  const world = megabytesText(choices, choices.chance(0.1) ? 1 : 200, 200_000);
  const shards = written({
    count: byKeys ? undefined : count,
    prefixBits: byKeys ? choices.integer(0, 3) : undefined,
    world,
    metadata: choices.maybe(byKeys ? 0.5 : 0, () => choices.oneOf(["12 kB", "0 B", "900 kB"])),
    skew: choices.maybe(byKeys ? 0 : 0.4, () => choices.oneOf(["none", "zipf 0.8", "zipf 2", "zipf 0", "zipf 0.05"])),
    leaf: choices.maybe(0.2, () => megabytesText(choices, 50, 2000)),
    growth: choices.maybe(is21 ? 0.3 : 0, () =>
      choices.oneOf(["1.2 %/month", "40 %/month", "9000 %/y", "0 %/d", "500 %/d"]),
    ),
  });
  const { ringSize } = rules.switches;
  const start = choices.maybe(is21 && !byKeys ? 0.2 : 0, () =>
    randomStart(choices, { operators, shards: count, ringSize, world }),
  );
  return { shards, ...(start === undefined ? {} : { start }) };
}

const dates = ["2024-05-07", "2024-10-12", "2024-11-23", "2025-01-12", "2025-04-14", "1970-01-01", "2030-12-31"];

const randomLosses = (choices: Choices): Fields =>
  written({
    messageLoss: choices.maybe(0.7, () => shareText(choices, 0, choices.chance(0.2) ? 100 : 20)),
    date: choices.maybe(0.5, () => choices.oneOf(dates)),
  });

interface Measurement extends Fields {
  readonly columns: Readonly<Record<string, readonly number[]>>;
}

/** Head counts that rise and fall a little, some of them beyond the end of the run. */
function randomMeasurement(choices: Choices, horizonS: number): Measurement {
  const length = choices.integer(2, 6);
  const stepDays = (horizonS / 86_400 / length) * choices.oneOf([0.5, 1, 2]);
  const names = new Set(choices.list(choices.integer(1, 3), () => choices.oneOf(seriesMetrics).name));
  return {
    source: choices.oneOf(["a dashboard", "", "µ 100 %"]),
    timeDays: Array.from({ length }, (_unused, k) => k * stepDays),
    columns: Object.fromEntries([...names].map((name) => [name, randomWalk(choices, length)])),
  };
}

function randomWalk(choices: Choices, length: number): number[] {
  let value = choices.integer(0, 60);
  return choices.list(length, () => (value = Math.max(0, value + choices.integer(-12, 12) / choices.oneOf([1, 1, 4]))));
}
