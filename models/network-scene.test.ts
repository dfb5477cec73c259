import { describe, expect, it } from "vitest";
import { Steps } from "../sim/experiment/replicate/steps.js";
import type { Scene } from "../sim/experiment/scenes/scene.js";
import { valuesOf } from "../sim/table/result-table.js";
import { identity, runScenario, smallScenario } from "../test/network-kit.js";
import { networkSceneWords } from "./network-scene.js";
import { createSimulation } from "./simulation.js";

const scenario = smallScenario({
  horizon: "4 h",
  report: { every: "1 min" },
  timeline: [{ at: "2 h", outage: { share: "70 %", for: "1 h" } }],
});

function played() {
  const simulation = createSimulation(scenario, identity());
  const scenes: (Scene & { atUs: number })[] = [];
  const steps = new Steps(simulation, { writeScene: (line) => scenes.push(JSON.parse(line) as (typeof scenes)[0]) });
  while (steps.next());
  return { scenes, result: simulation.finish() };
}

describe("scenes of a network", () => {
  it("say what the series says at the same moments", () => {
    const { scenes, result } = played();
    const column = (name: string): number[] => Array.from(valuesOf(result.tables.series, name), Number);
    const names = ["shard_healthy", "shard_needs_coverage", "shard_halt_risk", "coverage_halted_shards", "shard_empty"];
    const ofRow = column("time_s").map((_, row) => names.map((name) => column(name)[row]));
    const online = column("population_peers_online");
    const rows = new Map(column("time_s").map((timeS, row) => [timeS * 1e6, row]));
    expect(scenes.length).toBe(240);
    for (const { atUs, bands, bars } of scenes) {
      const row = rows.get(atUs)!;
      const totals = names.map((_, level) =>
        bands!.levels.reduce((sum, count, k) => (k % names.length === level ? sum + count : sum), 0),
      );
      expect(totals).toEqual(ofRow[row]);
      expect(bars![2][0]).toBe(online[row]);
    }
    // Something is to be seen.
    expect(new Set(scenes.map(({ bars }) => bars![2][0])).size).toBeGreaterThan(1);
  });

  it("have as many figures as there are words for them", () => {
    const { bars, bands } = networkSceneWords(scenario);
    const [first] = played().scenes;
    expect(first.bars!.map((values) => values.length)).toEqual(bars!.map(({ labels }) => labels.length));
    expect(first.bands!.levels.length % bands!.levels.length).toBe(0);
  });

  it("change nothing", () => {
    expect(played().result.fingerprint).toBe(runScenario(scenario).fingerprint);
  });
});
