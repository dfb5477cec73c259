import { describe, expect, it } from "vitest";
import { openNetwork, runScenario, type ScenarioText, smallScenario } from "../../../../test/network-kit.js";
import { lineLoss } from "../../../protocol/transport/line-loss.js";
import type { RunResult } from "../../../run.js";

const hour = 360;
const mallory = { class: "mallory", count: 0, workers: 1, cost: { hosting: "72 USD/month" } };
/** Ten machines for four hours, each of 12,500 messages a second: 25,000 at each of five archives, that serve 10,000. */
const flood = { kind: "message spam", class: "mallory", budget: "4.01 USD", start: "4 h", lasts: "4 h" };
const scenarioOf = (fidelity: string, attacker: ScenarioText = {}, more: ScenarioText = {}) =>
  smallScenario({
    fidelity,
    rules: "v2.1-simplex",
    horizon: "12 h",
    operators: [{ class: "honest", count: 40, workers: 2, arrive: "600/d" }, mallory],
    attackers: [{ ...flood, ...attacker }],
    shards: { count: 12, world: "40 GB" },
    market: { price: { start: "0.002 USD" } },
    report: { every: "1 h" },
    switches: { epochFrames: 60 },
    ...more,
    network: { messageLoss: "0 %", ...(more["network"] as ScenarioText | undefined) },
  });

const valueOf = ({ metrics }: RunResult, name: string): number =>
  Number(metrics.find((metric) => metric.name === name)?.value);

/** What a network of five hours has counted so far. */
function crowdingAt(fidelity: string, more: ScenarioText = {}) {
  const { network, runTo } = openNetwork(scenarioOf(fidelity, {}, more));
  runTo(7.9 * hour);
  return network.world.crowding!;
}

describe("message spam by messages", () => {
  it("crowds out as many copies as it does messages by frames: a request is lost when none of five finds room", () => {
    const [byMessages, byFrames] = [crowdingAt("message"), crowdingAt("frame")];
    const share = lineLoss(2.5, 128);
    // What others send is nothing beside it.
    expect(byMessages.lossShare()).toBeCloseTo(share, 3);
    expect(byFrames.lossShare()).toBeCloseTo(share, 3);
    for (const [{ sent, lost }, expected] of [
      [byFrames, share],
      [byMessages, share ** 5],
    ] as const) {
      expect(sent).toBeGreaterThan(200);
      expect(Math.abs(lost - expected * sent)).toBeLessThan(5 * Math.sqrt(sent * expected * (1 - expected)) + 1);
    }
  });

  it("costs nobody anything while archives serve all that comes: both fidelities issue the same", () => {
    const light = { upload: "1 Mbit/s" };
    const [byMessages, byFrames] = ["message", "frame"].map((fidelity) => runScenario(scenarioOf(fidelity, light)));
    for (const run of [byMessages, byFrames]) expect(valueOf(run, "spam.requestsLost")).toBe(0);
    const issued = "emission.issued_quil";
    expect(Math.abs(valueOf(byMessages, issued) / valueOf(byFrames, issued) - 1)).toBeLessThan(0.02);
  });

  it("saturates a slow line of the archives, before which copies wait and find no room", () => {
    const slow = { network: { archives: { download: "10 Mbit/s" } } };
    const crowding = crowdingAt("message", slow);
    // 0.8 ms a message of 1 kB: a load of 20, and 128 before each that is taken.
    expect(crowding.lossShare()).toBeCloseTo(lineLoss(20, 128), 4);
    expect(crowding.waitUs()).toBe(102_400);
    expect(crowdingAt("message").waitUs()).toBe(12_800);
    expect(crowding.lost / crowding.sent).toBeGreaterThan(0.6);
  });

  it("leaves requests out of frames that have room for a few", () => {
    const takes = runScenario(scenarioOf("message", { upload: "1 Mbit/s", takes: 100 }));
    expect(valueOf(takes, "spam.requestsLost")).toBeGreaterThan(50);
  });

  it("is what its machines send, and archives receive what they have room for", () => {
    const { columns } = runScenario(scenarioOf("message")).tables.traffic!;
    const column = (name: string) => Array.from<unknown>(columns.find((one) => one.name === name)!.values);
    const rows = column("flow").flatMap((name, row) => (name === "spam" ? [row] : []));
    const sum = (name: string): number => rows.reduce((total, row) => total + Number(column(name)[row]), 0);
    const whole = (10 * 1e8 * 4 * 3600) / 8;
    expect(Math.abs(sum("sent_bytes") / whole - 1)).toBeLessThan(0.02);
    expect(sum("received_bytes") / sum("sent_bytes")).toBeCloseTo(1 - lineLoss(2.5, 128), 2);
  });

  it("goes on to the same wherever a run is cut", () => {
    const scenario = scenarioOf("message", { takes: 100 }, { horizon: "6 h", network: { archives: { download: "10 Mbit/s" } } }); // prettier-ignore
    expect(runScenario(scenario, { sliceUs: 77_777_777 }).fingerprint).toBe(runScenario(scenario).fingerprint);
  });
});
