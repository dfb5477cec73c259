import { describe, expect, it } from "vitest";
import { openNetwork, smallScenario } from "../../../test/network-kit.js";
import { writtenRun } from "../../../test/written-run.js";
import { auditRun } from "../../checks/audit-run.js";
import { Status } from "../../state/allocations.js";

/** Ten nodes on one shard, of which node 0 is off for so many frames from frame 1000 on. */
function away(rules: string, frames: number, { pauses = true, messageLoss = "0 %" } = {}) {
  const stepped = openNetwork(
    smallScenario({
      rules,
      horizon: "10 h",
      switches: { maximumProvers: 1000 },
      operators: [{ class: "nodes", count: 10, workers: 1, pauses, outage: "365 d" }],
      shards: { count: 1, world: "10 GB" },
      network: { messageLoss },
    }),
  );
  const { kernel, kinds, scenario } = stepped.network;
  stepped.runTo(999);
  const { pace } = scenario.frames;
  kernel.schedule(kinds.presence, 1000 * pace, 0, 0, 0);
  kernel.schedule(kinds.presence, (1000 + frames) * pace, 0, 0, 1);
  const { world } = stepped.network;
  const [allocation] = world.allocationIndex.of(0);
  return { ...stepped, world, allocation };
}

const active = 9;

describe("a planned outage", () => {
  it("pauses a node's allocations in the frame in which it goes off, and resumes them when it is back", () => {
    for (const rules of ["v2.1-epoch", "v2.1-frames"]) {
      const { runTo, world, allocation } = away(rules, 300);
      const { status, ring } = world.allocations;
      runTo(1000);
      expect([status[allocation], world.nodes.online[world.provers.node[0]]]).toEqual([Status.active, 1]);
      runTo(1001);
      expect([status[allocation], ring[allocation], world.nodes.online[world.provers.node[0]]]).toEqual([
        Status.paused,
        -1,
        0,
      ]);
      expect([world.shards.active[0], world.shards.inRings[0]]).toEqual([active, active]);
      runTo(1301);
      expect([status[allocation], world.nodes.online[world.provers.node[0]]]).toEqual([Status.paused, 1]);
      runTo(1302);
      expect(status[allocation]).toBe(Status.active);
      expect(ring[allocation]).toBeGreaterThanOrEqual(0);
    }
  });

  it("may last without limit under epochs, where the same outage unannounced costs everything", () => {
    const announced = away("v2.1-epoch", 1000);
    announced.runTo(2100);
    expect(announced.world.provers.kickFrame[0]).toBe(0);
    expect(announced.world.allocations.status[announced.allocation]).toBe(Status.active);
    const silent = away("v2.1-epoch", 1000, { pauses: false });
    silent.runTo(2100);
    expect(silent.world.provers.kickFrame[0]).toBeGreaterThan(1360);
  });

  it("costs the allocation after more than 360 frames under frame windows, but not the key", () => {
    const atLimit = away("v2.1-frames", 358);
    atLimit.runTo(1400);
    expect(atLimit.world.allocations.status[atLimit.allocation]).toBe(Status.active);
    const tooLong = away("v2.1-frames", 700);
    tooLong.runTo(1361);
    expect(tooLong.world.allocations.status[tooLong.allocation]).toBe(Status.paused);
    tooLong.runTo(1362);
    expect(tooLong.world.allocations.status[tooLong.allocation]).toBe(Status.left);
    expect(tooLong.world.provers.kickFrame[0]).toBe(0);
  });

  it("is an outage like any other where the message is lost", () => {
    const { runTo, world } = away("v2.1-epoch", 100, { messageLoss: "100 %" });
    runTo(1101);
    expect(world.totals.active).toBe(0);
    expect(world.allocations.status.includes(Status.paused)).toBe(false);
  });

  it("that is over before it was announced leaves nothing paused", () => {
    const { runTo, world, allocation } = away("v2.1-epoch", 0);
    runTo(1010);
    expect(world.allocations.status[allocation]).toBe(Status.active);
    expect(world.nodes.online[world.provers.node[0]]).toBe(1);
  });
});

describe("a node that goes off again with the frame in which it was back", () => {
  it("is evicted in the end, though its place is resumed when its epoch is over", () => {
    const scenario = smallScenario({
      rules: "v2.1-simplex",
      seed: 188_655,
      horizon: "30000 s",
      frames: { first: 674_503 },
      operators: [{ class: "#0: \"x\", 'y'", count: 10, workers: 1, uptime: "26 %", outage: "11891 s", pauses: true }],
      shards: { prefixBits: 0, world: "400 kB" },
    });
    const run = writtenRun(scenario, "188655");
    expect(run.events.some(({ rule }) => rule === "lifecycle.eviction")).toBe(true);
    expect(auditRun(run).findings).toEqual([]);
  });
});
