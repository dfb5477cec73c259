import { describe, expect, it } from "vitest";
import { identity, smallScenario } from "../../../test/network-kit.js";
import { createSimulation } from "../../simulation.js";
import { valuesOf } from "../../../sim/table/result-table.js";

/** Where thin siblings merge, and where a crowd splits its shard. */
const networks = {
  merges: { operators: [{ class: "nodes", count: 12, workers: 2 }], shards: { count: 16, world: "16 GB" } },
  splits: {
    operators: [{ class: "nodes", count: 20, workers: 2, uptime: "90 %" }],
    shards: { count: 2, world: "16 GB" },
    switches: { maximumProvers: 8 },
  },
};

describe("a shard that is gone", () => {
  it.each(Object.entries(networks))("is told of no more, and has lost no quorum: %s", (_what, network) => {
    const scenario = smallScenario({ rules: "v2.1-simplex", horizon: "14 h", ...network });
    const simulation = createSimulation(scenario, { ...identity(), events: true });
    simulation.advance(Number.POSITIVE_INFINITY);
    const events = simulation.finish().tables.events!;
    const [what, shard, prover] = ["what", "shard", "prover"].map((name) => valuesOf(events, name));
    const gone = new Set<unknown>();
    const after: unknown[] = [];
    let times = 0;
    for (let row = 0; row < events.rowCount; row++) {
      if (!Number.isNaN(Number(prover[row]))) continue;
      if (what[row] === "shard appears") gone.delete(shard[row]);
      else if (gone.has(shard[row])) after.push(what[row]);
      if (what[row] === "shard is gone") times += gone.add(shard[row]).size > 0 ? 1 : 0;
    }
    expect(times).toBeGreaterThan(1);
    expect(after).toEqual([]);
  });
});
