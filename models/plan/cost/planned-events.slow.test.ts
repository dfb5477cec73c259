import { describe, expect, it } from "vitest";
import type { ObservedRun } from "../../../sim/kernel/run-observer.js";
import { loadShipped } from "../../../test/baselines/shipped.js";
import { identity, smallScenario } from "../../../test/network-kit.js";
import { planOf } from "../plan.js";
import { eventCauses, type PlannedEvents } from "./planned-events.js";
import type { Scenario } from "../../scenario/schema.js";
import { createSimulation } from "../../simulation.js";

/** Which cause an event of the kernel belongs to, by the name of its handler. */
const causes: { readonly [handler: string]: keyof PlannedEvents } = {
  report: "reports",
  frame: "frames",
  "operator appears": "arrivals",
  "operator leaves": "departures",
  presence: "presence",
  "worker change": "workerChanges",
  equivocation: "equivocations",
  "operator looks": "looks",
  "operator learns": "looks",
  "operator imitates": "looks",
  "price step": "priceSteps",
  request: "messages",
  "request leaves": "messages",
  "request: arrival": "messages",
  // One each of what the timeline says, or of what looks decide.
  ...Object.fromEntries(["timeline", "operator acts", "operator sent"].map((name) => [name, "frames"])),
};

/** Throws for a handler that no plan counts. */
function causeOf(handler: string): keyof PlannedEvents {
  const cause = causes[handler];
  if (cause === undefined) throw new Error(`no cause of a plan counts the events "${handler}"`);
  return cause;
}

/** Events that a run has, by cause. */
function handled(scenario: Scenario): PlannedEvents {
  const counts = Object.fromEntries(eventCauses.map((cause) => [cause, 0])) as Record<keyof PlannedEvents, number>;
  const runs: ObservedRun[] = [];
  const simulation = createSimulation(scenario, {
    ...identity(),
    observer: {
      draws: { record: () => undefined },
      attach: (run) => void runs.push(run),
      begin: ({ kind }) => void counts[causeOf(runs[0].nameOf(kind))]++,
      end: () => undefined,
    },
  });
  simulation.advance(Infinity);
  return counts;
}

const nodes = { class: "nodes", count: 60, workers: 4 };
const twoClasses = [
  { class: "dc", count: 5, workers: 20 },
  { class: "home", count: 20, workers: 4, uptime: "98 %" },
];
const of21 = (fields: object): Scenario => smallScenario({ shards: { count: 16, world: "16 GB" }, ...fields });

