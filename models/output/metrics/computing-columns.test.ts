import { describe, expect, it } from "vitest";
import { openNetwork, smallScenario } from "../../../test/network-kit.js";
import { computeFees } from "../../protocol/mpc/participation.js";
import { type Table, valuesOf } from "../../../sim/table/result-table.js";
import { operatorTable } from "./operator-table.js";

const column = (table: Table, name: string): unknown[] => Array.from<unknown>(valuesOf(table, name));

const often = { uptime: "80 %", outage: "2 min", workers: 2 };
const operators = [
  { class: "home", count: 5, ...often, upload: "8 Mbit/s" },
  { class: "farm", count: 4, ...often, upload: "1 Gbit/s", leave: "half-life 12 h" },
  { class: "edge", count: 3, workers: 3, upload: "10 Mbit/s", appear: { until: "1 h" } },
  { class: "profiled", count: 1, workers: 1, profile: "home" },
  { class: "any", count: 2, workers: 1 },
];

describe("what interactive computation pays", () => {
  it.each(["v2.1-simplex", "v2.0.6"] as const)(
    "goes by the frames in which nodes with such lines were online, under %s",
    (rules) => {
      const shards = rules === "v2.0.6" ? { count: 1, world: "20 GB" } : { count: 2, world: "20 GB" };
      const { network, runTo, balances } = openNetwork(smallScenario({ rules, switches: {}, operators, shards, computing: { pays: "1000 QUIL" }, horizon: "1 d" }), "3"); // prettier-ignore
      const { nodes } = network.world;
      const first = network.world.frame;
      const frames = 2000;
      const onlineFrames: number[] = [];
      for (let frame = first + 1; frame <= first + frames; frame++) {
        runTo(frame - first);
        for (let node = 0; node < nodes.count; node++)
          onlineFrames[node] = (onlineFrames[node] ?? 0) + nodes.online[node];
      }
      network.world.frame = first + frames;
      balances();
      const counted = Array.from({ length: nodes.count }, (_, node) =>
        network.onlineTime!.until(nodes, node, network.world.frame + 1),
      );
      expect(counted).toEqual(onlineFrames);
      expect(new Set(onlineFrames).size).toBeGreaterThan(5);
      const uploads = [8e6, 1e9, 10e6, 8e6, Infinity];
      const provers = onlineFrames.map((count, node) => ({
        uploadBitsPerS: uploads[nodes.operatorClass[node]],
        onlineFrames: count,
      }));
      const all = (1000n * 8_000_000_000n * BigInt(frames)) / 8640n;
      const fees = computeFees(all, provers);
      const units = operators.map((_, k) =>
        fees.reduce((sum, fee, node) => sum + (nodes.operatorClass[node] === k ? fee : 0n), 0n),
      );
      const told = operatorTable(network);
      expect(column(told, "computing_units")).toEqual(units);
      expect(column(told, "computing_nodes").map((count) => Number(count) > 0)).toEqual([
        false,
        true,
        true,
        false,
        true,
      ]);
    },
  );

  it("goes by the share of time that nodes are there where short outages are not followed", () => {
    const classes = [
      { class: "often away", count: 40, workers: 1, uptime: "80 %", outage: "2 min" },
      { class: "always there", count: 40, workers: 1 },
    ];
    const fields = { operators: classes, computing: { pays: "1000 QUIL" }, horizon: "1 d" };
    const shareOf = (fidelity: string): number => {
      const { network, runTo, balances } = openNetwork(smallScenario({ ...fields, fidelity }), "3");
      runTo(8640);
      network.world.frame += 8640 - (network.world.frame - network.scenario.frames.first);
      balances();
      const [away, there] = column(operatorTable(network), "computing_units").map(Number);
      return away / there;
    };
    expect(shareOf("frame")).toBeCloseTo(0.8, 1);
    expect(shareOf("epoch")).toBeCloseTo(0.8, 2);
  });

  it("is in no table where the scenario says nothing of it", () => {
    const { network, balances } = openNetwork(smallScenario({}));
    balances();
    expect(network.onlineTime).toBeNull();
    expect(operatorTable(network).columns.map(({ name }) => name)).not.toContain("computing_units");
  });
});
