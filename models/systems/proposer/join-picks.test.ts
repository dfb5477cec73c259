import { describe, expect, it } from "vitest";
import { openNetwork, smallScenario } from "../../../test/network-kit.js";
import { FollowedStrategy } from "../../scenario/followed.js";
import { checkedStrategy } from "../../strategies/checked.js";
import { pickJoins } from "./join-picks.js";
import { lookAtAllocations } from "./node-view.js";

describe("what a strategy picks", () => {
  const { network } = openNetwork(smallScenario());
  const view = lookAtAllocations(network, 0, network.world.frame);
  const { worth, index, rules } = view.strategy;
  const picking = (picks: readonly number[]): readonly number[] => {
    const checked = checkedStrategy("tested", { worth, pickJoins: () => picks, keepPercent: undefined });
    const strategy = new FollowedStrategy(checked, index, rules);
    return pickJoins(network, { ...view, strategy }, network.world.frame);
  };

  it("is taken as it is where the node may propose it", () => {
    expect(picking([2, 0])).toEqual([2, 0]);
  });

  it("is refused where it is more than is wanted, or names a shard twice", () => {
    expect(() => picking([0, 1, 2, 3])).toThrow("pickJoins answers [0, 1, 2, 3]; allowed: a list of at most 3 shards");
    expect(() => picking([1, 1])).toThrow('strategy "tested": pickJoins answers [1, 1]');
  });
});
