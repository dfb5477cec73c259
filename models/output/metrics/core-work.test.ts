import { describe, expect, it } from "vitest";
import { runScenario, smallScenario } from "../../../test/network-kit.js";

/** A node that appears after the last frame of the run, beside those that have served all the time. */
const lateComer = (rules: string) =>
  smallScenario({
    rules,
    horizon: "14399 s",
    shards: { count: 1, world: "1 GiB" },
    operators: [
      { class: "early", count: 3, workers: 2 },
      { class: "late", count: 1, workers: 5, appear: { from: "14395 s", until: "14395 s" } },
    ],
  });

describe("operator classes of the older eras", () => {
  it.each(["dusk", "dawn"])("have workers that are free until a frame lets them serve: %s", (rules) => {
    const { operators } = runScenario(lateComer(rules)).tables;
    const column = (name: string) => [...(operators.columns.find((one) => one.name === name)?.values ?? [])];
    expect(column("workers")).toEqual([6, 5]);
    expect(column("workers_active")).toEqual([6, 0]);
    expect(column("workers_free")).toEqual([0, 5]);
  });
});
