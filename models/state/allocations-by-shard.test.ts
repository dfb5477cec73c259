import { expect, it } from "vitest";
import { World } from "./world.js";
import { allocationsByShard } from "./allocations-by-shard.js";

it("finds the allocations of every shard, lowest index first, and nobody on a shard that came later", () => {
  const world = new World({ first: 0, pace: 1 });
  for (const name of ["a", "b", "c"]) world.shards.add(name, 1, 1, 1);
  const rows = [0, 2, 0, 2, 2].map((shard, prover) => world.allocations.add(prover, shard));
  const allocationsOn = allocationsByShard(world);
  world.shards.add("d", 1, 1, 1);
  expect([0, 1, 2, 3].map(allocationsOn)).toEqual([[rows[0], rows[2]], [], [rows[1], rows[3], rows[4]], []]);
});
