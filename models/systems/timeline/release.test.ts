import { describe, expect, it } from "vitest";
import { openNetwork, smallScenario } from "../../../test/network-kit.js";
import { nodeRules } from "../../changes/node-rules.js";
import { ruleSets } from "../../protocol/ground/rule-sets.js";
import { Status } from "../../state/allocations.js";

const hourUs = 3_600_000_000;
const july = [
  { at: "4 h", release: { rules: "v2.1-simplex" } },
  { at: "4 h", reset: { prefixBits: 3, pause: "20 min" } },
];
const grid = { shards: { prefixBits: 4, world: "20 GB" } };

describe("a release of a preset with a reset", () => {
  it("lets a network of the epoch rules go on by those of Simplex", () => {
    const { network: run } = openNetwork(
      smallScenario({ rules: "v2.1-epoch", ...grid, horizon: "12 h", timeline: july }),
    );
    run.kernel.runUntil(4 * hourUs - 1);
    expect(run.rules).toEqual(ruleSets["v2.1-epoch"]);
    expect(run.world.totals.active).toBeGreaterThan(0);
    run.kernel.runUntil(4 * hourUs);
    expect(run.rules).toEqual(ruleSets["v2.1-simplex"]);
    expect([run.world.totals.active, run.world.shards.liveCount]).toEqual([0, 2]);
    run.kernel.runUntil(12 * hourUs);
    expect(run.world.totals.active).toBeGreaterThan(0);
    expect(run.world.leaders?.isOn).toBe(true);
  });
});

describe("a release that brings epochs", () => {
  const timeline = [
    { at: "3 h", release: { rules: "v2.1-epoch" } },
    { at: "7 h", release: { rules: "v2.1-simplex" } },
    { at: "7 h", reset: { prefixBits: 3, allocations: "kept" } },
  ];
  const scenario = smallScenario({ rules: "v2.1-frames", ...grid, horizon: "20 h", timeline });

  it("lets nobody drop out, and members renew and leave by them from then on", () => {
    const { network: run } = openNetwork(scenario);
    const { allocations, totals } = run.world;
    run.kernel.runUntil(3 * hourUs - 1);
    const [active, covering] = [totals.active, totals.covering];
    expect(active).toBeGreaterThan(20);
    run.kernel.runUntil(3 * hourUs);
    expect([totals.active, totals.covering, run.rules.lifecycle]).toEqual([active, covering, "epoch"]);
    const isActive = (one: number): boolean => allocations.status[one] === Status.active;
    const members = Array.from({ length: allocations.count }, (_none, one) => one).filter(isActive);
    // Frame 1,080 lies in epoch 1.
    expect(new Set(members.map((one) => allocations.epoch[one]))).toEqual(new Set([1]));
    run.kernel.runUntil(7 * hourUs);
    expect(run.rules).toEqual(ruleSets["v2.1-simplex"]);
    run.kernel.runUntil(20 * hourUs);
    expect(totals.covering).toBeGreaterThan(0);
  });

  it("answers joins under way in the epoch after they were asked for, and ends those whose window has passed", () => {
    const operators = [
      { class: "nodes", count: 12, workers: 2 },
      { class: "late", count: 4, workers: 2, appear: { from: "2 h", until: "2 h" }, answers: "never" },
    ];
    const { network, runTo } = openNetwork(
      smallScenario({
        rules: "v2.1-frames",
        switches: { epochFrames: 100 },
        operators,
        horizon: "8 h",
        timeline: [{ at: "3 h", release: { rules: "v2.1-epoch" } }],
      }),
    );
    runTo(1079);
    // Windows of frames keep a join of frame 720 to frame 1,440; as one of epoch 7 it is over with the first frame of epoch 10, or since.
    expect(network.world.totals.joining).toBeGreaterThan(0);
    const { allocations } = network.world;
    const waiting = Array.from({ length: allocations.count }, (_none, one) => one).filter(
      (one) => allocations.status[one] === Status.joining && allocations.joinFrame[one] < 880,
    );
    expect(waiting.length).toBeGreaterThan(0);
    runTo(1080);
    expect(waiting.every((one) => allocations.status[one] === Status.left)).toBe(true);
  });
});

const haltThresholds = (activates: string): readonly number[] => {
  const release = { switches: { haltThreshold: 1, keepThresholdPercent: 77 }, activates };
  const { network, runTo } = openNetwork(smallScenario({ horizon: "4 h", timeline: [{ at: "1 h", release }] }));
  return [359, 360, 719, 720, 721].map((frame) => {
    runTo(frame);
    expect(network.rules.keepThresholdPercent).toBe(frame < 360 ? ruleSets["v2.1-simplex"].keepThresholdPercent : 77);
    return network.rules.haltThreshold;
  });
};

describe("a release that is activated later", () => {
  it("is adopted by nodes at once, and in force for the chain from then on, whether a time or a frame is written", () => {
    const { haltThreshold } = ruleSets["v2.1-simplex"];
    const later = [haltThreshold, haltThreshold, haltThreshold, 1, 1];
    expect(haltThresholds("1 h")).toEqual(later);
    expect(haltThresholds("frame 720")).toEqual(later);
    // A frame that has been: with the next one.
    expect(haltThresholds("frame 5")).toEqual([haltThreshold, haltThreshold, 1, 1, 1]);
  });
});

