import { describe, expect, it } from "vitest";
import { finishedRun } from "../../test/finished-run.js";
import { folderWith } from "../../test/scenario-files.js";
import { loadScenarioOf } from "../../sim/experiment/library/load-scenario.js";
import { valuesOf } from "../../sim/table/result-table.js";
import { dealersOf, mixDelayUs } from "../protocol/mixnet/mixing.js";
import { roundTraffic } from "../protocol/mixnet/round-traffic.js";
import { mixnetModel } from "./mixnet-model.js";
import type { MixnetScenario } from "./schema.js";

const file = new URL("../../scenarios/network/mixnet.yaml", import.meta.url).pathname;
const shipped = (...set: string[]): MixnetScenario => loadScenarioOf(mixnetModel, file, { set }).scenario;

function run(scenario: MixnetScenario, options: { storedAtUs?: number; replication?: number } = {}) {
  const result = finishedRun(mixnetModel, scenario, options);
  const metric = (name: string): number | null => {
    const value = result.metrics.find((one) => one.name === name)?.value;
    return value === null ? null : Number(value);
  };
  const column = (name: string): number[] => Array.from(valuesOf(result.tables.series, name), Number);
  return { ...result, metric, column };
}

/** Lines that take the same time for everything, however much it is. */
const plainLines = ["line.sigma=0", "line.upload=1000000 Gbit/s", "line.download=1000000 Gbit/s"];

describe("a round", () => {
  it("sends the messages and bytes that the rule counts", () => {
    for (const [players, batch, masks] of [
      [9, 100, "on"],
      [5, 16, "off"],
      [17, 9, "on"],
      [1, 4, "on"],
    ] as const) {
      const scenario = shipped("horizon=30 s", `mixnet.players=${players}`, `mixnet.batch=${batch}`, `mixnet.masks=${masks}`, "observer.dealers=0"); // prettier-ignore
      const { column, metric } = run(scenario);
      const rounds = Number(metric("mixnet.rounds"));
      expect(rounds).toBeGreaterThan(2);
      const size = { players, batch, depth: 15, dealers: dealersOf(players), masks: masks === "on", elementBytes: 32 };
      const { sentVectors, sentVectorBytes, sentDealBytes } = roundTraffic(size);
      for (const [name, each] of [
        ["vector_messages", sentVectors],
        ["vector_bytes", sentVectorBytes],
        ["shares_bytes", sentDealBytes],
      ] as const)
        // prettier-ignore
        expect(column(name)).toEqual(Array.from({ length: rounds }, () => each));
    }
  });

  it("takes what the rule says where lines have no limit, and all players are as far from each other", () => {
    const { column } = run(shipped("horizon=60 s", ...plainLines));
    const ruleMs = mixDelayUs({ depth: 15, hopUs: 60_000, batch: 100 }) / 1000;
    for (const ms of column("mixing_ms")) expect(ms).toBeCloseTo(ruleMs, 1);
    expect(run(shipped("horizon=60 s")).metric("mixnet.mixingMs")).toBeGreaterThan(2 * ruleMs);
  });

  it("takes as long as the dealers' lines need for the shares", () => {
    const slow = run(shipped("horizon=2 min", "line.sigma=0", "line.upload=10 Mbit/s"));
    const { sentDealBytes } = roundTraffic({ players: 9, dealers: 3, batch: 100, depth: 15, masks: true, elementBytes: 32 }); // prettier-ignore
    for (const ms of slow.column("dealing_ms")) expect(ms).toBeCloseTo((sentDealBytes / 3) * 8e-4 + 60, 6);
    expect(run(shipped("horizon=1 min", "mixnet.dealing=off")).metric("mixnet.dealingMs")).toBe(0);
  });

  it("mixes what has come a frame after its first message, and full batches where more have", () => {
    const few = run(shipped("horizon=5 min", "users.rate=2/s", ...plainLines));
    expect(few.column("batch_messages").every((messages) => messages < 60)).toBe(true);
    expect(few.metric("mixnet.fill")).toBeCloseTo(few.column("batch_messages").reduce((sum, n) => sum + n, 0) / few.column("time_s").length / 100, 12); // prettier-ignore
    const many = run(shipped("horizon=1 min", "users.rate=1000/s"));
    expect(new Set(many.column("batch_messages"))).toEqual(new Set([100]));
    // Messages that wait are released later and later.
    const delays = many.column("delay_ms");
    expect(delays.at(-1)).toBeGreaterThan(5 * delays[0]);
  });
});

