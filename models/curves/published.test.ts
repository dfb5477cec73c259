/** Curves against what others have published of theirs. */
import { describe, expect, it } from "vitest";
import { smallScenario, type ScenarioText } from "../../test/network-kit.js";
import { curveContext, curveOf } from "../scenario/curve.js";
import { switchesOf } from "../scenario/switches.js";
import { goneBetween } from "./binary-decay.js";
import type { CurveState } from "./curve.js";
import { networkTime, realizedBetween } from "./filecoin.js";
import { stakedEpochGwei } from "./root-of-stake.js";

const year = 365n * 86_400n;

/** What a frame issues of a curve, whatever else it sees. */
function issuing(curve: ScenarioText, pace: string, seen: Partial<CurveState> = {}): (frame: number) => bigint {
  const scenario = smallScenario({ frames: { pace }, curve });
  const { start } = curveContext(scenario, switchesOf(scenario));
  const { unitsPerFrame } = curveOf(scenario);
  return (frame) => unitsPerFrame({ ...start, ...seen, frame });
}

describe("halving", () => {
  it("comes to all of Bitcoin, 2,099,999,997,690,000 satoshi, in blocks of ten minutes", () => {
    const subsidy = issuing({ kind: "halving", first: "5000000000 units", every: `${210_000 * 10} min` }, "10 min");
    let total = 0n;
    for (let height = 0; height < 34 * 210_000; height += 210_000) {
      // A block pays the same from one halving to the next.
      expect(subsidy(height + 209_999)).toBe(subsidy(height));
      total += 210_000n * subsidy(height);
    }
    expect(total).toBe(2_099_999_997_690_000n);
    expect([0, 209_999, 210_000, 6_929_999, 6_930_000].map(subsidy)).toEqual([
      5_000_000_000n,
      5_000_000_000n,
      2_500_000_000n,
      1n,
      0n,
    ]);
  });
});

/** Frames of ten seconds. */
const hours = (count: number): number => count * 360;

/** attoFIL that simple minting pays in an epoch, of a total in FIL. */
const simpleAtto = (total: bigint, epoch: bigint): bigint =>
  goneBetween(total * 10n ** 18n, epoch * 30n, (epoch + 1n) * 30n, 6n * year);

describe("filecoin", () => {
  it("pays in the first epoch of simple minting what the reward actor starts with, to the last attoFIL", () => {
    // InitialRewardPositionEstimate of specs-actors' reward_state.go.
    expect(simpleAtto(330_000_000n, 0n)).toBe(36_266_260_308_195_979_333n);
    const frame = issuing({ kind: "filecoin", baseline: "0 QUIL" }, "30 s");
    // In units of 1 / (8 * 10^9) of a coin instead of 10^-18.
    expect(frame(0)).toBe((36_266_260_308_195_979_333n * 8n) / 10n ** 9n);
  });

  it.each([
    [5_000n, 32_951_219_873_621_307_428n],
    [100_000n, 32_608_989_261_901_327_899n],
    [1_000_000n, 29_538_071_969_264_966_351n],
    [2_000_000n, 26_463_918_573_281_500_061n],
    [2_555_000n, 24_898_037_438_311_364_824n],
  ])("follows the golden file of simple minting at epoch %i, to the last attoFIL", (epoch, atto) => {
    // TestSimpleReward.golden of specs-actors (a total of 300 M then), which numbers epochs from 1.
    expect(simpleAtto(300_000_000n, epoch - 1n)).toBe(atto);
  });

  it("pays half of either total in the first six years, and has a network time of its own", () => {
    const half = goneBetween(330n * 10n ** 24n, 0n, 6n, 6n);
    expect(half).toBe(165n * 10n ** 24n);
    const baseline = { firstBytes: 100, rate: 0.01 };
    // Data that keep up: its time is that of the clock.
    expect(networkTime(baseline, realizedBetween(baseline, 1e9, 0, 50))).toBeCloseTo(50, 9);
    // Data that stay at half of the first baseline: 50 a frame.
    expect(realizedBetween(baseline, 50, 10, 30)).toBe(1000);
    expect(networkTime(baseline, 1000)).toBeCloseTo(100 * Math.log(1.1), 9);
    // Data that the baseline overtakes on the way, at ln(1.5) / 0.01.
    const crossing = 100 * Math.log(1.5);
    expect(realizedBetween(baseline, 150, 0, 100)).toBeCloseTo(100 * 50 + 150 * (100 - crossing), 6);
  });
});

