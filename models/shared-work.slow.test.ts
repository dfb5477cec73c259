/** Networks at message fidelity whose pure work several threads share, against the same on one. */
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { identity, type ScenarioText, smallScenario } from "../test/network-kit.js";
import { helperSetup } from "./helper.js";
import { threadsThatPay } from "./plan/cost/shared-work.js";
import type { RunIdentity, RunResult, Simulation } from "./run.js";
import type { Scenario } from "./scenario/schema.js";
import { type SharedWork, shareWork } from "./shared-work.js";
import { simulateWith } from "./simulation.js";

/** Nodes that come, go, and are away, a third of them behind slow and lossy lines; faults between regions and classes. */
const eventful: ScenarioText = {
  rules: "v2.1-simplex",
  fidelity: "message",
  horizon: "20 min",
  network: { jitter: "20 ms", archives: { upload: "10 Gbit/s", download: "10 Gbit/s" } },
  operators: [
    {
      class: "server",
      count: 1800,
      workers: 3,
      upload: "1 Gbit/s",
      uptime: "97 %",
      outage: "5 min",
      arrive: "2000/d",
      leave: "half-life 5 d",
    },
    { class: "home", count: 600, workers: 3, upload: "8 Mbit/s", loss: "1 %", uptime: "95 %", outage: "4 min" },
  ],
  shards: { count: 1200, world: "192 GB" },
  start: { heads: { 6: 1200 }, joining: 0 },
  report: { every: "5 min" },
  faults: [
    { fault: "partition", at: "6 min", for: "3 min", groups: [{ regions: ["europe"] }, { classes: ["home"] }] },
    { fault: "slow", at: "12 min", for: "2 min", adds: "800 ms" },
  ],
};

interface Ran {
  readonly result: RunResult;
  readonly helped: number;
}

/** When all threads are there. */
async function workOn(threads: number, run: RunIdentity): Promise<SharedWork> {
  const work = shareWork(helperSetup(run), threads);
  while (work.helpersThere < threads - 1) await sleep(20);
  return work;
}

/** With nothing worked out ahead. */
const plain = (scenario: Scenario, run: RunIdentity): RunResult => end(simulateWith(null, scenario, run)).result;

async function simulate(threads: number, scenario: Scenario, run: RunIdentity): Promise<Ran> {
  const work = await workOn(threads, run);
  return end(simulateWith(work, scenario, run), work);
}

function end(simulation: Simulation, work?: SharedWork): Ran {
  while (simulation.advance(simulation.horizonUs));
  return { result: simulation.finish(), helped: work?.helped ?? 0 };
}

/** All that goes to files. */
const written = ({ tables, metrics, fingerprint }: RunResult): string =>
  JSON.stringify([tables, metrics, fingerprint], (_key, value: unknown) => {
    if (typeof value === "bigint") return String(value);
    return ArrayBuffer.isView(value) ? Array.from(value as unknown as ArrayLike<number>, String) : value;
  });

const valueOf = ({ metrics }: RunResult, name: string): number =>
  Number(metrics.find((one) => one.name === name)?.value);

describe("a network at message fidelity on several threads", () => {
  const scenario = smallScenario(eventful);

  it("gives the same bytes on 1, 2, 3 and 4", async () => {
    const expected = plain(scenario, identity());
    expect(valueOf(expected, "wire.votesLate")).toBeGreaterThan(1000);
    expect(valueOf(expected, "wire.framesLate")).toBeGreaterThan(1000);
    for (const threads of [1, 2, 3, 4]) {
      const { result, helped } = await simulate(threads, scenario, identity());
      expect(helped > 10).toBe(threads > 1);
      expect(result.fingerprint).toBe(expected.fingerprint);
      expect(written(result)).toBe(written(expected));
    }
  }, 300_000);

  it("is stored, goes on and branches as on one", async () => {
    const whole = plain(scenario, identity());
    const work = await workOn(2, identity());
    const begun = simulateWith(work, scenario, identity());
    const atUs = 8.5 * 60e6;
    begun.advance(atUs);
    const from = { atUs, state: begun.save() };
    expect(written(end(begun, work).result)).toBe(written(whole));
    for (const branch of [undefined, "other"]) {
      const run = { ...identity(), from, ...(branch !== undefined && { branch }) };
      const [expected, { result, helped }] = [plain(scenario, run), await simulate(2, scenario, run)];
      expect(helped).toBeGreaterThan(0);
      expect(written(result)).toBe(written(expected));
      expect(result.fingerprint === whole.fingerprint).toBe(branch === undefined);
    }
  }, 300_000);

  it("has the work of one thread where others would have nothing to do, and of as many as pay", () => {
    expect(threadsThatPay(scenario, 4)).toBeGreaterThan(1);
    expect(threadsThatPay({ ...scenario, fidelity: "frame" }, 4)).toBe(1);
    expect(threadsThatPay(smallScenario({ fidelity: "message" }), 4)).toBe(1);
    expect(threadsThatPay(scenario, 1)).toBe(1);
  });
});
