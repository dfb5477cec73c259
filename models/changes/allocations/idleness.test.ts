/** Evictions of simulated networks, against idle time that is counted frame by frame for every allocation. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type EventfulNetwork, eventfulNetworks } from "../../../test/eventful-networks.js";
import { openNetwork, smallScenario } from "../../../test/network-kit.js";
import { isSilenced } from "../../state/silence.js";
import type { Network } from "../network.js";
import { Status } from "../../state/allocations.js";
import { idleFramesMax } from "../../protocol/lifecycle/eviction.js";
import { countsInCommittee } from "../../protocol/lifecycle/membership.js";
import { inEffectFrom } from "../../protocol/lifecycle/request-windows.js";
import { storedAllocation } from "./standing.js";

/** Halts and evictions of a frame show in its flags, though they count from the next. */
const slackFrames = 2;

interface Watched {
  /** Last frame in which it took part, came into its committee, or could not take part for a halt. */
  since: number;
  inCommittee: boolean;
}

class IdleTimes {
  readonly #watched = new Map<number, Watched>();

  /** Idle frames of an active allocation, as the frame before left them; 0 for others. */
  before(allocation: number, frame: number): number {
    const watched = this.#watched.get(allocation);
    return watched === undefined ? 0 : frame - watched.since;
  }

  /** The allocation after this frame; gives its idle frames, 0 where it cannot take part and its node is there. */
  note(network: Network, allocation: number, frame: number): number {
    const { allocations, provers, nodes, shards } = network.world;
    if (allocations.status[allocation] !== Status.active) {
      this.#watched.delete(allocation);
      return 0;
    }
    const stored = storedAllocation(network, allocation, frame);
    const shard = allocations.shard[allocation];
    const inCommittee = shards.standIns[shard] === 1 || countsInCommittee(stored, frame, network.rules);
    const isOnline = nodes.online[provers.node[allocations.prover[allocation]]] === 1;
    const watched = this.#watched.get(allocation) ?? { since: frame, inCommittee: false };
    this.#watched.set(allocation, watched);
    const takesPart = inCommittee && isOnline && shards.minting[shard] === 1;
    const isNew = inCommittee && !watched.inCommittee;
    watched.inCommittee = inCommittee;
    const isDeferred = !inCommittee && frame < inEffectFrom(allocations.joinConfirmFrame[allocation], network.rules);
    if (takesPart || isNew || isDeferred || isSilenced(network.world, shard, network.rules)) watched.since = frame;
    return inCommittee || !isOnline ? frame - watched.since : 0;
  }
}

/** Evictions, and what was wrong with them or missing among them. */
function watch({ seed, fields }: EventfulNetwork, frames: number): { wrong: string[]; evictions: number } {
  const { network, runTo } = openNetwork(smallScenario({ ...fields, horizon: `${frames * 10} s` }), seed);
  const { allocations, provers, totals } = network.world;
  const times = new IdleTimes();
  const wrong: string[] = [];
  let lastDeferred = 0;
  for (let frame = 1; frame <= frames; frame++) {
    runTo(frame);
    if (totals.shardsAtHaltRisk > 0 || totals.haltedShards > 0) lastDeferred = frame;
    const longest = new Map<number, number>();
    for (let allocation = 0; allocation < allocations.count; allocation++) {
      const prover = allocations.prover[allocation];
      longest.set(prover, Math.max(longest.get(prover) ?? 0, times.before(allocation, frame)));
      const idle = times.note(network, allocation, frame);
      if (idle > idleFramesMax + slackFrames && frame > lastDeferred + slackFrames)
        wrong.push(`frame ${frame}: allocation ${allocation} idle for ${idle}`);
    }
    for (const [prover, idle] of longest) {
      if (provers.kickFrame[prover] === frame && idle <= idleFramesMax - slackFrames)
        wrong.push(`frame ${frame}: prover ${prover} evicted, idle for ${idle}`);
    }
  }
  return { wrong, evictions: totals.evictions };
}

describe("evictions", () => {
  it.each([
    ["v2.1-epoch", { epochFrames: 45 }, 1500],
    ["v2.1-epoch", { epochFrames: 400, committeeMembership: "effective", maximumProvers: 20 }, 2400],
    // A split would leave its parts empty, and while anything is that thin nobody is evicted.
    ["v2.1-frames", { maximumProvers: 1000 }, 1500],
  ])(
    "take those who were idle for more than 360 frames, all of them and nobody else: %s %o",
    (rules, switches, frames) => {
      let evictions = 0;
      const property = fc.property(eventfulNetworks(rules, { haltThreshold: 0, ...switches }), (drawn) => {
        const found = watch(drawn, frames);
        expect(found.wrong).toEqual([]);
        evictions += found.evictions;
      });
      fc.assert(property, { seed: 1, numRuns: 4 });
      expect(evictions).toBeGreaterThan(0);
    },
  );
});
