import { describe, expect, it } from "vitest";
import { stateColumns } from "../../sim/table/state-column.js";
import { openNetwork, smallScenario } from "../../test/network-kit.js";

const open = () => {
  const { network, runTo } = openNetwork(smallScenario());
  runTo(30);
  return network.world;
};

describe("the columns of a world", () => {
  it("are those of every table, each once, with as many rows as are in use", () => {
    const world = open();
    const columns = stateColumns("", world);
    const names = columns.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(
      expect.arrayContaining([
        "nodes.online",
        "provers.balance.low",
        "allocationIndex.links.words",
        "allocations.status",
        "shards.sizeBytes",
        "shards.ranked",
        "rings.shareUnits",
        "totals.shardsByState",
        "totals.joins",
        "worldBytes",
        "issuedUnits.high",
      ]),
    );
    const rows = (name: string) => columns.find((column) => column.name === name)?.rowCount;
    expect([rows("nodes.online"), rows("shards.ranked"), rows("totals.shardsByState"), rows("totals.joins")]).toEqual([
      world.nodes.count,
      world.shards.count,
      5,
      1,
    ]);
    expect(world.nodes.online.length).toBeGreaterThan(world.nodes.count);
  });
});
