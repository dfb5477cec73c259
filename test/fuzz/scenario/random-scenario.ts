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
import { durationText, megabytesText, rateText, secondsText, shareText } from "./quantities.js";
import { withBooks } from "./random-money.js";
import { randomAttackers, randomBudgets, randomCurve, randomMarket, withStrategy } from "./random-plugins.js";
import { type ClassOfCase, type Fields, randomClass } from "./random-operators.js";
import { randomStart } from "./random-start.js";
import { randomRules, type RulesOfCase } from "./random-switches.js";
import { randomTimeline } from "./random-timeline.js";
import { randomFaults } from "./random-faults.js";
import { randomSearch } from "./random-search.js";
import { randomClasses, randomGrowthSkew } from "./random-storage.js";
import { randomTune } from "./random-tune.js";
import { randomSweep } from "./random-sweep.js";

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
      allocations: choices.maybe(0.3, () => true),
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

/** Faults of the wire, where messages take their way over it. */
function withFaults(choices: Choices, { fidelity, operators, network }: Fields, horizonUs: number): Fields {
  if (fidelity !== "message" || choices.chance(0.5)) return {};
  const { regions } = network as { readonly regions?: { readonly preset?: string } };
  const names = regions?.preset === "six-regions-2019" ? ["europe", "japan"] : ["europe", "na east", "south africa"];
  const classes = (operators as readonly ClassOfCase[]).map((one) => one["class"] as string);
  return { faults: randomFaults(choices, { classes, regions: names, horizonUs }) };
}

/** At message fidelity where nothing stands against it, and lines and places at any. */
function withWire(choices: Choices, fields: Fields, { switches }: RulesOfCase): Fields {
  if (choices.chance(0.6)) return fields;
  const preset = choices.maybe(0.5, () => choices.oneOf(["eight-regions", "six-regions-2019"]));
  const regions = preset === "six-regions-2019" ? ["europe", "japan"] : ["europe", "na east", "south africa"];
  const region = (): string | undefined => choices.maybe(0.3, () => choices.oneOf(regions));
  const shares = (): Fields => ({ [regions[0]]: 2, [regions[1]]: 1 });
  const line = (): Fields => ({
    download: choices.maybe(0.3, () => choices.oneOf(["100 kbit/s", "500 Mbit/s"])),
    access: choices.maybe(0.3, () => choices.oneOf(["0 s", "20 ms", "12 s"])),
    loss: choices.maybe(0.3, () => choices.oneOf(["0 %", "0.1 %", "40 %"])),
    region: region(),
  });
  const isOther =
    switches.transport === "go" || fields["rare"] !== undefined || fields["fidelity"] === "epoch" || isReleased(fields);
  const operators = (fields["operators"] as readonly ClassOfCase[]).map((one) =>
    written({ ...one, ...line(), upload: one["upload"] === "0 bit/s" && !isOther ? "2 kbit/s" : one["upload"] }),
  );
  const upload = choices.maybe(0.5, () => choices.oneOf(["100 kbit/s", "100 Mbit/s", "10 Gbit/s"]));
  const network = written({
    ...(fields["network"] as Fields | undefined),
    regions: preset === undefined ? undefined : written({ preset, shares: choices.maybe(0.5, shares) }),
    copies: choices.maybe(0.3, () => choices.oneOf([1, 3, 8])),
    jitter: choices.maybe(0.5, () => choices.oneOf(["0 s", "10 ms", "7 s"])),
    archives: choices.maybe(0.5, () => written({ upload, ...line() })),
  });
  return { ...fields, operators, network, ...(isOther ? {} : { fidelity: "message" }) };
}

const isReleased = ({ timeline }: Fields): boolean => JSON.stringify(timeline ?? null).includes('"release"');

/** By epochs where the rules have them and keep them, and what a member gets does not hang on who else is there in a frame. */
function randomFidelity(choices: Choices, fields: Fields, { switches }: RulesOfCase): Fields {
  const { lifecycle, emptySlots, creditedSigners } = switches;
  const isSteppable = lifecycle === "epoch" && emptySlots === "notMinted" && creditedSigners === "allInTime";
  return isSteppable && !isReleased(fields) && fields["rare"] === undefined && choices.chance(0.2)
    ? { fidelity: "epoch" }
    : {};
}

