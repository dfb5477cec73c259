import type { Network } from "../network.js";
import { countProposals } from "./change-status.js";

/** A prover has asked for a place on a shard with one of its workers, since that frame: the allocation is proposed. Gives its row. */
export function openAllocation(
  { world }: Pick<Network, "world">,
  prover: number,
  shard: number,
  joinFrame: number,
): number {
  const allocation = world.allocations.add(prover, shard);
  world.earnings?.begin(allocation);
  world.allocations.joinFrame[allocation] = joinFrame;
  world.allocationIndex.open(allocation);
  countProposals(world, prover, 1);
  return allocation;
}
