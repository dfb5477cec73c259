import { makerInTurn } from "../../protocol/consensus/leader-turns.js";
import type { Draws } from "../../state/draws.js";
import type { RuledWorld } from "../network.js";

/**
 * Who makes which frame of a shard in which somebody takes part, as long as its committee and who of it is online stay as they are: the leader
 * in turn, or one that a hash chooses among those present, which is drawn. Gives its prover.
 */
export function frameMakers(
  { draws, rules, world }: RuledWorld & { readonly draws: Draws },
  shard: number,
): (frame: number) => number {
  const { allocations, provers, nodes, shards } = world;
  const members = shards.ranked[shard].map((allocation) => allocations.prover[allocation]);
  members.sort((a, b) => provers.compareAddress(a, b));
  const isPresent = members.map((prover) => nodes.online[provers.node[prover]] === 1);
  if (rules.leaderRule === "roundRobin") {
    const session = shards.session[shard];
    return (frame) => members[makerInTurn(frame, isPresent, session)];
  }
  const present = members.filter((_member, k) => isPresent[k]);
  return (frame) => present[draws.shards.purpose("frame maker").below(shard, frame, present.length)];
}
