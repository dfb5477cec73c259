/** Votes that come after the quorum, against a plain reference that looks at every frame. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openNetwork, runScenario, type ScenarioText, smallScenario } from "../../test/network-kit.js";
import { checkNetwork } from "../checks/invariants/all-invariants.js";
import type { Network } from "../changes/network.js";
import { simplexQuorum } from "../protocol/consensus/simplex.js";

const simplex = {
  consensusKind: "simplex",
  voteWeight: "equal",
  quorumRule: "headCount",
  leaderRule: "roundRobin",
  viewTimeout: "fixed",
  ringOrder: "joinFrameAddress",
  seniorityAccrual: "perActiveFrame",
  epochFrames: 60,
};
const network = (creditedSigners: string, fields: ScenarioText = {}) =>
  smallScenario({
    horizon: "1 d",
    switches: { ...simplex, creditedSigners },
    operators: [
      { class: "steady", count: 9, workers: 3 },
      {
        class: "frail",
        count: 8,
        workers: 2,
        uptime: "85 %",
        outage: "20 min",
        arrive: "20/d",
        leave: "half-life 1 d",
      },
    ],
    shards: { count: 3, world: "20 GB", skew: "zipf 0.8" },
    ...fields,
  });

/** No frame is missed because its leader is away. */
const everyFrame = { consensus: { leaderTimeouts: "off" } };

/** Provers that this frame of a shard credits, and what each of them gets: the members online whose votes are the first of a quorum. */
function creditedIn({ draws, world }: Network, shard: number, frame: number): (readonly [number, number])[] {
  const { allocations, nodes, provers, rings, shards } = world;
  if (shards.minting[shard] === 0) return [];
  const arrivals = draws.allocations.purpose("vote arrival");
  return shards.ranked[shard]
    .filter((allocation) => nodes.online[provers.node[allocations.prover[allocation]]] === 1)
    .map((allocation) => {
      const prover = allocations.prover[allocation];
      const share = rings.shareUnits[shards.ringRows[shard][allocations.ring[allocation]]];
      return { prover, share, at: arrivals.uniform(prover, shard, frame) };
    })
    .sort((a, b) => a.at - b.at)
    .slice(0, simplexQuorum(shards.ranked[shard].length))
    .map(({ prover, share }) => [prover, share] as const);
}

describe("a network that credits the first votes only", () => {
  it("pays and remembers whom a look at every single frame credits", () => {
    const property = fc.property(fc.nat(1000), (seed) => {
      const { network: run, runTo, balances } = openNetwork(network("quorum", everyFrame), String(seed));
      const { first } = run.scenario.frames;
      const owed: bigint[] = [];
      const active: number[] = [];
      let uncredited = 0;
      const frames = 400;
      // Nobody is evicted or kicked here, and nothing halts: who sits in a ring at the end of a frame sat there in it.
      for (let frame = first + 1; frame <= first + frames; frame++) {
        runTo(frame - first);
        const credited = new Set<number>();
        for (let shard = 0; shard < run.world.shards.count; shard++) {
          if (run.world.shards.retired[shard] === 1) continue;
          const paid = creditedIn(run, shard, frame);
          uncredited += run.world.shards.minting[shard] * (run.world.shards.present[shard] - paid.length);
          for (const [prover, share] of paid) {
            owed[prover] = (owed[prover] ?? 0n) + BigInt(share);
            credited.add(prover);
          }
        }
        for (const prover of credited) active[prover] = (active[prover] ?? 0) + 1;
      }
      expect(uncredited).toBeGreaterThan(frames);
      expect(run.world.totals.haltedShards + run.world.totals.evictions).toBe(0);
      expect(balances()).toEqual(
        Array.from({ length: run.world.provers.count }, (_none, prover) => owed[prover] ?? 0n),
      );
      expect(run.world.issuedUnits.get(0)).toBe(owed.reduce((sum, units) => sum + (units ?? 0n), 0n));
      const counted = Array.from({ length: run.world.provers.count }, (_none, prover) =>
        run.activeFrames?.takeOf(prover, first + frames + 1),
      );
      expect(counted).toEqual(counted.map((_none, prover) => active[prover] ?? 0));
      checkNetwork(run);
    });
    fc.assert(property, { seed: 1, numRuns: 4 });
  });

  it("issues less than one that credits every vote in time, and nobody else takes part", () => {
    const [few, all] = ["quorum", "allInTime"].map((credited) => runScenario(network(credited)));
    const valueOf = (run: typeof few, name: string): number =>
      Number(run.metrics.find((metric) => metric.name === name)?.value);
    const ratio = valueOf(few, "emission.issuedUnits") / valueOf(all, "emission.issuedUnits");
    // Seven to nine of ten to twelve.
    expect(ratio).toBeGreaterThan(0.65);
    expect(ratio).toBeLessThan(0.9);
    expect(valueOf(few, "population.workersActive")).toBe(valueOf(all, "population.workersActive"));
    expect(valueOf(few, "lifecycle.evictions")).toBe(valueOf(all, "lifecycle.evictions"));
  });

  it("comes out the same however often somebody looks", () => {
    const fields = {
      consensus: { leaderTimeouts: "on" },
      archives: { count: 4, uptime: "90 %", outage: "20 min" },
      fees: { transactions: "20000/d", bytes: "1234 B" },
    };
    const [a, b] = ["7 min", "1 d"].map((every) =>
      runScenario(network("quorum", { ...fields, report: { every } }), { sliceUs: 3_600_000_000 }),
    );
    expect(a.tables.operators).toEqual(b.tables.operators);
    expect(a.tables.rings).toEqual(b.tables.rings);
    expect(a.metrics).toEqual(b.metrics);
  });
});
