import { describe, expect, it } from "vitest";
import { allMetrics } from "../metrics/metric-names.js";
import { picturesByMetric } from "./pictures-by-metric.js";

describe("pictures by metric", () => {
  const found = picturesByMetric(allMetrics.map(({ name }) => name));

  it("are those that come out differently when the metric does", () => {
    expect(found.get("coverage.haltedShards")).toEqual(["shards-by-health"]);
    expect(found.get("population.workersFree")).toEqual(["peers-and-workers"]);
    expect(found.get("supply.total_quil")).toEqual(["issuance"]);
    expect(found.get("dusk.nodesAtFloor")).toEqual(["work-per-increment"]);
    expect(found.get("market.price_usd")).toEqual(["operators-and-price", "token-price"]);
    expect(found.get("money.operatorsRunning[class=NAME]")).toEqual(["operators-and-price"]);
    expect(found.get("wire.framesLate")).toEqual(["wire-traffic"]);
    expect(found.get("lifecycle.joins")).toEqual([]);
  });

  it("all are drawn from some", () => {
    expect(new Set([...found.values()].flat()).size).toBe(9);
  });
});
