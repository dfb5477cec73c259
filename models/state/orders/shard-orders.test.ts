import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eventfulNetworks } from "../../../test/eventful-networks.js";
import { openNetwork, smallScenario } from "../../../test/network-kit.js";
import { byBytes } from "../../protocol/ground/compare.js";
import type { Network } from "../../changes/network.js";
import { followedStrategies } from "../../scenario/followed.js";
import { strategies } from "../../strategies/strategies.js";
import type { ShardOrder } from "./shard-order.js";

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

/** Every strategy that there is, as if a class of the network followed each. */
const followed = ({ rules }: Network) =>
  followedStrategies({ operators: strategies.ids.map((id) => ({ strategy: strategies.defaults(id) })) }, rules).all;

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
        }
      }
    });
    fc.assert(property, { seed: 1, numRuns: 15 });
  });
});
