/** Whom small shards keep (`evictionExempt`), where their smallness does not excuse them anyway. */
import { describe, expect, it } from "vitest";
import { openNetwork, smallScenario } from "../../../test/network-kit.js";

const frameUs = 10_000_000;

/** Three nodes on one shard that halts with nobody only, and two more that come on the second day; the first goes off for good. */
function evictedBy(evictionExempt: string) {
  const { network, runTo } = openNetwork(
    smallScenario({
      rules: "v2.1-epoch",
      horizon: "3 d",
      operators: [
        { class: "first", count: 3, workers: 1, outage: "365 d" },
        { class: "later", count: 2, workers: 1, outage: "365 d", appear: { from: "24 h", until: "24 h" } },
      ],
      shards: { count: 1, world: "10 GB" },
      network: { messageLoss: "0 %" },
      switches: { haltThreshold: 0, evictionExempt },
    }),
  );
  const { kernel, kinds, world } = network;
  runTo(1500);
  kernel.schedule(kinds.presence, 2000 * frameUs, world.allocations.prover[0], 0, 0);
  const kickedBy = (frame: number): number => {
    runTo(frame);
    return world.provers.kickFrame[world.allocations.prover[0]];
  };
  return { kickedBy, covering: () => world.shards.covering[0] };
}

describe("an idle prover on a shard of fewer than four", () => {
  it("is evicted where nobody is exempt", () => {
    expect(evictedBy("none").kickedBy(2360)).toBe(2360);
  });

  it("is kept where such shards are exempt, and goes when four others are effectively active", () => {
    const { kickedBy, covering } = evictedBy("belowFour");
    expect([kickedBy(8640), covering()]).toEqual([0, 2]);
    // Those that came at frame 8640 are in effect two epochs later.
    let frame = 8640;
    while (covering() < 4) kickedBy(++frame);
    expect(frame).toBeGreaterThan(9360);
    expect(kickedBy(frame)).toBe(frame);
  });
});
