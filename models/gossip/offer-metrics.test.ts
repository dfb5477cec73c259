import { describe, expect, it } from "vitest";
import { finishedRun } from "../../test/finished-run.js";
import { gossipModel } from "./gossip-model.js";
import { gossipSchema } from "./schema.js";

function offersOf(more: object): ReadonlyMap<string, number> {
  const scenario = gossipSchema.parse({
    model: "gossip",
    name: "offers",
    horizon: "30 s",
    connections: 10,
    transport: "go",
    nodes: [{ class: "home", count: 60, loss: "20 %" }],
    messages: [{ flow: "note", size: "2 kB", every: "200 ms", at: "3 s" }],
    ...more,
  });
  const { metrics } = finishedRun(gossipModel, scenario);
  expect(metrics.map(({ name }) => name)).toEqual(gossipModel.metricsOf(scenario).map(({ name }) => name));
  return new Map(metrics.flatMap(({ name, value }) => (name.startsWith("offers.") ? [[name, Number(value)]] : [])));
}

describe("what limits of IHAVE and IWANT keep nodes from", () => {
  it("is nothing where honest nodes have those of the Go node, and not told of a flood", () => {
    expect([...offersOf({}).values()]).toEqual([0, 0, 0]);
    expect(offersOf({ transport: "flood" }).size).toBe(0);
  });

  it.each([
    ["offers.untold", { iHaveIds: 1 }],
    ["offers.unasked", { pendingWants: 1 }],
    ["offers.unanswered", { retransmissions: 0 }],
  ])("is counted: %s", (name, mesh) => {
    expect(offersOf({ mesh }).get(name)).toBeGreaterThan(0);
  });
});
