import { describe, expect, it } from "vitest";
import { openNetwork, runScenario, smallScenario } from "../../../test/network-kit.js";
import { SeriesRecorder } from "./series-recorder.js";
import { ruleSets } from "../../protocol/ground/rule-sets.js";
import { allMetrics, metricNames } from "./metric-names.js";
import { seriesMetrics } from "./series.js";

const hourUs = 3_600_000_000;

interface Columns {
  readonly columns: readonly { readonly name: string; readonly values: ArrayLike<unknown> }[];
}
const column = ({ columns }: Columns, name: string): readonly unknown[] =>
  Array.from(columns.find((one) => one.name === name)?.values ?? []);

describe("the series of a run", () => {
  it("has a row a report and one for the end, each with its frame and its time", () => {
    const fields = { frames: { first: 500, pace: "20 s" }, horizon: "95 min", report: { every: "30 min" } };
    const { series } = runScenario(smallScenario(fields)).tables;
    expect(series.columns.map(({ name }) => name)).toEqual(["frame", "time_s", ...metricNames(ruleSets["v2.1-epoch"])]);
    expect(column(series, "time_s")).toEqual([0, 1800, 3600, 5400, 5700]);
    expect(column(series, "frame")).toEqual([500, 590, 680, 770, 785]);
    const even = runScenario(smallScenario({ ...fields, horizon: "90 min" })).tables.series;
    expect(column(even, "time_s")).toEqual([0, 1800, 3600, 5400]);
  });

  it("tells the last value of a metric, and refuses one that no row has", () => {
    const { network } = openNetwork(smallScenario());
    const recorder = new SeriesRecorder();
    expect(() => recorder.lastValue(0)).toThrow("no row has a metric 0");
    recorder.record(network, 0);
    recorder.record(network, hourUs);
    expect([recorder.rowCount, recorder.lastValue(0), recorder.lastValue(2)]).toEqual([2, 12, 36]);
    expect(() => recorder.lastValue(seriesMetrics.length)).toThrow("no row has a metric");
    expect(recorder.names).toEqual(seriesMetrics.map(({ name }) => name));
    recorder.recordEnd(network, hourUs);
    expect(recorder.rowCount).toBe(2);
    recorder.recordEnd(network, hourUs + 1);
    expect(recorder.rowCount).toBe(3);
  });
});

const isSaid = ({ about }: (typeof allMetrics)[number]): boolean =>
  /since the start|up to the last state step/.test(about);

describe("metrics that count since the start", () => {
  it("are those that say so, and never fall", () => {
    const said = allMetrics.filter(isSaid).map(({ name }) => name);
    const totals = allMetrics.filter(({ isTotal }) => isTotal).map(({ name }) => name);
    // What was issued in QUIL is "the same, for people", and so are parts of what is said in the line above.
    const parts = [
      "emission.issued_quil",
      "lifecycle.rescueLeaves",
      "fees.burntUnits",
      "fees.creditedUnits",
      "market.sold_quil",
      "market.bought_quil",
      "supply.granted_quil",
      "supply.grantedOutsideUnits",
      "spam.joinsLost",
    ];
    expect(totals.filter((name) => !parts.includes(name)).toSorted()).toEqual(
      said
        .filter((name) => !["supply.total_quil", "fees.multiplierMean", "wire.globalFrame_bytes"].includes(name))
        .toSorted(),
    );
    const operators = [{ class: "nodes", count: 40, workers: 2, uptime: "70 %", outage: "20 min" }];
    const market = {
      price: { start: "1 USD", step: "1 h", model: { kind: "pool", depth: "900 USD", noise: "99 USD" } },
    };
    const classes = [{ class: "letters", share: "100 %", bytes: "1 kB", keeps: "half-life 3 h" }];
    const fees = { transactions: "40000/d", classes };
    const fields = {
      operators,
      market,
      fees,
      issuance: { supply: "1000 QUIL" },
      horizon: "1 d",
      report: { every: "30 min" },
    };
    const { series } = runScenario(smallScenario(fields)).tables;
    const falling = totals.filter((name) => {
      const values = column(series, name) as readonly (number | bigint)[];
      return values.slice(1).some((value, k) => value < values[k]);
    });
    expect(falling).toEqual([]);
  });
});

describe("figures of a network whose leaders are away", () => {
  it("are the same at a report, however many reports there were before it", () => {
    const fields = {
      operators: [{ class: "nodes", count: 40, workers: 2, uptime: "90 %", outage: "20 min" }],
      consensus: { leaderTimeouts: "on" },
      horizon: "12 h",
    };
    const [often, seldom] = ["10 min", "6 h"].map((every) =>
      runScenario(smallScenario({ ...fields, report: { every } })),
    );
    const at = (run: typeof often, name: string, timeS: number): unknown => {
      const { columns } = run.tables.series;
      const times = Array.from<unknown>(columns.find((one) => one.name === "time_s")?.values ?? []);
      return columns.find((one) => one.name === name)?.values[times.indexOf(timeS)];
    };
    for (const name of ["emission.issuedUnits", "emission.issued_quil", "supply.total_quil", "consensus.missedFrames"])
      for (const timeS of [0, 6 * 3600, 12 * 3600]) expect(at(often, name, timeS)).toEqual(at(seldom, name, timeS));
    expect(at(often, "consensus.missedFrames", 6 * 3600)).toBeGreaterThan(0);
  });
});
