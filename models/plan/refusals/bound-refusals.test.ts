import { describe, expect, it } from "vitest";
import { identity, type ScenarioText, smallScenario } from "../../../test/network-kit.js";
import { messages as planMessages } from "../cost/plan-messages.js";
import { type Plan, planOf } from "../plan.js";
import { createSimulation } from "../../simulation.js";
import { eventLimits } from "./event-refusals.js";

/** All that has a rate happens, a little. */
const busy: ScenarioText = {
  horizon: "2 h",
  operators: [
    { class: "a", count: 6, workers: 2, uptime: "90 %", outage: "5 min", arrive: "1/h", equivocate: "1/h" },
    { class: "b", count: 2, workers: 1 },
  ],
  attackers: [{ kind: "equivocate", class: "b", rate: "1/d" }],
  fees: { transactions: "1/s", bytes: "1 kB" },
};
const planWith = (timeline: readonly object[], fields: ScenarioText = {}): Plan =>
  planOf(smallScenario({ ...busy, ...fields, timeline }));
const paths = (timeline: readonly object[], fields: ScenarioText = {}): readonly string[] =>
  planWith(timeline, fields).infeasible.map(({ path }) => path);

const moments: readonly (readonly [string, object])[] = [
  ["at a time", { at: "1 h" }],
  ["again and again", { every: "10 min" }],
  ["when something happens", { when: "shard.healthy >= 0" }],
];
const durations = ["0 s", "1 us", "1 ms", "999 ms", "1 s", "30 s", "1000 d"];
const rates = ["1000/d", "86400/d", "1.01/s", "1000/s", "1000000/s", "9007199254740991/s"];
const changes = [
  ...["operators[0].outage", "report.every"].flatMap((path) => durations.map((value) => ({ [path]: value }))),
  ...["operators[0].arrive", "operators[0].equivocate", "attackers[0].rate", "fees.transactions"].flatMap((path) =>
    rates.map((value) => ({ [path]: value })),
  ),
  ...["0 %", "1 %", "99.99999 %", "100 %"].map((uptime) => ({ "operators[0].uptime": uptime })),
  { "operators[0].uptime": "0.001 %", "operators[0].outage": "1 s" },
  { "fees.bytes": "2 PB" },
];

describe("a change of a rate or a length in a run", () => {
  it.each(moments.flatMap(([about, when]) => changes.map((change) => ({ about, when, change }))))(
    "$change $about is refused, or has no more events than planned",
    ({ when, change }) => {
      const scenario = smallScenario({ ...busy, timeline: [{ ...when, change }] });
      const { infeasible, events } = planOf(scenario);
      for (const { path, message } of infeasible) {
        expect(path).toMatch(/^timeline\[0\]\.change\[/);
        expect(message).not.toMatch(/NaN|undefined|Infinity/);
      }
      if (infeasible.length > 0) return;
      expect(events.total).toBeLessThanOrEqual(eventLimits.events);
      if (events.total > 100_000) return;
      const simulation = createSimulation(scenario, identity());
      simulation.advance(Infinity, 4 * events.total + 1000);
      expect(simulation.nowUs).toBe(scenario.horizon);
    },
  );

  it.each([
    [{ "operators[0].outage": "0 s" }, "operators[0].outage"],
    [{ "operators[0].outage": "1 ms" }, "operators[0].outage"],
    [{ "operators[0].uptime": "100 %", "operators[0].outage": "0 s" }, "operators[0].outage"],
    [{ "report.every": "0 s" }, "report.every"],
    [{ "network.messageLoss": "1 %", "report.every": "1 us" }, "report.every"],
    [{ "operators[0].arrive": "1000000/s" }, "operators[0].arrive"],
    [{ "operators[0].equivocate": "1000/s" }, "operators[0].equivocate"],
    [{ "attackers[0].rate": "1000/s" }, "attackers[0].rate"],
    [{ "fees.bytes": "2 PB" }, "fees.bytes"],
  ])("is refused at its place: %j", (change, field) => {
    expect(paths([{ at: "1 h", change }])).toContain(`timeline[0].change[${JSON.stringify(field)}]`);
  });

  it("may be what a whole run could not have, where little of it is left", () => {
    const seldom = { horizon: "100 d" };
    const often = (at: string) => paths([{ at, change: { "report.every": "100 ms" } }], { ...seldom, fees: undefined });
    expect(often("1 h")).toEqual(['timeline[0].change["report.every"]']);
    expect(often("99 d")).toEqual([]);
  });
});

describe("other events without bound", () => {
  it.each([
    [{ at: "1 h", pace: "1 us" }, "timeline[0].pace", { fees: undefined, horizon: "1 d" }],
    [{ at: "1 h", data: { to: "3 PB" } }, "timeline[0].data.to", {}],
    [{ at: "1 h", data: { add: "3 PB" } }, "timeline[0].data.add", {}],
    [{ every: "1 min", data: { add: "30 TB" } }, "timeline[0].data.add", {}],
    [{ when: "shard.healthy >= 0", atMost: 1000, data: { add: "3 TB" } }, "timeline[0].data.add", {}],
    [{ at: "1 h", data: { growth: "1000000 %/month" } }, "timeline[0].data.growth", { horizon: "300 d" }],
    [{ every: "1 min", arrivals: { class: "b", count: 1_000_000 } }, "timeline[0].arrivals.count", {}],
  ])("%j are refused at their place", (entry, path, fields) => {
    expect(paths([entry], fields)).toContain(path);
    expect(paths([entry], fields)).not.toContain("operators[1].arrive");
  });

  it("of arrivals are refused where most of them come from", () => {
    const thirty = Array.from({ length: 30 }, (_, k) => ({
      at: "1 h",
      label: `n${k}`,
      arrivals: { class: "b", count: k === 7 ? 1_000_000 : 999_999 },
    }));
    expect(paths(thirty)).toContain("timeline[7].arrivals.count");
    expect(planMessages.sent(1e6, 3e10)).toContain("30 GB");
  });
});

const counted = (timeline: readonly object[]): Plan =>
  planOf(smallScenario({ ...busy, fees: undefined, horizon: "10 h", report: { every: "10 min" }, timeline }));

describe("a plan counts what a timeline changes", () => {
  it("frames by their pace", () => {
    expect(counted([]).frames).toBe(3600);
    expect(counted([{ at: "5 h", pace: "1 s" }]).frames).toBe(1800 + 18_000);
    expect(
      counted([
        { at: "2 h", pace: "1 s" },
        { at: "3 h", pace: "10 s" },
      ]).frames,
    ).toBe(720 + 3600 + 2520);
  });

  it("reports, and the memory that they take", () => {
    const plan = counted([{ at: "9 h", change: { "report.every": "1 s" } }]);
    expect(Math.abs(plan.events.reports - (9 * 6 + 3600))).toBeLessThan(3);
    expect(plan.memoryBytes).toBeGreaterThan(counted([]).memoryBytes);
  });

  it("nodes that go off and come back", () => {
    const { presence } = counted([]).events;
    const often = counted([{ at: "5 h", change: { "operators[0].outage": "30 s" } }]).events;
    // Half of the time ten times as often.
    expect(often.presence / presence).toBeCloseTo(5.5, 1);
  });

  it("operators that arrive", () => {
    const { arrivals } = counted([]).events;
    expect(counted([{ at: "5 h", change: { "operators[0].arrive": "3/h" } }]).events.arrivals).toBeGreaterThan(
      arrivals,
    );
  });
});
