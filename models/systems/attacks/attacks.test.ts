import { describe, expect, it } from "vitest";
import { openNetwork, runScenario, type ScenarioText, smallScenario } from "../../../test/network-kit.js";
import { writtenRun } from "../../../test/written-run.js";
import { auditRun } from "../../checks/audit-run.js";

const fields: ScenarioText = {
  horizon: "12 h",
  switches: { epochFrames: 60 },
  shards: { count: 3, world: "12 GB", skew: "zipf 0.6" },
};
const honest = { class: "honest", count: 14, workers: 2, uptime: "90 %", outage: "20 min" };
const others = { class: "others", count: 8, workers: 2, seniority: { points: 300 }, arrive: "20/d" };

const scenarioOf = (attackers: readonly ScenarioText[], more: ScenarioText = {}) =>
  smallScenario({ ...fields, operators: [honest, others], attackers, ...more });

const withholding = { kind: "withhold data", class: "others", holds: "60 %" };
const signing = { kind: "equivocate", class: "others", rate: "2/d" };

/** Frames in which nodes of the class were kicked, and how many of its nodes are attackers. */
function kicksOf(attackers: readonly ScenarioText[], more: ScenarioText = {}) {
  const { network, runTo } = openNetwork(scenarioOf(attackers, more), "attacks");
  runTo(4320);
  const { nodes, provers, classes } = network.world;
  const [honestKeys, members] = classes.nodes.map((ofClass) => ofClass.map((node) => nodes.prover[node]));
  const frames = members.map((prover) => provers.kickFrame[prover]).filter((frame) => frame > 0);
  const attacking = members.filter((prover) => provers.attackers[prover] !== 0);
  const isHonestKicked = honestKeys.some((prover) => provers.kickFrame[prover] > 0);
  return { frames, attacking, members, isHonestKicked, provers };
}