const kicksUntil = (storageAudit: string, timeline: readonly object[]): readonly number[] => {
  const { network, runTo } = openNetwork(
    smallScenario({
      rules: "v2.1-epoch",
      switches: { storageAudit },
      horizon: "10 h",
      attackers: [{ kind: "withhold data", class: "nodes", share: "30 %", holds: "0 %" }],
      timeline,
    }),
  );
  return [1439, 3600].map((frame) => {
    runTo(frame);
    return network.world.totals.kicks;
  });
};

describe("a release with a storage audit", () => {
  it("catches from then on who holds no data, and nobody any more where it ends", () => {
    const [none, then] = kicksUntil("off", [{ at: "4 h", release: { switches: { storageAudit: "on" } } }]);
    expect(none).toBe(0);
    expect(then).toBeGreaterThan(0);
    const [early, late] = kicksUntil("on", [{ at: "5 min", release: { switches: { storageAudit: "off" } } }]);
    expect([early, late]).toEqual([0, 0]);
  });
});

describe("a release by which operations are written to provers", () => {
  it("takes leavers out of all their committees, and one that ends it takes everybody in again", () => {
    const { network, runTo } = openNetwork(
      smallScenario({
        rules: "v2.1-epoch",
        switches: { epochFrames: 100 },
        operators: [{ class: "nodes", count: 20, workers: 3, arrive: "100/d", leave: "half-life 6 h" }],
        horizon: "10 h",
        timeline: [
          { at: "3 h", release: { switches: { proverStatus: "lastOperation" } } },
          { at: "6 h", release: { switches: { proverStatus: "aggregate" } } },
        ],
      }),
    );
    const outside = (): number => {
      const { provers, ownStatuses } = network.world;
      return Array.from({ length: provers.count }, (_none, one) => one).filter((one) => !ownStatuses?.isActive(one)).length; // prettier-ignore
    };
    runTo(1081);
    expect(outside()).toBe(0);
    let most = 0;
    for (let frame = 1100; frame < 2160; frame += 20) {
      runTo(frame);
      most = Math.max(most, outside());
    }
    expect(most).toBeGreaterThan(0);
    runTo(3000);
    expect(outside()).toBe(0);
  });
});

const adoptersOf = (fields: object): ReadonlySet<number> => {
  const operators = [
    { class: "home", count: 30, workers: 1 },
    { class: "hall", count: 10, workers: 2 },
  ];
  const release = { switches: { keepThresholdPercent: 77 }, ...fields };
  const { network: run, runTo } = openNetwork(smallScenario({ operators, horizon: "4 h", timeline: [{ at: "1 h", label: "new", release }] })); // prettier-ignore
  runTo(400);
  const nodes = Array.from({ length: run.world.nodes.count }, (_unused, node) => node);
  return new Set(nodes.filter((node) => nodeRules(run, node).keepThresholdPercent === 77));
};

describe("a release for some", () => {
  it("is adopted by the nodes of its class alone", () => {
    expect(adoptersOf({}).size).toBe(40);
    expect([...adoptersOf({ class: "hall" })]).toEqual([30, 31, 32, 33, 34, 35, 36, 37, 38, 39]);
  });

  it("is adopted by a share of them, those of a smaller share among those of a larger", () => {
    const [few, many] = [adoptersOf({ share: "30 %" }), adoptersOf({ share: "70 %" })];
    expect(few.size).toBeGreaterThan(3);
    expect(many.size).toBeGreaterThan(few.size);
    expect(many.size).toBeLessThan(40);
    expect([...few].every((node) => many.has(node))).toBe(true);
  });

  it("leaves those who have not adopted it orders of their own when a field changes meanwhile", () => {
    const scenario = smallScenario({
      rules: "v2.1-simplex",
      operators: [
        { class: "home", count: 15, workers: 3 },
        { class: "late", count: 10, workers: 2 },
      ],
      shards: { count: 6, world: "9 GB" },
      horizon: "5 h",
      timeline: [
        { at: "1 h", release: { adoption: "half-life 1 h", switches: { thinTargets: "none" } } },
        { at: "90 min", change: { "operators[0].outage": "400 s" } },
      ],
    });
    const { network, runTo } = openNetwork(scenario);
    runTo(600);
    const followed = [network.strategies, ...network.olderStrategies.map(({ strategies }) => strategies)];
    const indices = followed.flatMap(({ all }) => all.map(({ index }) => index));
    expect(indices.length).toBeGreaterThan(1);
    expect(new Set(indices).size).toBe(indices.length);
  });
});

/** How many nodes are offline in frames of a network with a release whose floor follows an hour later. */
const shutOut = (adoption: string, frames: readonly number[]): number[] => {
  const release = { switches: { keepThresholdPercent: 77 }, adoption, share: "80 %", floor: "1 h" };
  const { network, runTo } = openNetwork(
    smallScenario({
      rules: "v2.1-simplex",
      operators: [{ class: "home", count: 60, workers: 1 }],
      horizon: "6 h",
      timeline: [{ at: "1 h", release }],
    }),
  );
  return frames.map((frame) => {
    runTo(frame);
    const { nodes } = network.world;
    return Array.from({ length: nodes.count }, (_none, node) => node).filter((node) => nodes.online[node] === 0).length;
  });
};

describe("a release with a floor", () => {
  it("shuts out who has not adopted it by then, until they do, and for good who never does", () => {
    const [before, floor, later, end] = shutOut("over 2 h", [719, 721, 900, 1100]);
    expect(before).toBe(0);
    expect(floor).toBeGreaterThan(25);
    expect(later).toBeLessThan(floor);
    expect(end).toBeLessThan(later);
    expect(end).toBeGreaterThan(3);
    expect(shutOut("at once", [900])).toEqual([end]);
  });
});
