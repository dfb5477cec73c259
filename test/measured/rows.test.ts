/** Every measured day is a network that can be planned, and a run begins with exactly its figures. */
import { describe, expect, it } from "vitest";
import { metricsOf } from "../../models/output/metrics/metric-names.js";
import { planOf } from "../../models/plan/plan.js";
import { countingOf } from "../../models/scenario/start/page-figures.js";
import type { PageRow } from "../../models/scenario/start/schema.js";
import { openNetwork, smallScenario } from "../network-kit.js";
import { type MeasuredRow, measuredRows } from "./rows.js";

const rows = measuredRows();

/** As many nodes as any shard needs, with workers enough for all; rules of the day. */
const startOf = (row: MeasuredRow) =>
  smallScenario({
    rules: row.date < "2026-06-29" ? "v2.1-frames" : "v2.1-epoch",
    operators: [{ class: "nodes", count: 400, workers: { total: 60_000, sigma: 1.2 } }],
    shards: { count: row["shards"], world: row["world"] },
    start: { page: row },
  });

/** The row that the page would show of a network, counted as on the row's day. */
function shown(row: MeasuredRow): Record<string, number | null> {
  const scenario = startOf(row);
  const { network, runTo } = openNetwork(scenario);
  const counting = countingOf(scenario.start?.page as PageRow);
  const values = new Map(metricsOf(network.rules).map(({ name, read }) => [name, Number(read(network))]));
  const page = (name: string): number => values.get(`page.${name}`) ?? Number.NaN;
  const isStored = counting.status === "stored";
  const stale = (name: string): number => (isStored ? page(`stale${name}`) : 0);
  const rings = counting.rings === "active" ? "ring" : "joinedRing";
  runTo(3);
  expect(network.world.frame).toBeGreaterThan(0);
  return {
    shards: values.get("shard.count") ?? 0,
    workers: page("workers") + stale("Joining"),
    healthy: page("healthy"),
    warning: page("warning"),
    halt: page("halt") + (counting.halt === "all" ? page("unassigned") : 0),
    ring0: page(`${rings}0`),
    ring1: page(`${rings}1`),
    ring2: page(`${rings}2`),
    ring3: page(`${rings}3`),
    unassigned: row["unassigned"] === null ? null : page("unassigned"),
    active: page("active"),
    joining: page("joining") + stale("Joining"),
    leaving: page("leaving") + stale("Leaving"),
    rejected: page("staleRejected"),
  };
}

describe("the measured days of mainnet", () => {
  it("are 117, and each is a network: the plan accepts every row as it is", () => {
    expect(rows).toHaveLength(117);
    const refused = rows.flatMap((row) =>
      planOf(startOf(row)).infeasible.map(({ path, message }) => `${row.date} ${path}: ${message}`),
    );
    expect(refused).toEqual([]);
  });

  // The days on which the page began to count otherwise, one of the losses, and all of the smaller grids.
  const turns = ["2026-03-23", "2026-04-13", "2026-06-25"];
  const run = rows.filter(({ date }) => turns.includes(date) || date >= "2026-07-01");

  it.each(run)("begin a run with exactly the figures of the row: $date", (row) => {
    const { date: _date, world: _world, peers: _peers, ...figures } = row;
    expect(shown(row)).toEqual(figures);
  });
});
