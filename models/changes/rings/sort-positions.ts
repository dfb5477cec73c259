import { ascending } from "../../protocol/ground/compare.js";
import { arrivalFrame, standingOrder } from "../../protocol/ring/assign.js";
import type { RuledWorld } from "../network.js";
import { ringComparator } from "./ring-comparator.js";

/** Up to so many are put in order one by one, as most frames bring a shard one or two: the engine's own sort begins with copies. */
const fewPositions = 8;

/** Puts allocations of one shard into ring order, in place. */
export function sortPositions(network: RuledWorld, some: number[]): void {
  if (some.length <= fewPositions) sortFew(some, ringComparator(network));
  else sortMany(network, some);
}

function sortFew(some: number[], compare: (a: number, b: number) => number): void {
  for (let k = 1; k < some.length; k++) {
    const one = some[k];
    let to = k;
    for (; to > 0 && compare(some[to - 1], one) > 0; to--) some[to] = some[to - 1];
    some[to] = one;
  }
}

/**
 * The order of `ringComparator`. What many are compared by is read once for each and then lies side by side: in the columns an allocation has it
 * in places far from each other, for which every comparison would wait.
 */
function sortMany({ world, rules }: RuledWorld, some: number[]): void {
  const { allocations, provers } = world;
  const before = Int32Array.from(some);
  const prover = new Int32Array(some.length);
  const arrival = new Float64Array(some.length);
  const seniority = new Float64Array(some.length);
  for (let k = 0; k < some.length; k++) {
    const allocation = before[k];
    prover[k] = allocations.prover[allocation];
    seniority[k] = provers.seniority[prover[k]];
    arrival[k] = arrivalFrame(
      allocations.joinFrame[allocation],
      allocations.joinConfirmFrame[allocation],
      rules.ringOrder,
    );
    some[k] = k;
  }
  some.sort(
    (a, b) =>
      standingOrder(rules.ringOrder, {
        arrival: ascending(arrival[a], arrival[b]),
        seniority: ascending(seniority[b], seniority[a]),
      }) || provers.compareAddress(prover[a], prover[b]),
  );
  for (let k = 0; k < some.length; k++) some[k] = before[some[k]];
}
