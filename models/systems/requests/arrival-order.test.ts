import { describe, expect, it } from "vitest";
import { openNetwork, smallScenario } from "../../../test/network-kit.js";
import { ascending } from "../../protocol/ground/compare.js";
import { inOrderOfArrival } from "./arrival-order.js";
import { Message } from "../../changes/message-port.js";

const { network } = openNetwork(
  smallScenario({ operators: [{ class: "nodes", count: 3, workers: 2 }], shards: { count: 2, world: "1 GB" } }),
);
/** Two allocations of each of the three nodes, in the order of the nodes. */
const allocations = [0, 0, 1, 1, 2, 2].map((prover, k) => network.world.allocations.add(prover, k % 2));
const { confirm, leave } = Message;
const sent = allocations.flatMap((allocation, k) => [k % 2 === 0 ? confirm : leave, allocation]);

/** Nodes in the order in which they are heard in a frame. */
function heard(requests: readonly number[], frame: number): readonly number[] {
  const arrived = [...inOrderOfArrival(network, requests, frame)];
  expect(arrived.toSorted(ascending)).toEqual(requests.toSorted(ascending));
  const nodes = arrived
    .filter((_item, k) => k % 2 === 1)
    .map((allocation) => network.world.allocations.prover[allocation]);
  // Both messages of a node come in a row, the confirmation first, as it was sent.
  for (let k = 0; k < arrived.length; k += 4) {
    expect([arrived[k], arrived[k + 2]]).toEqual([confirm, leave]);
    expect(nodes[k / 2]).toBe(nodes[k / 2 + 1]);
  }
  return nodes.filter((_node, k) => k % 2 === 0);
}

describe("requests of one frame", () => {
  it("are heard in an order that is drawn anew in every frame, all six orders alike", () => {
    const counts = new Map<string, number>();
    for (let frame = 1; frame <= 1200; frame++) {
      const order = heard(sent, frame).join();
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    // Each has 200 ± 13; five standard deviations are exceeded once in 1.7 million.
    for (const count of counts.values()) expect(Math.abs(count - 200)).toBeLessThan(5 * 13);
  });

  it("are heard in the same order however they were listed", () => {
    const backwards = [2, 1, 0].flatMap((node) => sent.slice(4 * node, 4 * node + 4));
    for (let frame = 1; frame <= 50; frame++) expect(heard(backwards, frame)).toEqual(heard(sent, frame));
  });
});
