import { expect, it } from "vitest";
import { openNetwork, runScenario, smallScenario, type ScenarioText } from "../../../test/network-kit.js";
import { emissionBasis } from "../../protocol/emission/basis.js";
import { checkNetwork } from "../../checks/invariants/all-invariants.js";
import { difficultyFloor, nextDifficulty } from "../../protocol/clock/difficulty.js";

const hourS = 3600;

/** A network after so many hours, at a pace and with a first frame inside an epoch. */
function networkAfter(hours: number, paceS: number, frames: ScenarioText = { adjust: "on" }) {
  const scenario = smallScenario({
    horizon: `${hours} h`,
    frames: { pace: `${paceS} s`, first: 1000, difficulty: 160_000, ...frames },
  });
  const opened = openNetwork(scenario);
  opened.runTo(Math.floor((hours * hourS) / paceS));
  opened.balances();
  checkNetwork(opened.network);
  return opened.network;
}

it("a chain on time keeps the difficulty it was started with", () => {
  expect(networkAfter(30, 10).rewards.difficulty).toBe(160_000n);
});

it("a slow chain falls to the floor within an epoch, and nothing moves unless the scenario says so", () => {
  expect(networkAfter(30, 46).rewards.difficulty).toBe(difficultyFloor);
  expect(networkAfter(30, 46, {}).rewards.difficulty).toBe(160_000n);
});

it("is what the rule says at every epoch's first frame, and holds until the next", () => {
  const { rewards, world } = networkAfter(5, 9);
  // 2000 frames of 9 s from frame 1000 on: the last epoch began with frame 2880, 1880 seconds early.
  const anchor = { frame: 1000n, parentTimeMs: 0n, difficulty: 160_000n };
  expect(world.frame).toBeLessThan(3600);
  expect(rewards.difficulty).toBe(nextDifficulty({ ...anchor, parentTimeMs: -9_000n }, 2880n, 1880n * 9_000n));
  expect(rewards.difficulty).toBeGreaterThan(185_000n);
});

it("turns the generation of a fast chain, which lowers what a world below 1 PiB issues", () => {
  const [before, after] = [networkAfter(16, 5), networkAfter(24, 5)];
  expect(before.rewards.difficulty).toBeLessThan(100_000_000n);
  expect(after.rewards.difficulty).toBeGreaterThan(100_000_000n);
  for (const { rewards, rules, world } of [before, after]) {
    const state = { difficulty: rewards.difficulty, worldBytes: BigInt(world.worldBytes), units: 8_000_000_000n };
    expect(rewards.basisUnits).toBe(emissionBasis(state, rules));
  }
  expect(before.rewards.basisUnits).toBeGreaterThan(10n * after.rewards.basisUnits);
  expect(after.world.totals.unitsPerFrame).toBeLessThan(before.world.totals.unitsPerFrame / 10);
});

it("is a metric", () => {
  const { metrics } = runScenario(smallScenario({ horizon: "12 h", frames: { pace: "46 s", adjust: "on" } }));
  expect(metrics.find(({ name }) => name === "clock.difficulty")?.value).toBe(difficultyFloor);
});
