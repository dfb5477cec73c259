import { describe, expect, it } from "vitest";
import { identity, openNetwork, runScenario, type ScenarioText, smallScenario } from "../../../test/network-kit.js";
import { writtenBy, writtenRun } from "../../../test/written-run.js";
import { auditRun } from "../../checks/audit-run.js";
import type { Network } from "../../changes/network.js";
import { gridReplaced } from "../../state/log/event-log.js";
import { nodeRules } from "../../changes/node-rules.js";
import type { Scenario } from "../../scenario/schema.js";
import type { RunResult } from "../../run.js";
import { createSimulation } from "../../simulation.js";

const hourUs = 3_600_000_000;
const operators = [
  { class: "home", count: 20, workers: 2 },
  { class: "hall", count: 5, workers: 4 },
];
const network = (timeline: readonly object[], fields: ScenarioText = {}): Scenario =>
  smallScenario({ horizon: "12 h", operators, timeline, ...fields });

const rowsOf = ({ tables: { timeline } }: RunResult): readonly Readonly<Record<string, unknown>>[] =>
  Array.from({ length: timeline?.rowCount ?? 0 }, (_unused, row) =>
    Object.fromEntries((timeline?.columns ?? []).map(({ name, values }) => [name, values[row]])),
  );

const onlineOf = ({ world: { nodes } }: Network, classIndex: number): number =>
  Array.from({ length: nodes.count }, (_unused, node) => node).filter(
    (node) => nodes.operatorClass[node] === classIndex && nodes.online[node] === 1,
  ).length;

const hitBy = (share: string): ReadonlySet<number> => {
  const { network: run, runTo } = openNetwork(network([{ at: "1 h", label: "cut", outage: { share, for: "30 min" } }]));
  runTo(400);
  const { nodes } = run.world;
  return new Set(
    Array.from({ length: nodes.count }, (_unused, node) => node).filter((node) => nodes.online[node] === 0),
  );
};

const endsBy = (how: string): RunResult =>
  runScenario(network([{ at: "5 h", departures: { class: "home", count: 8, how } }], { horizon: "14 h" }));

const worldAfter = (timeline: readonly object[], fields: ScenarioText = {}): number =>
  Number(
    runScenario(network(timeline, { horizon: "2 h", ...fields })).metrics.find(({ name }) => name === "world.sizeBytes")
      ?.value,
  );

const framesAt = (timeline: readonly object[]): readonly (readonly [number, number])[] => {
  const { series } = runScenario(network(timeline, { horizon: "4 h", report: { every: "1 h" } })).tables;
  const [frames, times] = ["frame", "time_s"].map(
    (name) => series.columns.find((one) => one.name === name)?.values ?? [],
  );
  return [...frames].map((frame, row) => [Number(times[row]) / 3600, Number(frame)] as const);
};

const issued = (timeline: readonly object[]): number =>
  Number(runScenario(network(timeline)).metrics.find(({ name }) => name === "emission.issuedUnits")?.value);

const joinsActive = (timeline: readonly object[]): number => {
  const { network: run } = openNetwork(network(timeline));
  for (let atUs = hourUs / 4; ; atUs += hourUs / 4) {
    run.kernel.runUntil(atUs);
    if (run.world.totals.active > 0 || atUs > 12 * hourUs) return atUs / hourUs;
  }
};

