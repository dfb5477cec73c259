import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eventfulNetworks } from "../../../test/eventful-networks.js";
import { openNetwork, smallScenario } from "../../../test/network-kit.js";
import { byBytes } from "../../protocol/ground/compare.js";
import type { Network } from "../../changes/network.js";
import { FollowedStrategy, followedStrategies } from "../../scenario/followed.js";
import { strategies } from "../../strategies/strategies.js";
import type { ShardOrder } from "./shard-order.js";
import { ShardOrders } from "./shard-orders.js";

const live = ({ world: { shards } }: Network): number[] =>
  Array.from({ length: shards.count }, (_unused, shard) => shard).filter(
    (shard) => shards.retired[shard] === 0 && shards.sizeBytes[shard] > 0,
  );

/** Shards sorted anew by values that are computed anew. */
function sortedBy({ world: { shards } }: Network, listed: readonly number[], valueOf: (shard: number) => number) {
  return listed.toSorted(
    (a, b) =>
      valueOf(b) - valueOf(a) ||
      shards.sizeBytes[b] - shards.sizeBytes[a] ||
      byBytes(shards.filter[a], shards.filter[b]),
  );
}

/** Every strategy that there is, as if a class followed each beside those that the network's own classes follow. */
const followed = ({ rules, strategies: own }: Network) => {
  const operators = strategies.ids.map((id) => ({ strategy: strategies.defaults(id) }));
  const { all } = followedStrategies({ operators }, rules);
  return [...own.all, ...all.map((one) => new FollowedStrategy(one, own.all.length + one.index, one.rules))];
};

const read = (order: ShardOrder): number[] => [...order.read().toArray()];

describe("the orders of a network's shards", () => {
  it.each(["v2.1-epoch", "v2.1-frames"])("are what sorting all shards anew gives, after any events: %s", (rules) => {
    const property = fc.property(eventfulNetworks(rules, {}), ({ seed, fields }) => {
      const { network, runTo } = openNetwork(smallScenario(fields), seed);
      const { orders, world } = network;
      const { shards } = world;
      for (let frame = 1; frame <= 700; frame += 1 + ((frame * 7) % 23)) {
        runTo(frame);
        for (const strategy of followed(network)) {
          const candidate = (shard: number): number => orders.candidateScore(strategy, shard);
          expect(read(orders.forComparison(strategy))).toEqual(sortedBy(network, live(network), candidate));
          const inhabited = live(network).filter((shard) => shards.inRings[shard] > 0);
          const held = (shard: number): number => -orders.heldScore(strategy, shard);
          expect(read(orders.byHeldScore(strategy))).toEqual(sortedBy(network, inhabited, held));
          const anew = new ShardOrders(world, network.rewards, network.rules);
          expect(read(orders.forJoins(strategy))).toEqual(read(anew.forJoins(strategy)));
        }
      }
    });
    fc.assert(property, { seed: 1, numRuns: 15 });
  });

  it("know of every split that is noted, also where presence alone makes a shard crowded", () => {
    const crowded = {
      rules: "v2.1-epoch",
      switches: { epochFrames: 182, maximumProvers: 1 },
      frames: { pace: "46 s" },
      horizon: "67 h",
      fees: { transactions: "0/h", bytes: "0 kB" },
      operators: [{ class: "fleeting", count: 18, nodes: 2, workers: 1, arrive: "2.16/d", uptime: "20 %" }],
      shards: { count: 2, world: "1 MB" },
    };
    const property = fc.property(fc.integer({ min: 0, max: 1_000_000 }), (seed) => {
      const { network, runTo } = openNetwork(smallScenario(crowded), String(seed));
      for (let frame = 1; frame <= 5000; frame += 1 + ((frame * 7) % 5)) {
        runTo(frame);
        const anew = new ShardOrders(network.world, network.rewards, network.rules);
        for (const strategy of network.strategies.all) {
          expect(read(network.orders.forJoins(strategy))).toEqual(read(anew.forJoins(strategy)));
        }
      }
      expect(network.world.totals.splits).toBeGreaterThan(3);
    });
    fc.assert(property, { seed: 1, numRuns: 6 });
  });
});
