/** What follows where shards are thin and no node has a free worker: protocol.md section 9, thin-shard rescue by every node. */
import { describe, expect, it } from "vitest";
import { openNetwork, type ScenarioText, smallScenario } from "../../../test/network-kit.js";
import { writtenRun } from "../../../test/written-run.js";

/** Forty nodes on six shards so unequal that nobody joins the two smallest; two workers each, always online. */
const quiet = (horizon: string, switches: ScenarioText = {}) =>
  smallScenario({
    rules: "v2.1-epoch",
    horizon,
    operators: [{ class: "all", count: 40, workers: 2 }],
    shards: { count: 6, world: "6 GiB", skew: "zipf 2" },
    switches,
    network: { messageLoss: "0 %" },
  });

describe("the herd", () => {
  it("leaves allocations for two reasons, and tells them apart", () => {
    const asked = writtenRun(quiet("9 h"), "1").events.filter(({ what }) => what === "node asks to leave");
    const reasons = asked.map(({ why }) => why);
    expect(reasons[0]).toBe("its worker is wanted on a shard that is thin");
    expect(new Set(reasons)).toEqual(
      new Set(["its worker is wanted on a shard that is thin", "places that it could have score much better"]),
    );
  });

  it("gives up all but nearly thin shards, takes that back in the next epoch, and gives it up again within 50 frames", () => {
    const { network, runTo } = openNetwork(quiet("2 d", { reconfirm: "ahead" }));
    const { totals } = network.world;
    const at = (frame: number): readonly number[] => {
      runTo(frame);
      return [totals.leaves, totals.active];
    };
    expect(at(1439)).toEqual([0, 80]);
    expect(at(1460)).toEqual([80, 0]);
    expect(at(2164)).toEqual([80, 80]);
    const [leaves, active] = at(2210);
    expect(leaves).toBeGreaterThan(140);
    expect(active).toBeLessThan(20);
    // No shard stays thin for the whole grace, so nothing ends it.
    expect(at(17_280)[0]).toBeGreaterThan(1000);
    expect(totals.haltedShards).toBe(0);
  });
});