describe("an outage", () => {
  it("takes nodes of its class off for its time, and no others", () => {
    const { network: run, runTo } = openNetwork(
      network([{ at: "1 h", outage: { class: "home", share: "50 %", for: "30 min" } }]),
    );
    const online = [359, 360, 539, 541].map((frame) => {
      runTo(frame);
      return [onlineOf(run, 0), onlineOf(run, 1)];
    });
    expect(online[0]).toEqual([20, 5]);
    expect(online[1][0]).toBeGreaterThan(4);
    expect(online[1][0]).toBeLessThan(16);
    expect(online[2]).toEqual(online[1]);
    expect(online[3]).toEqual([20, 5]);
    expect(online[1][1]).toBe(5);
  });

  it("of a smaller share hits some of those that a larger one hits", () => {
    const [few, many] = [hitBy("30 %"), hitBy("60 %")];
    expect(few.size).toBeGreaterThan(0);
    expect(many.size).toBeGreaterThan(few.size);
    expect([...few].every((node) => many.has(node))).toBe(true);
  });

  it("lets its nodes come back one by one over a time", () => {
    const { network: run, runTo } = openNetwork(
      network([{ at: "1 h", outage: { class: "home", for: "30 min", back: "over 1 h" } }]),
    );
    const online = [539, 600, 720, 901].map((frame) => {
      runTo(frame);
      return onlineOf(run, 0);
    });
    expect(online[0]).toBe(0);
    expect(online).toEqual(online.toSorted((a, b) => a - b));
    expect(online[2]).toBeLessThan(20);
    expect(online[3]).toBe(20);
  });

  it("leaves what nodes do by themselves as it is: without a length of consequence it changes nothing", () => {
    const shaky = [{ class: "home", count: 20, workers: 2, uptime: "70 %", outage: "20 min" }];
    const states = (timeline: readonly object[]): readonly number[] => {
      const { network: run, runTo } = openNetwork(network(timeline, { operators: shaky }));
      runTo(1200);
      return Array.from(run.world.nodes.online.slice(0, run.world.nodes.count));
    };
    const twice = [
      { at: "1 h", outage: { for: "1 h" } },
      { at: "90 min", outage: { share: "50 %", for: "1 h", back: "over 10 min" } },
    ];
    expect(states(twice)).toEqual(states([]));
  });
});

describe("operators of the timeline", () => {
  it("come, at once or over a span, under names of their own", () => {
    const arriving = network([{ at: "1 h", arrivals: { class: "hall", count: 6, over: "1 h" } }]);
    const { network: run, runTo } = openNetwork(arriving);
    const peers = [359, 540, 721].map((frame) => {
      runTo(frame);
      return run.world.totals.peers;
    });
    expect(peers[0]).toBe(25);
    expect(peers[1]).toBeGreaterThan(25);
    expect(peers[1]).toBeLessThan(31);
    expect(peers[2]).toBe(31);
  });

  it("go, asking to leave or without a word", () => {
    const [leave, vanish] = [endsBy("leave"), endsBy("vanish")].map(
      ({ metrics }) =>
        (name: string) =>
          Number(metrics.find((metric) => metric.name === name)?.value),
    );
    expect([leave("population.peers"), vanish("population.peers")]).toEqual([17, 17]);
    expect(leave("lifecycle.evictions")).toBe(0);
    expect(vanish("lifecycle.evictions")).toBeGreaterThanOrEqual(8);
  });

  it("go all if there are fewer than asked for", () => {
    const result = runScenario(network([{ at: "1 h", departures: { class: "hall", count: 50 } }]));
    expect(rowsOf(result)[0]).toMatchObject({ affected: 5, phase: "happens" });
  });
});

describe("the data", () => {
  it("become exactly as large as the timeline says, each shard in proportion", () => {
    expect(
      worldAfter([{ at: "1 h", data: { to: "31.7 GB" } }], { shards: { count: 7, world: "20 GB", skew: "zipf 1" } }),
    ).toBe(31_700_000_000);
    expect(worldAfter([{ at: "1 h", data: { add: "1 GB" } }])).toBe(21_000_000_000);
    expect(worldAfter([{ at: "1 h", data: { remove: "1 GB" } }])).toBe(19_000_000_000);
  });

  it("grow from then on at another rate", () => {
    const grown = worldAfter([{ at: "1 h", data: { growth: "200 %/d" } }], { horizon: "6 h" });
    const factor = 61 ** (18_000 / 2_592_000);
    expect(grown / 20_000_000_000).toBeCloseTo(factor, 6);
  });
});