/** Networks that differ in what makes their events. */
const networks: readonly (readonly [about: string, scenario: Scenario])[] = [
  ["nothing but a start", of21({ horizon: "2 d", operators: [nodes] })],
  ["outages", of21({ horizon: "6 h", operators: twoClasses })],
  [
    "a network that loses every message",
    of21({ horizon: "10 h", operators: [{ ...nodes, count: 3 }], network: { messageLoss: "100 %" } }),
  ],
  ["one that loses most", of21({ horizon: "2 d", operators: [nodes], network: { messageLoss: "95 %" } })],
  ["outages, for long", of21({ horizon: "20 d", operators: twoClasses })],
  ["many outages", of21({ horizon: "9 h", operators: [{ ...nodes, uptime: "60 %", outage: "100 min" }] })],
  [
    "arrivals and departures",
    of21({ horizon: "5 d", operators: [{ ...nodes, arrive: "40/d", leave: "half-life 1 d" }] }),
  ],
  ["stays of one length", of21({ horizon: "5 d", operators: [{ ...nodes, arrive: "40/d", leave: "after 1 d" }] })],
  ["appearances", of21({ horizon: "8 h", operators: [{ ...nodes, appear: { from: "1 h", until: "6 h" } }] })],
  ["splits by address", of21({ horizon: "2 d", operators: [{ ...nodes, count: 400, uptime: "98 %" }] })],
  [
    "splits by seniority",
    of21({ horizon: "1 d", switches: { splitMembership: "bySeniority" }, operators: [{ ...nodes, count: 400 }] }),
  ],
  [
    "steps of the data",
    of21({ horizon: "30 d", operators: [nodes], shards: { count: 16, world: "16 GB", growth: "3 %/month" } }),
  ],
  ["equivocations", of21({ horizon: "2 d", operators: [{ ...nodes, equivocate: "2/d" }] })],
  ["reports", of21({ horizon: "6 h", operators: [nodes], report: { every: "10 s" } })],
  [
    "operators that learn",
    of21({
      horizon: "17 h",
      operators: [
        {
          ...nodes,
          strategy: [
            { kind: "reward greedy", share: "40 %" },
            { kind: "data greedy", share: "60 %" },
          ],
          learns: { every: "90 s", delay: "1 h" },
        },
      ],
    }),
  ],
  [
    "operators that keep books, at a price that moves",
    of21({
      horizon: "10 d",
      market: { price: { start: "0.05 USD", step: "10 min", model: "geometric brownian motion" } },
      operators: [{ ...nodes, profile: "home", nodes: 3, decides: { every: "1 h" } }],
    }),
  ],
  ["windows of frames", of21({ horizon: "2 d", rules: "v2.1-frames", operators: twoClasses })],
  [
    "a measured head count",
    of21({
      horizon: "3 d",
      operators: [{ ...nodes, follow: "w" }],
      observed: { source: "a test", timeDays: [0, 1, 2, 9], columns: { w: [240, 120, 190, 1] } },
    }),
  ],
  [
    "messages of nodes that pause",
    of21({
      rules: "v2.1-simplex",
      horizon: "1 d",
      fidelity: "message",
      operators: [{ ...nodes, uptime: "90 %", outage: "20 min", pauses: true }],
    }),
  ],
  ...["1 s", "3 s", "20 s"].map((jitter): readonly [string, Scenario] => [
    `messages that come late, by ${jitter}`,
    of21({
      horizon: "2000 s",
      fidelity: "message",
      frames: { pace: "1 s" },
      operators: [{ ...nodes, count: 16, workers: { total: 19 } }],
      shards: { count: 4, world: "1 MB" },
      network: { jitter },
    }),
  ]),
  ...["article", "dawn", "dusk", "seed", "v2.0.6", "v2.1-epoch", "v2.1-frames"].map(
    (era) => [`scenarios/eras/${era}.yaml`, loadShipped(`eras/${era}.yaml`)] as const,
  ),
];

/** How much more or less there may be: frames in which something is due are the least certain. */
const factors = { causes: 2, total: 4 };
/** Fewer than these are left to luck. */
const few = 40;
const ratio = (planned: number, found: number): number => Math.max(planned, few) / Math.max(found, few);

describe("the events of a plan", () => {
  it.each(networks)("are those of the run: %s", (_about, scenario) => {
    const { events } = planOf(scenario);
    const counts = handled(scenario);
    const total = eventCauses.reduce((sum, cause) => sum + counts[cause], 0);
    for (const cause of eventCauses.filter((one) => one !== "frames")) {
      const times = ratio(events[cause], counts[cause]);
      expect({ cause, times: Math.max(times, 1 / times) <= factors.causes ? "near" : times }).toEqual({
        cause,
        times: "near",
      });
    }
    expect(events.reports).toBe(counts.reports);
    expect(ratio(events.total, total)).toBeLessThan(factors.total);
    expect(ratio(events.total, total)).toBeGreaterThan(1 / factors.total);
  });

  it("are known where the chain stands and the mean pace is not whole, whatever the curve", () => {
    const timeline = [{ at: "1 h", halt: { for: "1234567 us" } }];
    for (const kind of ["filecoin", "root of stake"]) {
      const { events } = planOf(of21({ operators: twoClasses, curve: { kind }, timeline }));
      expect(events.total).toBeGreaterThan(0);
    }
  });

  it("add up to the total", () => {
    const { events } = planOf(of21({ operators: twoClasses }));
    const sum = eventCauses.reduce((total, cause) => total + events[cause], 0);
    expect(Math.abs(events.total - sum)).toBeLessThan(eventCauses.length);
  });
});

describe("planned messages", () => {
  it.each([4, 360])("are about those of a run, by epochs of %i frames", (epochFrames) => {
    const scenario = smallScenario({
      rules: "v2.1-simplex",
      fidelity: "message",
      switches: { epochFrames },
      horizon: "3 d",
      frames: { pace: "120 s" },
      operators: [{ class: "nodes", count: 12, workers: 3 }],
      shards: { count: 2, world: "300 MB" },
    });
    const simulation = createSimulation(scenario, identity());
    simulation.advance(Infinity);
    const times = planOf(scenario).events.total / simulation.eventCount;
    expect(times).toBeGreaterThan(1 / 2.5);
    expect(times).toBeLessThan(2.5);
  });
});
