import { describe, expect, it } from "vitest";
import { openNetwork, runScenario, type ScenarioText, smallScenario } from "../../../test/network-kit.js";
import { captureTail } from "../../protocol/ring/capture.js";

const cost = { hosting: "72 USD/month" };
const honest = { class: "honest", count: 24, workers: 1 };
const mallory = { class: "mallory", count: 0, workers: 8, cost };

/** Machines of 0.1 dollars an hour: a day of one is 2.40 dollars. */
const scenarioOf = (attack: ScenarioText, more: ScenarioText = {}) =>
  smallScenario({
    horizon: "4 h",
    switches: { epochFrames: 60 },
    shards: { count: 1, world: "12 GB" },
    market: { price: { start: "0.002 USD" } },
    operators: [honest, mallory],
    attackers: [{ class: "mallory", budget: "2.5 USD", lasts: "1 d", ...attack }],
    ...more,
  });

const valueOf = (scenario: ReturnType<typeof scenarioOf>, name: string, seed = "1"): number =>
  Number(runScenario(scenario, { seed }).metrics.find((one) => one.name === `attack.${name}[attacker=mallory]`)?.value);

/** Addresses of all that mallory comes as. */
function keysOf(more: ScenarioText): string[] {
  const { network, runTo } = openNetwork(scenarioOf({}, more));
  runTo(10);
  const { classes, nodes, provers } = network.world;
  return classes.nodes[1].map((node) => provers.addressHex(nodes.prover[node]));
}

describe("attackers with a budget", () => {
  it("buy machines, divide them into identities, and pay for them from their budget", () => {
    const { network, runTo } = openNetwork(scenarioOf({ kind: "sybil", identities: 3, budget: "5 USD" }), "1");
    runTo(200);
    const { classes, nodes, books } = network.world;
    expect(classes.nodes[1].map((node) => nodes.workers[node])).toEqual([3, 3, 2, 3, 3, 2]);
    expect(books?.machines[books.count - 1]).toBe(2);
    expect(Number(books?.cashOf(books.count - 1)) / 1e6).toBeCloseTo(5, 1);
  });

  it("come when they begin, and leave when their money is spent", () => {
    const { network, runTo } = openNetwork(scenarioOf({ kind: "honest", start: "1 h", lasts: "1 h" }), "1");
    const there = (): number =>
      network.world.classes.nodes[1].filter((node) => network.world.nodes.gone[node] === 0).length;
    runTo(300);
    expect(there()).toBe(0);
    runTo(400);
    expect(there()).toBe(25);
    runTo(1400);
    expect(there()).toBe(0);
  });

  it("are who they are whatever others attack with, and no two of a class are the same", () => {
    const bought = { class: "mallory", kind: "honest", budget: "2.5 USD", lasts: "1 d" };
    const others = [honest, mallory, { class: "liars", count: 0, workers: 1, holds: "50 %", cost }];
    const alone = keysOf({ attackers: [bought] });
    expect(alone.length).toBeGreaterThan(0);
    expect(keysOf({ attackers: [bought], operators: others })).toEqual(alone);
    const twice = keysOf({ attackers: [{ ...bought, class: "liars" }, bought, bought], operators: others });
    expect(twice.slice(0, alone.length)).toEqual(alone);
    expect(new Set(twice).size).toBe(2 * alone.length);
  });

  it("are one node with the workers of all machines where they consolidate", () => {
    const { network, runTo } = openNetwork(scenarioOf({ kind: "consolidate" }), "1");
    runTo(10);
    const { classes, nodes } = network.world;
    expect(classes.nodes[1]).toHaveLength(1);
    // Machines cost nothing beside the one address.
    expect(nodes.workers[classes.nodes[1][0]]).toBe(800_000);
  });

  it("take the seats of empty shards and stay there, and leave full ones alone", () => {
    const capture = { kind: "ring capture", targets: "empty", budget: "2.5 USD" };
    const shards = { count: 3, world: "12 GB" };
    expect(
      valueOf(scenarioOf(capture, { shards, operators: [{ ...honest, count: 0 }, mallory] }), "ringsCaptured"),
    ).toBe(1);
    const late = scenarioOf({ ...capture, start: "2 h", targets: "all" });
    expect(valueOf(late, "shareOfRing0")).toBe(0);
    expect(valueOf(late, "identities")).toBe(8);
  });

  it("decide a shard by heads with two thirds of them, and by seniority with few", () => {
    const few = { kind: "quorum capture", targets: "all", points: 50_000_000, budget: "2.5 USD" };
    const operators = [{ ...honest, seniority: { points: 1_000_000 } }, mallory];
    const june = scenarioOf(few, { rules: "v2.1-epoch", switches: { epochFrames: 60 }, operators });
    expect(valueOf(june, "shardsDecided")).toBe(1);
    const october = scenarioOf(
      { ...few, start: "2 h" },
      { rules: "v2.1-simplex", switches: { epochFrames: 60 }, operators },
    );
    expect(valueOf(october, "shardsDecided")).toBe(0);
    expect(valueOf(october, "workerShare")).toBe(0);
  });
});

/** Runs of which seats of ring 0 are counted. */
const runs = 120;

/** Greatest chi-square with 4 degrees of freedom that 999 of 1,000 fair counts stay below. */
const limit = 18.47;

/** How often so many or more of the eight seats go to the eight of 32. */
const tail = (k: number): number => {
  const { ways, of } = captureTail({ provers: 32, own: 8, seats: 8 }, k);
  return Number(ways) / Number(of);
};

describe("frequencies of ring capture", () => {
  it("are those of the hypergeometric distribution where all come at once (one fair case in 1,000 would fail)", () => {
    const counts = Array.from({ length: 9 }, () => 0);
    const scenario = scenarioOf({ kind: "sybil", identities: 8 });
    for (let replication = 0; replication < runs; replication++) {
      const { network, runTo } = openNetwork(scenario, `capture ${replication}`);
      runTo(200);
      const { allocations, provers, nodes, shards } = network.world;
      const ringZero = shards.ranked[0]
        .slice(0, 8)
        .map((row) => nodes.operatorClass[provers.node[allocations.prover[row]]]);
      expect(ringZero).toHaveLength(8);
      counts[ringZero.filter((classIndex) => classIndex === 1).length]++;
    }
    // 0, 1, 2, 3, and 4 or more.
    const expected = [0, 1, 2, 3, 4].map((k) => runs * (k === 4 ? tail(4) : tail(k) - tail(k + 1)));
    const seen = [...counts.slice(0, 4), counts.slice(4).reduce((sum, count) => sum + count, 0)];
    const chiSquare = seen.reduce((sum, count, k) => sum + (count - expected[k]) ** 2 / expected[k], 0);
    expect(chiSquare, `${seen.join(" ")} for ${expected.map((count) => count.toFixed(1)).join(" ")}`).toBeLessThan(
      limit,
    );
  });
});
