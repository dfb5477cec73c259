import { describe, expect, it } from "vitest";
import { openNetwork, type ScenarioText, smallScenario } from "../../test/network-kit.js";
import { writtenRun } from "../../test/written-run.js";
import { auditRun } from "../checks/audit-run.js";
import { emissionBasis } from "../protocol/emission/basis.js";
import { ruleSetNames, ruleSets } from "../protocol/ground/rule-sets.js";
import { curveContext } from "../scenario/curve.js";
import { curveOfRules, curves } from "./curves.js";

const states = [
  { difficulty: 160_000n, worldBytes: 80_920_000_000n, frame: 0 },
  { difficulty: 90_000_000_000n, worldBytes: 1n << 51n, frame: 7_000 },
  { difficulty: 10_000n, worldBytes: 0n, frame: 1 },
].map((state) => ({ ...state, units: 8_000_000_000n, supplyUnits: 0n, accrued: 0n }));

describe("the curve of a rule set", () => {
  it.each(ruleSetNames)("is what its rule says: %s", (name) => {
    const rules = ruleSets[name];
    const curve = curves.create(curveOfRules(rules), curveContext(smallScenario({}), rules));
    expect(states.map((state) => curve.unitsPerFrame(state))).toEqual(states.map((one) => emissionBasis(one, rules)));
  });
});

const basisUnits = (fields: ScenarioText): bigint => openNetwork(smallScenario(fields)).network.rewards.basisUnits;

describe("a curve that a scenario chooses", () => {
  it("takes the place of the rule set's", () => {
    const article = { emissionRule: "article" };
    expect(basisUnits({ curve: "article" })).toBe(basisUnits({ switches: article }));
    expect(basisUnits({ curve: "meaningful work", switches: article })).toBe(basisUnits({}));
    expect(basisUnits({ curve: { kind: "meaningful work", arithmetic: "decimals" } })).toBe(
      basisUnits({ switches: { issuanceArithmetic: "decimals" } }),
    );
    expect(basisUnits({ curve: "article" })).not.toBe(basisUnits({}));
  });

  it.each(curves.ids)("pays what an audit works out again, fees with it: %s", (kind) => {
    const scenario = smallScenario({
      horizon: "8 h",
      switches: { epochFrames: 240 },
      curve: kind === "formula" ? { kind, formula: "5 QUIL + (supply + 1 QUIL) / (100 + frame) / 1000" } : kind,
      issuance: { supply: "1000000 QUIL" },
      fees: { transactions: "40/h", bytes: "4 kB", most: "50 QUIL" },
      shards: { count: 4, world: "2 GB", growth: "20 %/month" },
    });
    const run = writtenRun(scenario);
    const audit = auditRun(run);
    expect(audit.findings).toEqual([]);
    expect(BigInt(run.series.at(-1)?.["emission.issuedUnits"] ?? 0)).toBeGreaterThan(0n);
    expect(Number(run.series.at(-1)?.["fees.transactions"])).toBeGreaterThan(0);
  });
});

it("halves what a frame issues, with the epoch after each span", () => {
  const scenario = smallScenario({
    horizon: "12 h",
    switches: { epochFrames: 240 },
    curve: { kind: "halving", first: "80 QUIL", every: "3 h" },
  });
  const { network, runTo } = openNetwork(scenario);
  const quil: Record<number, bigint> = {};
  for (const frame of [1, 1080, 1199, 1200, 2159, 2160, 3359, 3360]) {
    runTo(frame);
    quil[frame] = network.rewards.basisUnits / 8_000_000_000n;
  }
  // 3 h are 1080 frames, and epochs 240: the first halving waits for frame 1200, the second comes with one, at 2160.
  expect(quil).toEqual({ 1: 80n, 1080: 80n, 1199: 80n, 1200: 40n, 2159: 40n, 2160: 20n, 3359: 20n, 3360: 10n });
  const run = writtenRun(scenario);
  expect(auditRun(run).findings).toEqual([]);
});