/** Lines of some classes, and what computing with others pays. */
function withLines(choices: Choices, fields: Fields): Fields {
  const uploads = ["0 bit/s", "8 Mbit/s", "10 Mbit/s", "1 Gbit/s"];
  return written({
    ...fields,
    operators: (fields["operators"] as readonly ClassOfCase[]).map((one) =>
      choices.chance(0.2) ? { ...one, upload: choices.oneOf(uploads) } : one,
    ),
    computing: choices.maybe(0.3, () => ({ pays: choices.oneOf(["0 units", "1 units", "1000 QUIL"]) })),
  });
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

/** Draws of their own, as what is told of a run changes nothing else of it. */
function randomFigures(choices: Choices, horizonUs: number): Fields {
  const figure = (): string => {
    const { name, isTotal, unit } = choices.oneOf(seriesMetrics);
    const whole = choices.oneOf(["", "last", "min", "max", ...(isTotal === true ? [] : ["mean", "warmUp"])]);
    const bound = choices.oneOf(
      unit === "units" ? ["1.5 QUIL", "0"] : unit === "bytes" ? ["2 GB", "7"] : ["0", `3 ${unit}`],
    );
    return choices.oneOf([
      whole === "" ? name : `${whole}(${name})`,
      `${choices.oneOf(["timeAbove", "timeBelow"])}(${name}, ${bound})`,
      `${choices.oneOf(["first", "always"])}(${name} ${choices.oneOf([">", "<=", "!="])} ${bound})`,
    ]);
  };
  const warmUp = choices.maybe(0.2, () => durationText(choices, choices.integer(0, horizonUs - 1)));
  const comparedMetric = (than?: string) => {
    const metric = choices.oneOf(seriesMetrics.filter((one) => one.name !== than));
    const { name, unit } = metric;
    const bound =
      unit === "units" ? "1.5 QUIL" : unit === "bytes" ? "2 GB" : `${choices.oneOf(["3", "1e2", "1/2"])} ${unit}`;
    const event = `${choices.oneOf(["always", "never", "ever", "final"])} ${name} ${choices.oneOf([">", "<"])} ${bound}`;
    return { metric, bound, event };
  };
  const claim = (): string => {
    const { metric, bound, event } = comparedMetric();
    const { name, isTotal } = metric;
    // Runs of few looks have no mean over time unless their warm-up is said.
    const levels = warmUp === undefined ? [`last ${name}`, `max(${name})`] : [name, `max(${name})`, `mean(${name})`];
    const figure = isTotal === true ? name : choices.oneOf(levels);
    return choices.oneOf([
      `P(${event}) ${choices.oneOf(["<=", ">"])} ${choices.oneOf(["10 %", "0.5", "1e-3", "1/3"])}`,
      `${event} and not ${comparedMetric(name).event} @ 90%`,
      `mean(${figure}) ${choices.oneOf(["< ", ">= "])}${bound}`,
      `q90(${figure}) > ${bound} @ 99%`,
    ]);
  };
  let ids = 0;
  const expectation = (): unknown =>
    choices.oneOf([
      claim(),
      written({
        id: `claim-${ids++}`,
        that: claim(),
        because: choices.maybe(0.5, () => "it is random"),
        severity: choices.oneOf(["error", "warning", "note"]),
        knownWeakness: choices.maybe(0.3, () => "nobody knows"),
      }),
    ]);
  return written({
    warmUp,
    outputs: choices.maybe(0.3, () => [...new Set(choices.list(choices.integer(0, 4), figure))]),
    expect: choices.maybe(0.3, () => choices.list(choices.integer(0, 4), expectation)),
    claims: choices.maybe(0.15, () => choices.list(choices.integer(1, 3), () => randomClaim(choices))),
  });
}

function randomClaim(choices: Choices): Fields {
  const says = "somebody said so";
  if (choices.chance(0.3)) return { says, figure: "> 10 messages", needs: "message" };
  const isRatio = choices.chance(0.5);
  return written({
    says,
    shows: choices.maybe(0.3, () => "what the run has of it"),
    figure: isRatio ? choices.oneOf(["1 times", "50 %"]) : "12 nodes",
    within: choices.maybe(0.5, () => "20 %"),
    measure: "population.peersOnline",
    per: isRatio ? "max(population.peers)" : undefined,
    against: isRatio ? undefined : choices.maybe(0.3, () => ["seed=another"]),
  });
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

interface ClockOfCase {
  readonly paceUs: number;
  readonly horizonUs: number;
  readonly horizonS: number;
  readonly frames: Fields | undefined;
}

/** Frames with windows that are counted from mainnet's dates begin close to one of them. */
const notableFrames = [98_460, 244_200, 255_800, 492_133, 673_900, 674_500];

function randomClock(choices: Choices, is21: boolean): ClockOfCase {
  const pace = choices.maybe(0.3, () => choices.oneOf([1_000_000, 7_777_000, 46_000_000, 123_456_789]));
  const paceUs = pace ?? 10_000_000;
  const frames = choices.chance(0.05) ? choices.integer(1, 100) : choices.magnitude(400, 6400);
  const horizonUs = frames * paceUs + (choices.chance(0.3) ? choices.integer(0, paceUs - 1) : 0);
  const near = (): number => choices.oneOf(notableFrames) + choices.integer(-50, 50);
  const fields = written({
    pace: pace === undefined ? undefined : durationText(choices, pace),
    first: choices.maybe(0.4, () => choices.oneOf([choices.integer(0, 5000), near(), near(), 2_000_000_000])),
    history: choices.maybe(is21 ? 0.2 : 0, () => choices.oneOf(["none", "mainnet"])),
    difficulty: choices.maybe(0.3, () => choices.oneOf([10_000, 80_000, 99_999, 200_000, 1_000_000, 12_345_678])),
    adjust: choices.maybe(is21 ? 0.3 : 0, () => choices.oneOf(["off", "on", "on"])),
  });
  const isDefault = Object.keys(fields).length === 0;
  return { paceUs, horizonUs, horizonS: Math.max(60, horizonUs / 1e6), frames: isDefault ? undefined : fields };
}

/** Every frame, or some dozens of rows, in step with the frames or not. */
function reportStep(choices: Choices, { paceUs, horizonUs }: ClockOfCase): string {
  const frames = Math.max(1, Math.floor(horizonUs / paceUs));
  if (choices.chance(0.15)) return durationText(choices, paceUs);
  const step = choices.magnitude(Math.max(1, Math.floor(frames / 60)), frames) * paceUs;
  return durationText(choices, step + (choices.chance(0.2) ? choices.integer(1, paceUs - 1) : 0));
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

/** What only 2.1 has beside shards. */
function randomChain(choices: Choices, horizonS: number, { switches, overrides }: RulesOfCase): Fields {
  const consensus = written({
    leaderTimeouts: choices.maybe(0.6, () => choices.oneOf(["on", "off"])),
    competingFrames: choices.maybe(switches.consensusKind === "simplex" ? 0 : 0.6, () => shareText(choices, 0, 100)),
  });
  // Where the switch says it, the block does not say otherwise.
  const isSaid = overrides["archives"] !== undefined;
  const count = isSaid ? switches.archives : choices.integer(1, 12);
  const silence = (): Fields =>
    written({
      archives: choices.integer(1, count),
      from: choices.maybe(0.6, () => secondsText(choices, 0, horizonS / 2)),
      for: choices.maybe(0.6, () => secondsText(choices, 20, horizonS)),
    });
  const archives = written({
    count,
    uptime: choices.maybe(0.7, () => shareText(choices, 30, 100)),
    outage: choices.maybe(0.7, () => secondsText(choices, 20, horizonS / 2)),
    silent: choices.maybe(0.3, () => [silence(), silence()]),
  });
  const fees = (): Fields =>
    written({
      transactions: rateText(choices, choices.oneOf([10, 1000, 100_000])),
      bytes: choices.oneOf(["0 B", "54 B", "1 kB", "300 kB", "5 MiB"]),
      most: choices.maybe(0.5, () => choices.oneOf(["0 units", "1000 units", "0.01 QUIL", "50 QUIL"])),
    });
  return {
    consensus: choices.maybe(0.4, () => consensus),
    archives: choices.maybe(0.25, () => archives),
    fees: choices.maybe(0.3, fees),
  };
}

function randomEra(choices: Choices, { switches: { emissionRule } }: RulesOfCase): Fields {
  const dusk = (): Fields =>
    written({
      squaringsPerMs: choices.maybe(0.6, () => choices.oneOf([0.5, 16, 400])),
      spread: choices.maybe(0.5, () => choices.oneOf([0, 0.25, 2])),
      firstIncrement: choices.maybe(0.5, () => choices.oneOf([0, 5000, 699_990, 10_000_000])),
    });
  const dawn = (): Fields =>
    written({
      round: choices.maybe(0.6, () => secondsText(choices, 30, 1200)),
      participants: choices.maybe(0.6, () => choices.integer(1, 32)),
    });
  const ceremony = (): Fields => written({ contribution: choices.maybe(0.6, () => secondsText(choices, 1, 600)) });
  if (emissionRule === "vouchers") return { ceremony: choices.maybe(0.7, ceremony) };
  if (emissionRule === "dusk") return { dusk: choices.maybe(0.7, dusk) };
  return emissionRule === "dawn" ? { dawn: choices.maybe(0.7, dawn) } : {};
}

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
