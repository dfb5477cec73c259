import { describe, expect, it } from "vitest";
import { openNetwork, runScenario, type ScenarioText, smallScenario } from "../test/network-kit.js";
import { writtenRun } from "../test/written-run.js";
import { auditRun } from "./checks/audit-run.js";
import { planOf } from "./plan/plan.js";
import { outageTimes } from "./scenario/fidelity.js";
import type { Scenario } from "./scenario/schema.js";
import { ShortAbsences } from "./scenario/short-absences.js";

const steady = {
  rules: "v2.1-simplex",
  horizon: "3 d",
  operators: [{ class: "nodes", count: 24, workers: 3 }],
  network: { messageLoss: "0 %" },
  start: {
    active: 72,
    joining: 0,
    health: { healthy: 4, needsCoverage: 0, haltRisk: 0 },
    rings: [0, 0, 4],
  },
} satisfies ScenarioText;
const away = (uptime: string, outage: string): ScenarioText => ({
  ...steady,
  consensus: { leaderTimeouts: "off" },
  operators: [{ class: "nodes", count: 24, workers: 3, uptime, outage }],
});

const metricOf = (scenario: Scenario, metric: string): number =>
  Number(runScenario(scenario).metrics.find(({ name }) => name === metric)?.value);
const issued = (fields: ScenarioText): number => metricOf(smallScenario(fields), "emission.issued_quil");

function steadyBy(fidelity: string): unknown {
  const { tables, metrics, fingerprint } = runScenario(smallScenario({ ...steady, fidelity }));
  return { ...tables, metrics, fingerprint };
}

const plannedBy = (fidelity: string): number =>
  planOf(smallScenario({ ...away("98 %", "20 min"), fidelity })).events.presence;

const refused = (fields: ScenarioText): readonly string[] =>
  planOf(smallScenario({ fidelity: "epoch", ...fields }))
    .infeasible.filter(({ path }) => path === "fidelity")
    .map(({ message }) => message);

describe("a network stepped by epochs", () => {
  it("is in all the one stepped by frames where nobody is ever away", () => {
    expect(steadyBy("epoch")).toEqual(steadyBy("frame"));
  });

  it("credits nodes that are away for short times with as much less as they are away, without following them", () => {
    const fields = { ...away("98 %", "2 min"), fidelity: "epoch" };
    const { network, runTo } = openNetwork(smallScenario(fields));
    runTo(8640);
    expect(network.kernel.eventCount).toBeLessThan(100);
    expect(issued(fields) / issued(steady)).toBeCloseTo(0.98, 4);
  });

  it("follows outages in which a member can be evicted, as many and as long as by frames", () => {
    const entry = { uptime: 0.9, outage: 3600e6, pauses: false };
    const frames = smallScenario().frames;
    const { meanUpUs, shortestUs, shortShare } = outageTimes({ fidelity: "epoch", frames }, entry);
    expect(shortestUs).toBe(360 * frames.pace);
    const cycleUs = meanUpUs + shortestUs + entry.outage;
    // Away for long, or for short in what is left.
    const longShare = (shortestUs + entry.outage) / cycleUs;
    expect(longShare + (1 - longShare) * shortShare).toBeCloseTo(0.1, 12);
    // Of outages an exponential share lasts longer.
    const outagesPerUs = (1 - entry.uptime) / entry.outage;
    expect(1 / cycleUs / outagesPerUs).toBeCloseTo(Math.exp(-(shortestUs / entry.outage)), 12);
  });

  it("follows every outage of a class that announces them", () => {
    const entry = { uptime: 0.9, outage: 60e6, pauses: true };
    const { frames } = smallScenario();
    expect(outageTimes({ fidelity: "epoch", frames }, entry)).toEqual(
      outageTimes({ fidelity: "frame", frames }, entry),
    );
  });

  it("plans the outages that are followed", () => {
    expect(plannedBy("frame") / plannedBy("epoch")).toBeCloseTo(Math.exp(3), -1);
  });

  it("is refused where there are no epochs, or where it matters in each frame who is there", () => {
    expect(refused({})).toEqual([]);
    expect(refused({ rules: "v2.1-frames" })).toEqual(["epoch, but lifecycle frames has none; write frame"]);
    expect(refused({ rules: "v2.1-simplex", switches: { creditedSigners: "quorum" } })).toEqual([
      "epoch, but with creditedSigners quorum every frame credits others; write frame",
    ]);
    expect(refused({ switches: { emptySlots: "sharedByPresent" } })).toEqual([
      "epoch, but with emptySlots sharedByPresent every absence pays somebody else; write frame",
    ]);
  });
});

describe("the audit of a run by epochs", () => {
  it("works out short absences, missed frames and all, also after their share has changed", () => {
    const scenario = smallScenario({
      rules: "v2.1-simplex",
      fidelity: "epoch",
      horizon: "2 d",
      operators: [
        { class: "nodes", count: 20, workers: 3, uptime: "95 %", outage: "30 min" },
        {
          class: "guests",
          count: 6,
          workers: 3,
          uptime: "98 %",
          outage: "5 min",
          arrive: "6/d",
          leave: "half-life 1 d",
        },
      ],
      archives: { count: 5, uptime: "97 %" },
      timeline: [{ at: "20 h", change: { "operators[0].uptime": "90 %" } }],
    });
    const { count, findings } = auditRun(writtenRun(scenario));
    expect({ count, findings }).toEqual({ count: 0, findings: [] });
    expect(metricOf(scenario, "consensus.missedFrames")).toBeGreaterThan(0);
  });
});

describe("absences that are not followed", () => {
  const absences = new ShortAbsences(smallScenario({ ...away("99 %", "1 min"), fidelity: "epoch" }));

  it("come to the same wherever a stretch is cut", () => {
    const whole = absences.between(0, 12_345, 0, 100_000);
    expect(whole).toBe(absences.between(0, 12_345, 0, 777) + absences.between(0, 12_345, 777, 100_000));
    expect(Math.abs(whole - 1000)).toBeLessThanOrEqual(1);
  });

  it("are never more than the frames", () => {
    for (let frame = 0; frame < 1000; frame++) expect(absences.between(0, 7, frame, frame + 1)).toBeLessThanOrEqual(1);
  });
});
