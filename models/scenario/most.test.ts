import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runScenario, type ScenarioText, smallScenario } from "../../test/network-kit.js";
import type { VariedFields } from "../../sim/scenario/search/varied-fields.js";
import { unitsPerQuil } from "../protocol/ground/token.js";
import { curveContext, curveOf } from "./curve.js";
import { mostOf } from "./most.js";
import type { Scenario } from "./schema.js";
import { switchesOf } from "./switches.js";

const supply = "supply.total_quil";
const issued = "emission.issued_quil";

/** Of scenarios that are the corners of what varies. */
const fieldsOf = (...corners: readonly Scenario[]): VariedFields<Scenario> => ({
  scenario: corners[0],
  paths: [],
  corners: () => corners,
});
const mostAt = (metric: string, ...corners: readonly ScenarioText[]) =>
  mostOf(metric, fieldsOf(...corners.map((fields) => smallScenario(fields))))?.most;

/** Four rings of the only shard are full from the start: 15 of 16 parts of what a curve allows are issued. */
const full: ScenarioText = {
  horizon: "2 d",
  operators: [{ class: "nodes", count: 32, workers: 1 }],
  shards: { count: 1, world: "2 GB", leaf: "2 GB" },
  start: { heads: { 32: 1 }, joining: 0 },
  switches: { epochFrames: 240 },
  issuance: { supply: "1000 QUIL" },
};

function largestOf(scenario: Scenario, metric: string): number {
  const { tables } = runScenario(scenario);
  const { values } = tables.series.columns.find(({ name }) => name === metric)!;
  return Math.max(...Array.from<unknown, number>(values, Number));
}

/** The supply at the end, QUIL, of a network that issues all that the curve allows. */
function answersOf(scenario: Scenario): number {
  const { epochFrames } = switchesOf(scenario);
  const { start, lastFrame } = curveContext(scenario, switchesOf(scenario));
  const curve = curveOf(scenario);
  let { supplyUnits } = start;
  for (let frame = 0; frame < lastFrame; frame += epochFrames)
    supplyUnits +=
      curve.unitsPerFrame({ ...start, frame, supplyUnits }) * BigInt(Math.min(epochFrames, lastFrame - frame));
  return Number(supplyUnits) / Number(unitsPerQuil);
}

const quil = (from: number, to: number) => fc.integer({ min: from, max: to }).map((amount) => `${amount} QUIL`);
const hours = (from: number, to: number) => fc.integer({ min: from, max: to }).map((amount) => `${amount} h`);

const anyCurve: fc.Arbitrary<ScenarioText[string]> = fc.oneof(
  fc.record({ kind: fc.constant("constant"), amount: quil(1, 200) }),
  fc.record({ kind: fc.constant("halving"), first: quil(1, 200), every: hours(1, 60) }),
  fc.record({ kind: fc.constant("exponential decay"), first: quil(1, 200), halfLife: hours(1, 60) }),
  fc.record({ kind: fc.constant("linear"), first: quil(0, 200), last: quil(0, 200), over: hours(1, 60) }),
  fc.record({ kind: fc.constant("capped"), amount: quil(1, 200), cap: quil(500, 300_000) }),
  fc.record({
    kind: fc.constant("tail emission"),
    limit: quil(500, 3_000_000),
    shift: fc.integer({ min: 15, max: 24 }),
    tail: quil(0, 5),
  }),
  fc.record({ kind: fc.constant("dawn"), participants: fc.integer({ min: 1, max: 6 }) }),
  fc.constantFrom("meaningful work", "article", "dusk", "filecoin", "root of stake"),
  fc
    .tuple(
      fc.constantFrom(
        "a * (1 + time / 10 h)",
        "a / 2 ^ floor(time / h)",
        "max(1 QUIL, (30000 QUIL - supply) / 2 ^ 10)",
        "a * sqrt(80 GB / world)",
        "if(generation > 1, a, 2 * a) + supply / 100000",
        "a + frame * 0.001 QUIL",
      ),
      quil(1, 100),
      hours(1, 60),
    )
    .map(([formula, a, h]) => ({
      kind: "formula",
      formula,
      variables: Object.fromEntries(
        Object.entries({ a, h }).filter(([name]) => new RegExp(`\\b${name}\\b`).test(formula.replaceAll("10 h", ""))),
      ),
    })),
);

const anyScenario = fc
  .record({
    curve: anyCurve,
    rules: fc.constantFrom("v2.1-epoch", "v2.1-simplex", "v2.1-frames"),
    divisor: fc.constantFrom("ring", "ringPlusOne"),
    granted: fc.integer({ min: 0, max: 5000 }),
    at: fc.integer({ min: 0, max: 60 }),
    growth: fc.constantFrom("0 %/month", "40 %/month"),
    first: fc.integer({ min: 0, max: 5000 }),
    hours: fc.integer({ min: 1, max: 40 }),
    hasFees: fc.boolean(),
    // So short that there are several in a stretch.
    epochFrames: fc.constantFrom(12, 240),
  })
  .map(({ curve, rules, divisor, granted, at, growth, first, hours: horizon, hasFees, epochFrames }): ScenarioText => ({
    ...full,
    rules,
    curve,
    horizon: `${horizon} h`,
    switches: { epochFrames, ringDivisor: divisor },
    frames: { first },
    shards: { count: 1, world: "2 GB", leaf: "2 GB", growth },
    ...(granted > 0 && { grants: [{ list: "second", total: `${granted} QUIL`, at: `${at} h`, to: [] }] }),
    ...(hasFees && { fees: { transactions: "40/h", bytes: "4 kB", most: "50 QUIL" } }),
  }));

