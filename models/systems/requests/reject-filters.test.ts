/** Which filters of a reject count, and that what is heard late is told with the reason it was sent for. */
import { describe, expect, it } from "vitest";
import { identity, openNetwork, smallScenario } from "../../../test/network-kit.js";
import { Message } from "../../changes/message-port.js";
import { createSimulation } from "../../simulation.js";
import { Status } from "../../state/allocations.js";
import { overlookedRejects } from "./reject-filters.js";

/** A network of two provers with four allocations, 0 to 2 of the first and 3 of the second. */
function allocationsOf(proverStatus: "lastOperation" | "aggregate") {
  const { network } = openNetwork(smallScenario({ switches: { proverStatus } }));
  const { allocations } = network.world;
  for (const [row, [prover, status]] of [
    [0, Status.joining],
    [0, Status.joining],
    [0, Status.leaving],
    [1, Status.joining],
  ].entries()) {
    if (row >= allocations.count) allocations.add(prover, row);
    allocations.prover[row] = prover;
    allocations.status[row] = status;
  }
  return network;
}

describe("rejects of many filters", () => {
  const { join, reject } = Message;

  it("count once a prover and frame for joins and once for leaves, whatever was heard between them", () => {
    const network = allocationsOf("lastOperation");
    const due = [reject, 0, join, 2, reject, 3, reject, 1, reject, 2];
    expect([...overlookedRejects(network, due)]).toEqual([1]);
  });

  it("count each where operations are not written to the prover", () => {
    expect([...overlookedRejects(allocationsOf("aggregate"), [reject, 0, reject, 1])]).toEqual([]);
  });
});

describe("an answer that is heard when its node has changed its mind", () => {
  const sent = new Map([
    ["its node rejected the join", "node rejects"],
    ["its node took the leave back", "node rejects"],
    ["active at once", "node confirms"],
    ["its leave was confirmed", "node confirms"],
  ]);

  it("is not told to follow from what the node says now", () => {
    const scenario = smallScenario({
      rules: "v2.1-frames",
      horizon: "8 h",
      operators: [
        { class: "nodes", count: 22, nodes: 2, workers: 4 },
        { class: "others", count: 18, workers: 3 },
      ],
      shards: { count: 6, world: "248 MiB" },
      consensus: { competingFrames: "100 %" },
    });
    const simulation = createSimulation(scenario, { ...identity("1"), events: true });
    simulation.advance(Number.POSITIVE_INFINITY);
    const { columns, rowCount } = simulation.finish().tables.events ?? { columns: [], rowCount: 0 };
    const cell = (name: string, row: number) => columns.find((column) => column.name === name)?.values[row];
    const whatById = new Map(
      Array.from({ length: rowCount }, (_none, row) => [cell("event_id", row), cell("what", row)]),
    );
    const told: unknown[] = [];
    let late = 0;
    for (let row = 0; row < rowCount; row++) {
      const expected = sent.get(String(cell("why", row)));
      if (expected === undefined) continue;
      const source = whatById.get(cell("cause_event_id", row));
      if (source === undefined) late++;
      if (source === undefined ? cell("cause", row) !== "asked" : source !== expected)
        told.push([row, source, expected]);
    }
    expect(told).toEqual([]);
    expect(late).toBeGreaterThan(0);
  });
});