describe("root of stake", () => {
  it("issues what the Ethereum specification says of 2^27 ETH: a bit below 2^21 ETH a year", () => {
    const epochs = (365.25 * 86_400) / 384;
    const aYear = (Number(stakedEpochGwei(2n ** 27n * 10n ** 9n, 64n)) * epochs) / 1e9;
    expect(aYear / 2 ** 21).toBeGreaterThan(0.9);
    expect(aYear / 2 ** 21).toBeLessThan(1);
  });

  it("grows with the root of the number of validators, 940.87 ETH a year for one", () => {
    const epochs = (365.25 * 86_400) / 384;
    for (const validators of [100_000n, 500_000n, 1_000_000n]) {
      const aYear = (Number(stakedEpochGwei(32n * validators * 10n ** 9n, 64n)) * epochs) / 1e9;
      // Whole Gwei an increment cost up to 1 in 357 of it.
      const ofOne = aYear / Math.sqrt(Number(validators));
      expect(ofOne).toBeLessThan(940.88);
      expect(ofOne).toBeGreaterThan(940.86 * (1 - 1 / 357));
    }
    // Base rewards are whole Gwei: 505 an increment with 500,000 validators (specification: 64 * 10^9 / isqrt(16 * 10^15)).
    expect(stakedEpochGwei(16_000_000n * 10n ** 9n, 64n)).toBe(16_000_000n * 505n);
    expect(stakedEpochGwei(0n, 64n)).toBe(0n);
  });

  it("issues in a frame its part of an epoch", () => {
    const frame = issuing({ kind: "root of stake", staked: "50 %" }, "12 s", {
      supplyUnits: 32_000_000n * 8_000_000_000n,
    });
    expect(frame(0)).toBe((16_000_000n * 505n * 8n) / 32n);
  });
});

describe("tail emission", () => {
  it("begins with Monero's first block, 17.592186044415 XMR, and ends with its tail", () => {
    const monero = {
      kind: "tail emission",
      limit: "18446744073709551615 units",
      shift: 20,
      tail: "600000000000 units",
    };
    expect(issuing(monero, "1 min")(0)).toBe(17_592_186_044_415n);
    expect(issuing(monero, "1 min", { supplyUnits: 18_446_744_073_709_551_615n })(0)).toBe(600_000_000_000n);
  });
});

describe("the simple curves", () => {
  it("are closed forms: constant, linear, exponential, capped", () => {
    expect(issuing({ kind: "constant", amount: "3 QUIL" }, "10 s")(1e6)).toBe(24_000_000_000n);
    const linear = issuing({ kind: "linear", first: "9 QUIL", last: "1 QUIL", over: "8 h" }, "10 s");
    expect([0, 2, 8, 20].map((at) => linear(hours(at)) / 8_000_000_000n)).toEqual([9n, 7n, 1n, 1n]);
    const decay = issuing({ kind: "exponential decay", first: "16 QUIL", halfLife: "4 h" }, "10 s");
    expect([0, 4, 8].map((at) => decay(hours(at)))).toEqual([128n, 64n, 32n].map((quil) => quil * 10n ** 9n));
    expect(decay(hours(2))).toBe(90_509_667_991n);
    const capped = (supply: bigint): bigint =>
      issuing({ kind: "capped", amount: "2 QUIL", cap: "1000000 units" }, "10 s", { supplyUnits: supply })(0);
    // The last epoch of 720 frames spreads what is left.
    expect([0n, 999_000n, 1_000_000n, 2_000_000n].map(capped)).toEqual([1_388n, 1n, 0n, 0n]);
  });

  it("of older eras pay by their rules: six participants of Dawn, cores of Dusk eight times as much at the floor", () => {
    expect(issuing({ kind: "dawn" }, "10 s")(0)).toBe((6n * 161n * 32n * 8_000_000_000n) / 60n);
    const dusk = issuing({ kind: "dusk", cores: 1000 }, "10 s");
    expect(Number(dusk(900_000)) / Number(dusk(0))).toBeCloseTo(8, 1);
  });
});
