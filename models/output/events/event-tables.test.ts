/** The log and the list of provers as tables, against the log and the provers. */
import { describe, expect, it } from "vitest";
import { openNetwork, smallScenario } from "../../../test/network-kit.js";
import { eventTable, proverTable } from "./event-tables.js";

const scenario = smallScenario({
  horizon: "6 h",
  frames: { pace: "20 s" },
  operators: [
    { class: "stay", count: 6, workers: 2, uptime: "90 %", outage: "10 min", seniority: "historic" },
    { class: "come", count: 4, workers: 1, arrive: "80/d", leave: "half-life 3 h" },
  ],
  shards: { count: 2, world: "10 GB", growth: "40 %/month" },
});
const frames = 1000;

function logged() {
  const opened = openNetwork(scenario, "1", { events: true });
  opened.runTo(frames);
  opened.balances();
  return opened.network;
}

const cellsOf = (
  { columns }: { readonly columns: readonly { readonly name: string; readonly values: ArrayLike<unknown> }[] },
  row: number,
): Record<string, unknown> => Object.fromEntries(columns.map(({ name, values }) => [name, values[row]]));

describe("the table of events", () => {
  it("has a row for each of the log, with what it does not have as an empty cell", () => {
    const network = logged();
    const table = eventTable(network);
    expect(table.rowCount).toBe(network.log?.count);
    expect(table.rowCount).toBeGreaterThan(200);
    const kinds = new Set<string>();
    for (let row = 0; row < table.rowCount; row++) {
      const event = network.log!.at(row);
      const { frame, rule, prover, shard, what, why, other, value, cause } = event;
      expect(cellsOf(table, row)).toEqual({
        event_id: row,
        frame,
        time_s: (frame - scenario.frames.first) * 20,
        rule,
        prover: prover < 0 ? Number.NaN : prover,
        shard: shard < 0 ? Number.NaN : shard,
        what,
        why,
        other: other ?? Number.NaN,
        value: value ?? Number.NaN,
        shard_filter: what === "shard appears" ? network.world.shards.filter[shard] : "",
        cause: cause?.code ?? "",
        cause_event_id: cause?.event ?? Number.NaN,
        cause_prover: cause?.prover ?? Number.NaN,
        cause_shard: cause?.shard ?? Number.NaN,
        cause_share: cause?.share ?? Number.NaN,
      });
      kinds.add([prover < 0, shard < 0, other === undefined, value === undefined].join());
    }
    expect(kinds.size).toBeGreaterThan(4);
  });

  it("is empty without a log", () => {
    const { network, runTo } = openNetwork(scenario);
    runTo(10);
    expect(eventTable(network).rowCount).toBe(0);
  });
});

describe("the table of provers", () => {
  it("has a row for everybody who ever appeared", () => {
    const network = logged();
    const { provers, nodes } = network.world;
    const table = proverTable(network);
    expect(table.rowCount).toBe(provers.count);
    for (let prover = 0; prover < provers.count; prover++) {
      expect(cellsOf(table, prover)).toEqual({
        prover,
        address: provers.addressHex(prover),
        operator_class: ["stay", "come"][nodes.operatorClass[provers.node[prover]]],
        operator: nodes.operator[provers.node[prover]],
        seniority: provers.seniority[prover],
        workers: nodes.workers[provers.node[prover]],
        online: nodes.online[provers.node[prover]],
        gone: nodes.gone[provers.node[prover]],
        kick_frame: provers.kickFrame[prover],
        reward_units: provers.balance.get(prover),
      });
    }
    const column = (name: string): readonly unknown[] => table.columns.find((one) => one.name === name)?.values ?? [];
    expect(new Set(column("address")).size).toBe(provers.count);
    for (const name of ["online", "gone"]) expect(new Set(column(name))).toEqual(new Set([0, 1]));
    expect(column("reward_units").some((units) => (units as bigint) > 0n)).toBe(true);
  });
});
