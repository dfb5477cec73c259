import { describe, expect, it } from "vitest";
import { runScenario, smallScenario } from "../../../test/network-kit.js";
import { duskDifficulty } from "../../protocol/emission/dusk-difficulty.js";
import { incrementsOf, squaringsOf } from "../../protocol/emission/dusk-proving.js";

const dusk = (fields: object) => smallScenario({ rules: "dusk", shards: { count: 1, world: "1 GiB" }, ...fields });

const metric = ({ metrics }: ReturnType<typeof runScenario>, name: string) =>
  metrics.find((one) => one.name === name)!.value;

const frameUs = 10_000_000;

/** Increments of twelve nodes, 25 squarings a millisecond each, in a day. */
const incrementsOfADay = (firstIncrement: number) =>
  metric(
    runScenario(dusk({ dusk: { squaringsPerMs: 25, spread: 0, firstIncrement }, horizon: "1 d" })),
    "dusk.increments",
  ) as number;

describe("the network of Dusk", () => {
  it("pays every completed increment of every core, as stepping them one by one does", () => {
    const operators = [{ class: "nodes", count: 1, workers: 3 }];
    const result = runScenario(dusk({ operators, dusk: { squaringsPerMs: 16, spread: 0 }, horizon: "5 h" }));
    // 5 h are 1800 frames of 160 000 squarings; the node begins with the first of them.
    let increments = 0;
    for (let left = 1800 * 160_000; left >= duskDifficulty(increments); increments++)
      left -= duskDifficulty(increments);
    expect(metric(result, "dusk.increments")).toBe(increments);
    expect(metric(result, "emission.issuedUnits")).toBe(BigInt(increments) * 3n * 1_200_000n);
  });

  it("gets faster up to increment 700 000, and no faster from there", () => {
    expect(incrementsOfADay(600_000)).toBeGreaterThan(2 * incrementsOfADay(300_000));
    // 12 nodes, 86 400 s of 25 000 squarings a second, 25 000 an increment: one a second each.
    expect(incrementsOfADay(700_000)).toBe(12 * 86_400);
    expect(incrementsOfADay(900_000)).toBe(12 * 86_400);
  });

  it("counts squarings exactly, whatever the pace", () => {
    expect(squaringsOf(8_640, frameUs, 16_000)).toBe(86_400 * 16_000);
    expect(squaringsOf(3, 333_333, 1000)).toBe(999);
    const spell = { first: 699_999, sinceFrame: 10, squaringsPerS: 5_000 };
    expect(incrementsOf(spell, 10, frameUs)).toBe(0);
    // 50 000 squarings: the last increment above the floor takes 25 001 of them.
    expect(incrementsOf(spell, 11, frameUs)).toBe(1);
    expect(incrementsOf(spell, 12, frameUs)).toBe(3);
  });

  it("loses the proof in progress with every outage, and is the same run in any slices", () => {
    const operators = [{ class: "nodes", count: 30, workers: 2, uptime: "50 %", outage: "5 min" }];
    const scenario = dusk({ operators, horizon: "1 d" });
    const whole = runScenario(scenario);
    expect(runScenario(scenario, { sliceUs: 123_456_789 })).toEqual(whole);
    const always = runScenario(dusk({ operators: [{ ...operators[0], uptime: "100 %" }], horizon: "1 d" }));
    const share = Number(metric(whole, "dusk.increments")) / Number(metric(always, "dusk.increments"));
    expect(share).toBeGreaterThan(0.4);
    expect(share).toBeLessThan(0.5);
  });
});