describe("the chain", () => {
  it("makes frames at another pace from then on", () => {
    expect(framesAt([{ at: "2 h", pace: "5 s" }])).toEqual([[0, 0], [1, 360], [2, 720], [3, 1440], [4, 2160]]); // prettier-ignore
    expect(framesAt([{ at: "2 h", pace: "20 s" }])).toEqual([[0, 0], [1, 360], [2, 720], [3, 900], [4, 1080]]); // prettier-ignore
  });

  it("stands for its time, and for that of the frames that it lost", () => {
    expect(framesAt([{ at: "2 h", halt: { for: "1 h" } }])).toEqual([[0, 0], [1, 360], [2, 720], [3, 720], [4, 1080]]); // prettier-ignore
    expect(framesAt([{ at: "2 h", halt: { for: "1 h", framesLost: "180 frames" } }]).at(-1)).toEqual([4, 900]);
  });

  it("issues nothing while it stands", () => {
    const [whole, stood] = [issued([]), issued([{ at: "10 h", halt: { for: "2 h" } }])];
    expect(stood).toBeLessThan(whole);
    // All are active from 2 h on: 8 h of frames instead of 10.
    expect(stood / whole).toBeCloseTo(8 / 10, 3);
  });

  it("does later what waits for frames, and sooner where they come faster", () => {
    const usual = joinsActive([]);
    expect(joinsActive([{ at: "1 h", halt: { for: "1 h" } }])).toBe(usual + 1);
    expect(joinsActive([{ at: "1 h", pace: "20 s" }])).toBeGreaterThan(usual);
    expect(joinsActive([{ at: "1 h", pace: "5 s" }])).toBeLessThan(usual);
  });

  it("lets an attack begin at its time, whatever the pace", () => {
    const attackers = [{ kind: "coordinated exit", class: "home", start: "3 h" }];
    const gone = (timeline: readonly object[]): readonly number[] => {
      const { network: run } = openNetwork(network(timeline, { attackers }));
      return [3 * hourUs - 1, 3 * hourUs + hourUs / 60].map((atUs) => {
        run.kernel.runUntil(atUs);
        const { nodes } = run.world;
        return nodes.departing.reduce((sum, one) => sum + one, 0);
      });
    };
    for (const timeline of [[], [{ at: "1 h", pace: "7 s" }], [{ at: "1 h", halt: { for: "30 min" } }]])
      expect(gone(timeline)).toEqual([0, 20]);
  });
});

const gridOf = (run: Network): readonly number[] => [run.world.shards.liveCount, run.world.worldBytes];

const points = (run: Network): number => run.world.provers.seniority.reduce((sum, one) => sum + one, 0);

