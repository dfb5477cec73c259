import { describe, expect, it } from "vitest";
import { identity, type ScenarioText, smallScenario } from "../../test/network-kit.js";
import { estimate } from "../../sim/stats/estimate.js";
import { exp, ln } from "../../sim/units/portable-math.js";
import { createSimulation } from "../simulation.js";
import { TiltedOutages } from "./tilted-outages.js";

const tilted: ScenarioText = {
  horizon: "3 h",
  operators: [
    { class: "homes", count: 3, workers: 1, uptime: "90 %", outage: "20 min" },
    { class: "steady", count: 3, workers: 1 },
  ],
  report: { every: "5 min" },
};
const rare = { tilt: [{ class: "homes", often: 1.5, long: 1.2 }] };

/** The logarithm of the ratio of a run of three hours, and how many nodes are away at its looks, in all. */
function ratioOf(fields: ScenarioText, replication: number, isTilted: boolean) {
  const simulation = createSimulation(smallScenario(fields), { ...identity("1", replication), isTilted });
  let away = 0;
  while (simulation.advance(simulation.looks.nextUs))
    away += 6 - Number(simulation.looks.valueOf("population.peersOnline"));
  return { logRatio: simulation.looks.logRatio!(), away, fingerprint: simulation.finish().fingerprint };
}
const fields = { ...tilted, rare };

describe("outages by another law", () => {
  it("have likelihood ratios whose mean is one, and come more often", () => {
    const runs = Array.from({ length: 120 }, (_, k) => ratioOf(fields, k, true));
    const { mean, deviation, count } = estimate(runs.map(({ logRatio }) => exp(logRatio)));
    expect(Math.abs(mean - 1)).toBeLessThan(3 * (deviation! / Math.sqrt(count)));
    const plain = Array.from({ length: 30 }, (_, k) => ratioOf(fields, k, false).away);
    expect(estimate(runs.map(({ away }) => away)).mean).toBeGreaterThan(1.2 * estimate(plain).mean);
  });

  it("change nothing in a run that is not drawn by it", () => {
    const { rare: _, ...without } = fields;
    expect(ratioOf(fields, 0, false)).toEqual(ratioOf(without, 0, false));
    expect(ratioOf(fields, 0, false).logRatio).toBe(0);
  });

  it("weigh what is over and what is not, of each node by itself", () => {
    const outages = new TiltedOutages(() => ({ often: 4, long: 1 }));
    const up = { operatorClass: 0, online: 0, meanUs: 400, fromUs: 0 } as const;
    expect(outages.begin(0, up)).toBe(100);
    expect(outages.begin(1, { ...up, online: 1 })).toBe(400);
    expect(outages.logRatioAt(200)).toBeCloseTo((1 / 100 - 1 / 400) * 200, 12);
    outages.end(0, 200);
    const ended = ln(100 / 400) + (1 / 100 - 1 / 400) * 200;
    expect(outages.logRatioAt(900)).toBeCloseTo(ended, 12);
    // Whoever is gone has nothing to come.
    outages.end(0, 900);
    outages.end(7, 900);
    expect(outages.logRatioAt(900)).toBeCloseTo(ended, 12);
  });
});

/** What is wrong with a scenario, a line each. */
const errorsOf = (text: ScenarioText): readonly string[] => {
  try {
    smallScenario({ ...tilted, ...text });
    return [];
  } catch (error) {
    return (
      error as { readonly issues: readonly { readonly path: readonly unknown[]; readonly message: string }[] }
    ).issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  }
};

describe("rare:", () => {
  it("is refused of classes that are not there, that have no outages of their own, and twice", () => {
    const tilt = ["house", "steady", "homes", "homes"].map((name) => ({ class: name, often: 2 }));
    expect(errorsOf({ rare: { tilt } })).toEqual([
      "rare.tilt.0.class: no class of operators is called so, but homes, steady",
      "rare.tilt.1.class: its nodes have no outages of their own that could be drawn otherwise: uptime is 100 %",
      "rare.tilt.3.class: it has an entry already",
    ]);
    expect(errorsOf({ rare })).toEqual([]);
    expect(errorsOf({ rare, fidelity: "epoch" })).toEqual([
      expect.stringMatching(/^rare: by epochs short outages are reckoned/),
    ]);
  });
});