describe("attackers", () => {
  it.each(["1", "two"])("give the numbers of the older fields of a class: seed %s", (seed) => {
    const older = smallScenario({ ...fields, operators: [honest, { ...others, holds: "60 %", equivocate: "2/d" }] });
    const newer = scenarioOf([withholding, signing]);
    const [before, now] = [older, newer].map((scenario) => runScenario(scenario, { seed }));
    expect(now.fingerprint).toBe(before.fingerprint);
    expect(now.tables).toEqual(before.tables);
    expect(before.metrics.find(({ name }) => name === "lifecycle.kicks")?.value).not.toBe(0);
    const events = [older, newer].map((scenario) => writtenRun(scenario, seed).events);
    expect(events[1]).toEqual(events[0]);
  });

  it("are honest until they begin", () => {
    for (const attacker of [withholding, { ...signing, rate: "1/h" }]) {
      const { frames, isHonestKicked } = kicksOf([{ ...attacker, start: "5 h" }]);
      expect(frames.length).toBeGreaterThan(4);
      expect(Math.min(...frames)).toBeGreaterThanOrEqual(1800);
      expect(Math.min(...kicksOf([attacker]).frames)).toBeLessThan(1800);
      expect(isHonestKicked).toBe(false);
    }
  });

  it("are as many as their share says, the fewer among the more", () => {
    const more = { operators: [honest, { ...others, count: 400 }], horizon: "1 h" };
    const [few, many] = ["30 %", "70 %"].map((share) => kicksOf([{ ...withholding, share }], more));
    // Binomial with n above 400: five deviations.
    expect(Math.abs(few.attacking.length - 0.3 * few.members.length)).toBeLessThan(50);
    expect(Math.abs(many.attacking.length - 0.7 * many.members.length)).toBeLessThan(50);
    expect(new Set(many.attacking)).toEqual(new Set([...many.attacking, ...few.attacking]));
    const kicked = few.members.filter((prover) => few.provers.kickFrame[prover] > 0);
    expect(kicked.every((prover) => few.attacking.includes(prover))).toBe(true);
  });

  it("attack only where they aim", () => {
    const thin = { operators: [honest, others], switches: { epochFrames: 60, haltThreshold: 0 } };
    for (const attacker of [withholding, { ...signing, rate: "1/h" }]) {
      // No shard of this network has so few provers, once anybody is there.
      expect(kicksOf([{ ...attacker, targets: "thin" }], thin).frames).toEqual([]);
      const all = { ...thin, switches: { epochFrames: 60, haltThreshold: 999, haltGraceFrames: 1_000_000 } };
      expect(kicksOf([{ ...attacker, targets: "thin" }], all).frames.length).toBeGreaterThan(0);
    }
  });

  it("leave all at once, and by the rules", () => {
    const exit = { kind: "coordinated exit", class: "others", start: "4 h" };
    // Nodes that renew what has expired would leave for shards that are thin meanwhile.
    const switches = { epochFrames: 60, reconfirm: "ahead" };
    const scenario = scenarioOf([exit], { operators: [honest, { ...others, arrive: "0/d" }], switches });
    const { network, runTo } = openNetwork(scenario);
    const { nodes, classes, totals } = network.world;
    const here = (): number => classes.nodes[1].filter((node) => nodes.departing[node] === 0).length;
    runTo(1439);
    expect([here(), totals.leaves]).toEqual([8, 0]);
    runTo(1440);
    expect(here()).toBe(0);
    runTo(4320);
    expect(classes.nodes[1].every((node) => nodes.gone[node] === 1)).toBe(true);
    expect(classes.nodes[0].some((node) => nodes.gone[node] === 1)).toBe(false);
    expect([totals.kicks, totals.leaves > 0]).toEqual([0, true]);
    expect(auditRun(writtenRun(scenario)).findings).toEqual([]);
  });

  it("write a run in which an audit finds nothing, and a kick of somebody honest", () => {
    const attackers = [
      { ...withholding, share: "50 %", start: "2 h" },
      { ...signing, rate: "1/h", start: "90 min", targets: "thin" },
      { kind: "equivocate", class: "honest", rate: "1/d", share: "20 %" },
    ];
    const run = writtenRun(
      scenarioOf(attackers, { switches: { epochFrames: 60, haltThreshold: 20, haltGraceFrames: 4000 } }),
    );
    expect(auditRun(run).findings).toEqual([]);
    expect(run.events.filter(({ what }) => what === "attacks").length).toBeGreaterThan(8);
    expect(run.events.filter(({ what }) => what === "kicked for good").length).toBeGreaterThan(2);
    const unsaid = run.events.filter(({ what, other }) => what !== "attacks" || other !== 0);
    expect(auditRun({ ...run, events: unsaid }).findings.map(({ rule }) => rule)).toContain("audit.selected");
  });

  it("are kicked in the very frame in which they go, and are credited for it once", () => {
    const scenario = smallScenario({
      rules: "v2.1-simplex",
      horizon: "10000 s",
      date: "2025-01-12",
      switches: { epochFrames: 100 },
      operators: [
        { class: "bad", count: 11, workers: 1 },
        { class: "good", count: 15, workers: 1 },
      ],
      shards: { count: 5, world: "1 MB" },
      start: {
        active: 10,
        joining: 0,
        health: { healthy: 0, needsCoverage: 3, haltRisk: 2 },
        rings: [5],
      },
      attackers: [
        { kind: "withhold data", class: "bad" },
        { kind: "coordinated exit", class: "bad", start: "5829 s" },
      ],
      timeline: [{ at: "2025-01-12", release: { switches: { kickSeniority: "quadraticPenalty" } } }],
    });
    const runs = ["1", "2", "3", "4", "5", "6", "7", "8"].map((seed) => writtenRun(scenario, seed));
    const keysOf = ({ events }: (typeof runs)[number], what: string) =>
      new Set(events.filter((row) => row.what === what).map(({ frame, prover }) => `${frame} ${prover}`));
    const inOneFrame = runs.filter((run) => {
      const gone = keysOf(run, "is gone");
      return [...keysOf(run, "kicked, may join again")].some((kicked) => gone.has(kicked));
    });
    expect(inOneFrame.length).toBeGreaterThan(0);
    expect(runs.flatMap((run) => auditRun(run).findings)).toEqual([]);
  });

  it("begin by the clock as it goes last, where it changes twice in a frame", () => {
    const scenario = scenarioOf([{ ...withholding, start: "5 h" }], {
      timeline: [
        { at: "1 h", halt: { for: "0 s" } },
        { at: "1 h", pace: "1 s" },
      ],
    });
    const { network, runTo } = openNetwork(scenario, "attacks");
    runTo(1000);
    // An hour of ten seconds, then four hours of one.
    expect(network.attackers.startFrame(0)).toBe(360 + 4 * 3600);
    expect(network.calendars.attacks.take(360 + 4 * 3600)).toContain(0);
  });
});
