/**
 * Laws of coming, staying and going in closed form. Networks are of Dawn, where nobody holds anything to give up first.
 * Seeds are fixed; a right simulator under another seed would fail one of these with a probability of one in a million each.
 */
import { describe, expect, it } from "vitest";
import { createSimulation } from "../../models/simulation.js";
import { chiSquared, countBetween } from "../goodness-of-fit.js";
import { identity, runScenario, type ScenarioText, smallScenario } from "../network-kit.js";
import { deviations, poissonProbabilities, tally } from "./bounds.js";

const hourS = 3600;

/** A network with one class, which reports so often. */
const dawnOf = (operators: ScenarioText, { every, horizon }: { readonly every: string; readonly horizon: string }) =>
  smallScenario({
    rules: "dawn",
    dawn: { round: "1000 d", participants: 1 },
    operators: [{ class: "all", count: 0, workers: 1, ...operators }],
    report: { every },
    horizon,
  });

/** A column of the series, a number a report, the first at the start. */
function seriesOf(scenario: ReturnType<typeof dawnOf>, name: string, seed = "law"): readonly number[] {
  const { columns } = runScenario(scenario, { seed }).tables.series;
  return Array.from<unknown, number>(columns.find((column) => column.name === name)?.values ?? [], Number);
}

describe("a node's time online", () => {
  const [nodes, uptime, outageHours, days] = [200, 0.8, 1, 60];
  const scenario = dawnOf(
    { count: nodes, uptime: `${100 * uptime} %`, outage: `${outageHours} h` },
    { every: "1 h", horizon: `${days} d` },
  );

  it("is the share that uptime says: 200 nodes, 60 days", () => {
    const online = seriesOf(scenario, "population.peersOnline").slice(24);
    const share = online.reduce((sum, count) => sum + count, 0) / (online.length * nodes);
    // On and off times are exponential, so that presence an hour apart is correlated by this much.
    const upHours = (outageHours * uptime) / (1 - uptime);
    const correlation = Math.exp(-(1 / outageHours + 1 / upHours));
    const variance = ((uptime * (1 - uptime)) / (online.length * nodes)) * ((1 + correlation) / (1 - correlation));
    expect(Math.abs(share - uptime)).toBeLessThan(deviations * Math.sqrt(variance));
    expect(deviations * Math.sqrt(variance)).toBeLessThan(0.01);
  });

  it("is cut by outages of exponential length: χ² of about 50,000 in ten cells", () => {
    const simulation = createSimulation(scenario, { ...identity("law"), events: true });
    simulation.advance(Number.POSITIVE_INFINITY);
    const { events } = simulation.finish().tables;
    const column = (name: string): ArrayLike<unknown> => events?.columns.find((one) => one.name === name)?.values ?? [];
    const [what, timeS, prover] = [column("what"), column("time_s"), column("prover")];
    const since = new Map<unknown, number>();
    const lengths: number[] = [];
    for (let row = 0; row < what.length; row++) {
      if (what[row] === "goes offline") since.set(prover[row], Number(timeS[row]));
      if (what[row] !== "comes back online") continue;
      lengths.push(Number(timeS[row]) - (since.get(prover[row]) ?? Number.NaN));
    }
    expect(lengths.length).toBeGreaterThan(50_000);
    // Ten cells that are equally likely; what happens between two frames is seen with the second, which evens out.
    const edges = Array.from({ length: 9 }, (_unused, k) => -Math.log(1 - (k + 1) / 10) * outageHours * hourS);
    const { statistic, critical } = chiSquared(countBetween(edges, lengths), Array(10).fill(0.1) as number[]);
    expect(statistic).toBeLessThan(critical);
  });
});

describe("arrivals", () => {
  it("are Poisson: χ² of the counts of 2,400 hours at 80 a day", () => {
    const peers = seriesOf(dawnOf({ arrive: "80/d" }, { every: "1 h", horizon: "100 d" }), "population.peers");
    const counts = peers.slice(1).map((count, hour) => count - peers[hour]);
    expect(counts).toHaveLength(2400);
    const { statistic, critical } = chiSquared(tally(counts, 12), poissonProbabilities(80 / 24, 12));
    expect(statistic).toBeLessThan(critical);
    // Hours follow each other independently: the correlation of neighbours is as good as none.
    const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
    const products = counts.slice(1).map((count, hour) => (count - mean) * (counts[hour] - mean));
    const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / counts.length;
    const correlation = products.reduce((sum, product) => sum + product, 0) / products.length / variance;
    expect(Math.abs(correlation)).toBeLessThan(deviations / Math.sqrt(products.length));
  });
});

describe("a half-life", () => {
  it("leaves half after one, a quarter after two, an eighth after three: 4,000 operators", () => {
    const count = 4000;
    const peers = seriesOf(
      dawnOf({ count, leave: "half-life 5 d" }, { every: "5 d", horizon: "15 d" }),
      "population.peers",
    );
    expect(peers).toHaveLength(4);
    for (const k of [0, 1, 2, 3]) {
      const stay = 0.5 ** k;
      expect(Math.abs(peers[k] - count * stay)).toBeLessThanOrEqual(deviations * Math.sqrt(count * stay * (1 - stay)));
    }
  });
});

describe("operators that come as Poisson arrivals and stay independently", () => {
  const perDay = 40;
  const meanStayDays = 0.7;
  const expected = perDay * meanStayDays;

  /** Samples so far apart that they are as good as independent: after five mean stays, 0.7 % of those seen are left. */
  const samples = (leave: string): readonly number[] =>
    seriesOf(dawnOf({ arrive: `${perDay}/d`, leave }, { every: "84 h", horizon: "1050 d" }), "population.peers").slice(
      3,
    );

  it.each([
    ["M/M/∞: exponential stays", `half-life ${(meanStayDays * Math.LN2 * 86_400).toFixed(3)} s`],
    ["M/D/∞: stays of one length", `after ${Math.round(meanStayDays * 1440)} min`],
  ])("are Poisson in the steady state, whatever the law of stays: %s, χ² of 298 samples", (_what, leave) => {
    const peers = samples(leave);
    expect(peers).toHaveLength(298);
    const { statistic, critical } = chiSquared(tally(peers, 60), poissonProbabilities(expected, 60));
    expect(statistic).toBeLessThan(critical);
    const mean = peers.reduce((sum, count) => sum + count, 0) / peers.length;
    expect(Math.abs(mean - expected)).toBeLessThan(deviations * Math.sqrt(expected / peers.length));
  });
});
