import { describe, expect, it } from "vitest";
import { openNetwork, runScenario, type ScenarioText, smallScenario } from "../../../test/network-kit.js";
import { writtenRun } from "../../../test/written-run.js";
import { auditRun } from "../../checks/audit-run.js";
import { floodNow } from "../../changes/messages/flood.js";
import { lineLoss } from "../../protocol/transport/line-loss.js";

const hour = 360;
const mallory = { class: "mallory", count: 0, workers: 1, cost: { hosting: "72 USD/month" } };
/** A machine is a tenth of a dollar an hour: ten of them for four hours. */
const flood = { kind: "message spam", class: "mallory", budget: "4.01 USD", start: "4 h", lasts: "4 h" };
const scenarioOf = (attacker: ScenarioText = flood, more: ScenarioText = {}) =>
  smallScenario({
    rules: "v2.1-simplex",
    horizon: "1 d",
    operators: [{ class: "honest", count: 40, workers: 4, arrive: "40/d" }, mallory],
    attackers: [attacker],
    shards: { count: 12, world: "40 GB" },
    market: { price: { start: "0.002 USD" } },
    network: { messageLoss: "0 %" },
    report: { every: "1 h" },
    switches: { epochFrames: 60 },
    ...more,
  });

describe("message spam", () => {
  it("is sent to each archive for as long as its machines are paid for", () => {
    const { network, runTo } = openNetwork(scenarioOf());
    runTo(4 * hour - 1);
    expect(floodNow(network)).toBeNull();
    runTo(5 * hour);
    // Ten machines of 100 Mbit/s, messages of 8,000 bits, five archives.
    expect(floodNow(network)?.perSecond).toBeCloseTo((10 * 1e8) / 8000 / 5, 6);
    runTo(9 * hour);
    expect(floodNow(network)).toBeNull();
    expect(network.world.crowding!.lossShare()).toBe(0);
  });

  it("loses as much as the queue of an archive says: binomial, five deviations", () => {
    const many = [{ class: "honest", count: 40, workers: 1, arrive: "4000/d" }, mallory];
    const { network, runTo } = openNetwork(scenarioOf(flood, { operators: many }));
    runTo(7 * hour);
    const crowding = network.world.crowding!;
    // 25,000 messages a second, each of which takes 100 µs.
    const expected = lineLoss(((10 * 1e8) / 8000 / 5) * 1e-4, 128);
    expect(expected).toBeGreaterThan(0.5);
    expect(crowding.lossShare()).toBeCloseTo(expected, 3);
    expect(crowding.sent).toBeGreaterThan(300);
    expect(Math.abs(crowding.lost - expected * crowding.sent)).toBeLessThan(
      5 * Math.sqrt(crowding.sent * expected * (1 - expected)),
    );
    expect(crowding.joinsLost).toBeGreaterThan(0);
    expect(crowding.joinsSent).toBeLessThan(crowding.sent);
  });

  it("fills frames that have room for so many messages only", () => {
    const { network, runTo } = openNetwork(scenarioOf({ ...flood, upload: "1 Mbit/s", takes: 100 }));
    runTo(7 * hour);
    const { perSecond } = floodNow(network)!;
    // Far from what a line carries, and many times what a frame of ten seconds takes.
    expect(lineLoss(perSecond * 1e-4, 128)).toBeLessThan(1e-12);
    const loss = network.world.crowding!.lossShare();
    expect(loss).toBeGreaterThanOrEqual(1 - 100 / (perSecond * 10));
    expect(loss).toBeLessThan(1 - 100 / (perSecond * 10 + 400));
  });

  it("changes nothing where its machines send too little, nor anything about who draws what", () => {
    const little = runScenario(scenarioOf({ ...flood, upload: "10 kbit/s" }));
    const value = (name: string): unknown => little.metrics.find((metric) => metric.name === name)?.value;
    expect(value("spam.requestsLost")).toBe(0);
    expect(value("attack.paid_usd[attacker=mallory]")).toBeCloseTo(4, 1);
    // Machines that serve no shard.
    const idle = runScenario(scenarioOf({ ...flood, kind: "quorum capture", targets: "new" }));
    const issued = idle.metrics.find(({ name }) => name === "emission.issuedUnits")?.value;
    expect(value("emission.issuedUnits")).toBe(issued);
  });

  it("keeps newcomers out and costs others their rewards, and an audit of the run finds nothing", () => {
    const heavy = { ...flood, upload: "1 Gbit/s", lasts: "4 h" };
    const run = (attacker: ScenarioText) => {
      const { metrics } = runScenario(scenarioOf(attacker));
      return (name: string): number => Number(metrics.find((metric) => metric.name === name)?.value);
    };
    const [attacked, little] = [run(heavy), run({ ...flood, upload: "10 kbit/s" })];
    expect(attacked("spam.requestsLostShare")).toBeGreaterThan(0.9);
    expect(attacked("emission.issued_quil")).toBeLessThan(little("emission.issued_quil"));
    expect(attacked("attack.won_quil[attacker=mallory]")).toBe(0);
    expect(auditRun(writtenRun(scenarioOf(heavy))).findings).toEqual([]);
  });

  it("needs a budget, and says what is wrong with its figures", () => {
    expect(() => scenarioOf({ ...flood, bytes: "0 kB" })).toThrow(/a message has bytes/);
    expect(() => scenarioOf({ ...flood, waiting: 1000 })).toThrow(/256/);
    expect(() => scenarioOf({ ...flood, line: "0 Mbit/s" })).toThrow(/nothing would arrive/);
  });
});