/** The shipped one, in which player 7 falls silent after a minute. */
function silenced(lasts: string): MixnetScenario {
  const text = `extends: orrery:network/mixnet\nhorizon: 3 min\nsilent: [{ player: 7, at: 60 s${lasts} }]\n`;
  return loadScenarioOf(mixnetModel, `${folderWith({ "a.yaml": text })}/a.yaml`).scenario;
}

describe("a player that falls silent", () => {
  it("stops every round until it speaks again, and for good if it does not", () => {
    const times = run(silenced(", for: 40 s")).column("time_s");
    const before = times.filter((time) => time < 60);
    expect(before.length).toBeGreaterThan(8);
    expect(times.filter((time) => time > 62 && time < 100)).toEqual([]);
    expect(times.filter((time) => time > 100).length).toBeGreaterThan(8);
    expect(run(silenced("")).column("time_s")).toEqual(times.filter((time) => time < 62));
  });
});

describe("a run", () => {
  it("goes on from a stored moment as if it had never stopped, and is another in another replication", () => {
    const short = shipped("horizon=40 s");
    const whole = run(short);
    for (const storedAtUs of [0, 1_234_567, 17_000_000])
      expect(run(short, { storedAtUs }).fingerprint).toBe(whole.fingerprint);
    expect(run(short, { replication: 1 }).fingerprint).not.toBe(whole.fingerprint);
  });

  it("has no figures of batches where none came out", () => {
    const { metric, summaryLines } = run(shipped("horizon=1 s"));
    expect([metric("mixnet.rounds"), metric("mixnet.delayMs"), metric("observer.linked"), metric("observer.candidates")]).toEqual([0, null, null, null]); // prettier-ignore
    expect(summaryLines).toEqual([expect.stringContaining("No batch came out")]);
  });
});

describe("intersection", () => {
  it("leaves as many candidates as the rule expects, whatever the permutation hides", () => {
    const scenario = shipped("horizon=60 s", "users.watched=1", "users.count=300");
    const [measured, expected] = [new Float64Array(8), new Float64Array(8)];
    const replications = 30;
    for (let replication = 0; replication < replications; replication++) {
      const { column } = run(scenario, { replication });
      const [left, rule] = [column("candidates_users"), column("candidates_rule_users")];
      for (let round = 0; round < 8; round++) {
        measured[round] += left[round];
        expected[round] += rule[round];
      }
    }
    for (let round = 0; round < 8; round++) {
      // Who is reached makes others less likely to be: the sum varies no more than independent users would.
      expect(Math.abs(measured[round] - expected[round])).toBeLessThan(5 * Math.sqrt(expected[round]));
    }
    expect(measured[7]).toBeLessThan(measured[0] / 3);
  });
});

describe("a scenario of the mixnet", () => {
  it("is refused with all that is wrong", () => {
    const set = ["mixnet.batch=99", "mixnet.dealers=4", "observer.dealers=5", "users.rate=0/s", "users.watched=1000", "users.count=10"]; // prettier-ignore
    const refused = (): unknown => shipped(...set);
    for (const said of [
      "no square; the nearest are 81 and 100",
      "4 dealers need 16 players",
      "5 dealers collude, and there are 4",
      "begins with its first message",
      "1000 of 10 users",
    ])
      // prettier-ignore
      expect(refused).toThrow(said);
    expect(() => shipped("mixnet.batch=4000000", "mixnet.element=1 kB")).toThrow("allowed are 1,000,000,000");
  });

  it("is planned by what its lines take", () => {
    const { plan } = loadScenarioOf(mixnetModel, file);
    const rounds = run(shipped()).column("time_s").length;
    const planned = plan.sizes.find(([name]) => name === "rounds")![1];
    expect(planned).toBeGreaterThan(rounds / 2);
    expect(planned).toBeLessThan(rounds * 2);
  });
});
