/** Which peers of a node share an address: what a node sees of somebody who runs many. */
import type { Connections } from "./connections.js";
import type { GossipParameters } from "./parameters.js";
import { companyScore } from "./rules/score.js";
import type { MemberTable } from "./tables.js";

/** Of those who may think less of a peer for its company. */
interface Judges {
  readonly parameters: Pick<GossipParameters, "score">;
  readonly connections: Connections;
  readonly members: Pick<MemberTable, "markedCount">;
  readonly topicCount: number;
}

/** Of each connection, what company adds to the score of the peer, with a mark of its node where it does; null: nothing to any. */
export function markedCompany(
  { parameters: { score }, connections, members, topicCount }: Judges,
  addressOf: ((node: number) => number) | undefined,
): Float64Array | null {
  if (score === null || score.perCompanySquared === 0 || addressOf === undefined) return null;
  const { nodeCount, starts } = connections;
  const added = Float64Array.from(companyOf(connections, addressOf), (count) => companyScore(count, score));
  for (let node = 0; node < nodeCount; node++)
    for (let c = starts[node]; c < starts[node + 1]; c++)
      if (added[c] < 0)
        for (let topic = 0; topic < topicCount; topic++) members.markedCount[topic * nodeCount + node]++;
  return added;
}

/** Of each connection, how many peers of its node are on the address of this one, itself included; up to 65,535. */
function companyOf({ nodeCount, starts, ends }: Connections, addressOf: (node: number) => number): Uint16Array {
  const company = new Uint16Array(ends.length);
  for (let node = 0; node < nodeCount; node++) {
    // Counted and looked up by key, never gone through.
    const counts = new Map<number, number>();
    for (let c = starts[node]; c < starts[node + 1]; c++) {
      const address = addressOf(ends[c]);
      counts.set(address, (counts.get(address) ?? 0) + 1);
    }
    for (let c = starts[node]; c < starts[node + 1]; c++) company[c] = counts.get(addressOf(ends[c]))!;
  }
  return company;
}