describe("the most that a curve can issue", () => {
  it("is never less than what runs have, and is known of most curves", () => {
    let known = 0;
    fc.assert(
      fc.property(anyScenario, (fields) => {
        const scenario = smallScenario(fields);
        for (const metric of [supply, issued]) {
          const found = mostOf(metric, fieldsOf(scenario));
          if (found === undefined) continue;
          known++;
          expect(largestOf(scenario, metric)).toBeLessThanOrEqual(found.most);
        }
      }),
      { seed: 13, numRuns: 100 },
    );
    expect(known).toBeGreaterThan(50);
  });

  const tight: readonly (readonly [string, ScenarioText])[] = [
    ["constant", { kind: "constant", amount: "100 QUIL" }],
    ["falling", { kind: "exponential decay", first: "100 QUIL", halfLife: "1 d" }],
    ["capped", { kind: "capped", amount: "100 QUIL", cap: "500000 QUIL" }],
    ["a formula of time", { kind: "formula", formula: "100 QUIL / 2 ^ (time / 1 d)" }],
    ["a formula of the supply", { kind: "formula", formula: "1 QUIL + supply / 1000000" }],
  ];
  it.each(tight)("is little more than a full network issues: %s", (_name, curve) => {
    const scenario = smallScenario({ ...full, curve });
    const had = largestOf(scenario, supply);
    const most = mostOf(supply, fieldsOf(scenario))!.most;
    expect(had).toBeLessThanOrEqual(most);
    expect(had).toBeGreaterThan(0.9 * most);
  });

  it.each([
    { kind: "halving", first: "100 QUIL", every: "1 h" },
    { kind: "linear", first: "0 QUIL", last: "100 QUIL", over: "40 h" },
    { kind: "capped", amount: "100 QUIL", cap: "500000 QUIL" },
    { kind: "formula", formula: "max(1 QUIL, (30000 QUIL - supply) / 2 ^ 10)" },
    { kind: "formula", formula: "100 QUIL / 2 ^ floor(time / 1 h)" },
  ])("is no less than all that its answers come to, epoch for epoch: %j", (curve) => {
    for (const epochFrames of [12, 240]) {
      const scenario = smallScenario({ ...full, curve, switches: { epochFrames } });
      expect(answersOf(scenario)).toBeLessThanOrEqual(mostOf(supply, fieldsOf(scenario))!.most);
    }
  });

  it("is made of what there is at the start, what is granted until the end, and what all frames issue", () => {
    const grants = [
      { list: "second", total: "7 QUIL", at: "2 d", to: [] },
      { list: "third", total: "9 QUIL", at: "3 d", to: [] },
    ];
    const curve = { kind: "constant", amount: "100 QUIL" };
    const plain = mostAt(supply, { ...full, curve })!;
    expect(mostAt(supply, { ...full, curve, grants })! - plain).toBeCloseTo(7, 6);
    expect(plain - mostAt(issued, { ...full, curve })!).toBeCloseTo(1000, 6);
    const found = mostOf(supply, fieldsOf(smallScenario({ ...full, curve, grants })))!;
    expect(found.why).toBe(
      "there are 1,000 QUIL at the start, 7 QUIL are granted, all frames of the horizon issue 1,728,100 QUIL at most",
    );
  });

  it("is that of the corner where it is largest, and of all that lies between where a formula is", () => {
    const amounts = [1, 40].map((amount) => ({ ...full, curve: { kind: "constant", amount: `${amount} QUIL` } }));
    expect(mostAt(issued, ...amounts)).toBe(mostAt(issued, amounts[1]));
    const humped = [0, 0.5, 1].map((a) => ({
      ...full,
      curve: { kind: "formula", formula: "400 QUIL * a * (1 - a)", variables: { a } },
    }));
    const between = mostAt(issued, humped[0], humped[2])!;
    expect(mostAt(issued, humped[0])).toBeLessThan(1);
    expect(between).toBeGreaterThanOrEqual(mostAt(issued, humped[1])!);
  });

  it.each([
    ["the timeline changes frames", { timeline: [{ at: "1 h", pace: "5 s" }] }],
    ["the timeline changes the rules", { timeline: [{ at: "1 h", release: { rules: "v2.1-simplex" } }] }],
    ["time passes by messages", { fidelity: "message" }],
    ["an era before has no curve", { rules: "v2.0.6", curve: undefined }],
    ["the curve remembers", { curve: "filecoin" }],
    [
      "a smaller world issues more, and users may delete their data",
      { curve: "article", fees: { transactions: "1/s", bytes: "1 kB" } },
    ],
    ["the generation may change", { curve: "article", frames: { adjust: "on" } }],
  ])("is not known where %s", (_why, fields) => {
    const constant = { ...full, curve: { kind: "constant", amount: "1 QUIL" } };
    expect(mostAt(supply, constant)).toBeGreaterThan(0);
    expect(mostAt(supply, { ...constant, start: undefined, ...fields })).toBeUndefined();
  });

  it("is not known of other metrics, and of what is issued where burning makes room", () => {
    expect(mostAt("supply.inflation", full)).toBeUndefined();
    const capped = { ...full, curve: { kind: "capped", cap: "2000 QUIL" } };
    expect(mostAt(supply, capped)).toBeLessThan(2010);
    expect(mostAt(issued, capped)).toBeUndefined();
  });
});
