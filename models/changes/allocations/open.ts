import type { Network } from "../network.js";
import { countProposals } from "./change-status.js";

/** What a new allocation is: whose, on which shard, and since which frame it is asked for. */
export interface NewAllocation {
  readonly prover: number;
  readonly shard: number;
  readonly joinFrame: number;
}

/** A prover has asked for a place on a shard with one of its workers: the allocation is proposed. Gives its row. */
export function openAllocation({ world }: Pick<Network, "world">, { prover, shard, joinFrame }: NewAllocation): number {
  const allocation = world.allocations.add(prover, shard);
  world.earnings?.begin(allocation);
  world.allocations.joinFrame[allocation] = joinFrame;
  world.allocationIndex.open(allocation);
  countProposals(world, prover, 1);
  return allocation;
}
