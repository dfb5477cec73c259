import { ascending } from "../../protocol/ground/compare.js";
import type { RuledWorld } from "../network.js";
import { arrivalFrame, standingOrder } from "../../protocol/ring/assign.js";

/** Ring order of two allocations of one shard: `ring.assign` on the world's columns. */
export function ringComparator({ world, rules }: RuledWorld): (a: number, b: number) => number {
  const { provers, allocations } = world;
  const arrivalOf = (allocation: number): number =>
    arrivalFrame(allocations.joinFrame[allocation], allocations.joinConfirmFrame[allocation], rules.ringOrder);
  return (a, b) => {
    const proverA = allocations.prover[a];
    const proverB = allocations.prover[b];
    const arrival = ascending(arrivalOf(a), arrivalOf(b));
    const seniority = ascending(provers.seniority[proverB], provers.seniority[proverA]);
    return standingOrder(rules.ringOrder, { arrival, seniority }) || provers.compareAddress(proverA, proverB);
  };
}
