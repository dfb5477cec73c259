/** Bytes that are counted for many frames at once are those of every frame: whatever else makes the run look at them in between. */
import { describe, expect, it } from "vitest";
import { runScenario, type ScenarioText, smallScenario } from "../../../../test/network-kit.js";
import type { RunResult } from "../../../run.js";

const bytesOf = ({ metrics }: RunResult): readonly string[] =>
  metrics.filter(({ name }) => name.startsWith("wire.")).map(({ name, value }) => `${name} ${String(value)}`);

const run = (fields: ScenarioText, seed = "1"): readonly string[] =>
  bytesOf(runScenario(smallScenario({ rules: "v2.1-simplex", fidelity: "message", ...fields }), { seed }));

const faults: ScenarioText[] = [
  { fault: "crash", at: "5449 s", for: "2144 s", from: { regions: ["south africa"] } },
  { fault: "slow", at: "9003 s", for: "401 s", adds: "300 ms" },
];
const faulty: ScenarioText = {
  horizon: "4 h",
  operators: [{ class: "few", count: 4, workers: 1 }],
  shards: { count: 8, world: "3718 MiB" },
  network: { archives: { region: "south africa" } },
  faults,
};

/** Nodes without a place come and go, of which nothing else is due. */
const flickering: ScenarioText = {
  horizon: "6 h",
  operators: [{ class: "spare", count: 12, workers: 2, uptime: "40 %", outage: "7 min" }],
  shards: { count: 1, world: "1 GB" },
};

describe("traffic that is counted in closed form", () => {
  it("is the same however often it is reported, while faults of the wire come and go", () => {
    const [often, seldom] = ["7777 ms", "3 h"].map((every) => run({ ...faulty, report: { every } }));
    expect(often).toEqual(seldom);
  });

  it("is the same however often it is reported, to the byte, while a part of the archives is cut off", () => {
    const cut: ScenarioText = {
      horizon: "20 min",
      rules: "v2.1-epoch",
      operators: [{ class: "few", count: 4, workers: 4, uptime: "29 %" }],
      shards: { count: 1, world: "10053 MB" },
      network: { regions: { preset: "six-regions-2019" } },
      faults: [{ fault: "crash", at: "78 s", for: "731 s", from: { regions: ["europe"] } }],
    };
    for (const seed of ["1", "2", "3"]) {
      const [often, seldom] = ["7 s", "20 min"].map((every) => run({ ...cut, report: { every } }, seed));
      expect(often).toEqual(seldom);
    }
  });

  it("is the same however often it is reported, while archives stand still", () => {
    const standing: ScenarioText = {
      horizon: "125 s",
      operators: [{ class: "one", count: 1, workers: 1, mergeSeniority: "0 s", access: "6 s" }],
      shards: { count: 1, world: "1 MiB" },
      archives: { uptime: "60 %", outage: "29 s" },
    };
    for (let seed = 600; seed < 620; seed++) {
      const [often, seldom] = ["1 s", "125 s"].map((every) => run({ ...standing, report: { every } }, String(seed)));
      expect(often).toEqual(seldom);
    }
  });

  it("is the same whether or not frames are stepped in which nothing happens to a node", () => {
    // A pace that does not change, said so often, steps nearly every frame.
    const pace = Array.from({ length: 600 }, (_unused, k) => ({ at: `${30 * k + 15} s`, pace: "10 s" }));
    expect(run(flickering)).toEqual(run({ ...flickering, timeline: pace }));
  });
});