describe("a reset", () => {
  it("takes away splits that were noted, of shards that note a merge for the same frame since then", () => {
    const scenario = smallScenario({
      switches: { epochFrames: 100, maximumProvers: 11, thinTargets: "hash" },
      seed: "7",
      horizon: "42760 s",
      frames: { first: 3067 },
      operators: [
        { class: "Klasse 2 · 矿工 ⛏", count: 4, workers: { total: 20 }, strategy: "random" },
        { class: `#3: "x", 'y'`, count: 16, workers: 4, strategy: "least replicated" },
      ],
      shards: { count: 4, world: "1 MiB" },
      timeline: [
        { at: "37473207346 us", reset: { prefixBits: 1 } },
        { at: "5598232250 us", arrivals: { class: "Klasse 2 · 矿工 ⛏", count: 2 } },
        { when: "shard.haltRisk >= 0", halt: { for: "1822 s", framesLost: "7 frames" } },
      ],
    });
    const simulation = createSimulation(scenario, { ...identity("7"), events: true });
    simulation.advance(Number.POSITIVE_INFINITY);
    const { events } = writtenBy(scenario, simulation.finish());
    const resetFrame = events.find(({ what }) => what === gridReplaced)?.frame ?? 0;
    const notedIn = (first: number, last: number, what: RegExp): readonly (number | undefined)[] =>
      events
        .filter((event) => event.frame >= first && event.frame <= last && what.test(event.what))
        .map(({ shard }) => shard);
    const epoch = resetFrame - (resetFrame % 100);
    const split = notedIn(epoch + 1, resetFrame - 1, /^split by \d noted$/);
    const merging = notedIn(resetFrame, epoch + 99, /^merge noted$/);
    expect(split.filter((shard) => merging.includes(shard))).not.toEqual([]);
  });

  const grid = { shards: { prefixBits: 4, world: "20 GB" } };
  const reset = { prefixBits: 3, world: "9 GB", pause: "1 h" };

  it("puts a new grid in the place of the old one, of other keys if it says so, and lets the chain stand", () => {
    const { network: run } = openNetwork(network([{ at: "3 h", reset: { ...reset, shardKeys: "bits256" } }], grid));
    run.kernel.runUntil(3 * hourUs - 1);
    expect(gridOf(run)).toEqual([13, 20_000_000_000]);
    expect(run.world.totals.active).toBeGreaterThan(0);
    run.kernel.runUntil(3 * hourUs);
    expect(gridOf(run)).toEqual([2, 9_000_000_000]);
    expect([run.world.totals.active, run.world.totals.joining]).toEqual([0, 0]);
    expect(run.rules.shardKeys).toBe("bits256");
    run.kernel.runUntil(4 * hourUs);
    expect(run.world.frame).toBe(1080);
  });

  it("keeps who is on a filter that stays, and seniority unless it is dropped", () => {
    const senior = [{ class: "home", count: 20, workers: 2, seniority: "historic" }];
    const after = (fields: object): Network => {
      const { network: run } = openNetwork(
        network([{ at: "3 h", reset: { ...reset, ...fields } }], { ...grid, operators: senior }),
      );
      run.kernel.runUntil(3 * hourUs);
      return run;
    };
    expect(after({ prefixBits: 4, allocations: "kept" }).world.totals.active).toBeGreaterThan(0);
    expect(points(after({}))).toBeGreaterThan(0);
    expect(points(after({ seniority: "dropped" }))).toBe(0);
  });

  it("is found right by an audit, stored and gone on with", () => {
    const twice = network(
      [
        { at: "3 h", reset: { ...reset, shardKeys: "bits256" } },
        { at: "8 h", reset: { prefixBits: 5, allocations: "kept", seniority: "dropped" } },
      ],
      {
        ...grid,
        horizon: "14 h",
        operators: [{ class: "home", count: 30, workers: 3, uptime: "90 %", seniority: "historic" }],
      },
    );
    expect(auditRun(writtenRun(twice)).findings).toEqual([]);
    const atUs = 5 * hourUs;
    const before = createSimulation(twice, { ...identity(), isStored: true });
    before.advance(atUs);
    const after = createSimulation(twice, { ...identity(), from: { atUs, state: before.save() } });
    after.advance(Number.POSITIVE_INFINITY);
    expect(after.finish().fingerprint).toBe(runScenario(twice).fingerprint);
  });
});

describe("a condition", () => {
  const thin = { shards: { count: 4, world: "20 GB" }, operators };

  it("has its effect when it begins to hold, once, and again only after it has ceased to", () => {
    const cuts = { every: "2 h", from: "5 h", outage: { for: "10 min" } };
    const react = (fields: object): number =>
      rowsOf(
        runScenario(
          network(
            [
              cuts,
              {
                when: "population.peersOnline < 10",
                label: "reaction",
                arrivals: { class: "hall", count: 1 },
                ...fields,
              },
            ],
            thin,
          ),
        ),
      ).filter(({ label }) => label === "reaction").length;
    expect(react({})).toBe(1);
    expect(react({ atMost: 3 })).toBe(3);
    expect(react({ atMost: 99 })).toBe(4);
    expect(react({ atMost: 99, for: "11 min" })).toBe(0);
    expect(react({ atMost: 99, for: "9 min" })).toBe(4);
  });

  it("is seen at the frame in which it begins to hold, and takes effect with the next", () => {
    const result = runScenario(
      network([
        { at: "3 h", outage: { for: "10 min" } },
        { when: "population.peersOnline = 0", arrivals: { class: "hall", count: 1 } },
      ]),
    );
    expect(rowsOf(result).map(({ frame, phase }) => [frame, phase])).toEqual([
      [1080, "begins"],
      [1081, "happens"],
      [1140, "ends"],
    ]);
  });

  it("of what grows by itself is seen within the hour", () => {
    const result = runScenario(
      network([{ when: "emission.issued_quil > 1000", arrivals: { class: "hall", count: 1 } }]),
    );
    expect(rowsOf(result)).toHaveLength(1);
  });
});

describe("a release", () => {
  it("changes rules for everybody from its frame on, and no preset", () => {
    const released = network([{ at: "1 h", release: { switches: { keepThresholdPercent: 77, leaveGate: "off" } } }]);
    const { network: run, runTo } = openNetwork(released);
    runTo(359);
    expect([run.rules.keepThresholdPercent, run.rules.leaveGate]).toEqual([40, "otherActive"]);
    runTo(361);
    expect([run.rules.keepThresholdPercent, run.rules.leaveGate]).toEqual([77, "off"]);
    expect(run.strategies.ofClass[0][0].rules.keepThresholdPercent).toBe(77);
    expect(openNetwork(network([])).network.rules.keepThresholdPercent).toBe(40);
  });
});

const thresholds = (adoption: string, frames: readonly number[]): readonly number[] => {
  const { network: run, runTo } = openNetwork(
    network([{ at: "1 h", release: { switches: { keepThresholdPercent: 77 }, adoption } }]),
  );
  return frames.map((frame) => {
    runTo(frame);
    run.world.frame = frame;
    const nodes = Array.from({ length: run.world.nodes.count }, (_unused, node) => node);
    return nodes.filter((node) => nodeRules(run, node).keepThresholdPercent === 77).length;
  });
};

describe("a release that nodes adopt in time", () => {
  it("holds for each from a time of its own on", () => {
    const [before, begun, halfway, over] = thresholds("over 2 h", [359, 361, 720, 1081]);
    expect([before, over]).toEqual([0, 25]);
    expect(begun).toBeLessThan(3);
    expect(halfway).toBeGreaterThan(5);
    expect(halfway).toBeLessThan(20);
    const [, half] = thresholds("half-life 1 h", [359, 720]);
    expect(half).toBeGreaterThan(5);
    expect(half).toBeLessThan(20);
  });
});

describe("a change of fields", () => {
  it("holds from its moment on, as if it had been so", () => {
    const { network: run, runTo } = openNetwork(
      network([{ at: "1 h", change: { "network.messageLoss": "100 %", "operators[0].strategy": "data greedy" } }]),
    );
    runTo(359);
    expect(run.scenario.network.messageLoss).toBe(0.001);
    runTo(361);
    expect(run.scenario.network.messageLoss).toBe(1);
    expect(run.strategies.ofClass[0][0]).not.toBe(run.strategies.ofClass[1][0]);
  });

  it("leaves the scenario that was given as it was", () => {
    const given = network([{ at: "1 h", change: { "network.messageLoss": "100 %" } }]);
    runScenario(given);
    expect(given.network.messageLoss).toBe(0.001);
  });
});

describe("a run with a timeline", () => {
  it("draws for an event that is added what changes nobody else's draws", () => {
    const shaky = [{ class: "home", count: 20, workers: 2, uptime: "70 %", outage: "20 min" }];
    const cut = { at: "1 h", outage: { share: "40 %", for: "2 h" } };
    const other = { at: "5 min", outage: { share: "40 %", for: "1 min" } };
    const off = (timeline: readonly object[]): readonly number[] => {
      const { network: run, runTo } = openNetwork(network(timeline, { operators: shaky }));
      runTo(500);
      return Array.from(run.world.nodes.online.slice(0, run.world.nodes.count));
    };
    expect(off([other, cut])).toEqual(off([cut]));
    expect(off([cut])).not.toEqual(off([]));
  });

  it("may have more events once it goes on, after the moment from which it does", () => {
    const timeline = [{ at: "2 h", outage: { share: "40 %", for: "1 h" } }];
    const added = [...timeline, { at: "6 h", arrivals: { class: "hall", count: 3 } }];
    const [given, fork] = [network(timeline), network(added)];
    const before = createSimulation(given, { ...identity(), isStored: true });
    before.advance(4 * hourUs);
    const goOn = (scenario: Scenario): RunResult => {
      const run = createSimulation(scenario, { ...identity(), from: { atUs: 4 * hourUs, state: before.save() } });
      run.advance(Number.POSITIVE_INFINITY);
      return run.finish();
    };
    expect(goOn(given).fingerprint).toBe(runScenario(given).fingerprint);
    expect(goOn(fork).fingerprint).toBe(runScenario(fork).fingerprint);
  });

  it("without one publishes and folds no table of it", () => {
    expect(runScenario(smallScenario()).tables.timeline).toBeUndefined();
  });
});
