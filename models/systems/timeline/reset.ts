/** Resets of the timeline: a new grid in the place of the whole old one, and keys of another width if it says so. */
import type { Network } from "../../changes/network.js";
import { replaceGrid } from "../../changes/resets/replace-grid.js";
import { changeSeniority } from "../../changes/seniority/change-seniority.js";
import { noteHappening } from "../../changes/timeline/note.js";
import { setSwitches } from "../../scenario/timeline/switches-of-moment.js";

/** Resets of this frame, after its data have grown and before anything asks for a shard. */
export function resetDue(network: Network, frame: number): void {
  for (const entry of network.calendars.resets.take(frame)) reset(network, entry, frame);
}

function reset(network: Network, entry: number, frame: number): void {
  const { world, scenario, rules } = network;
  const written = scenario.timeline?.[entry].reset;
  if (written === undefined) throw new Error(`timeline[${entry}] resets nothing`);
  const { prefixBits, shardKeys = rules.shardKeys, allocations, seniority } = written;
  setSwitches(rules, { shardKeys });
  const worldBytes = BigInt(written.world ?? world.worldBytes);
  const metadataBytes = BigInt(written.metadata ?? scenario.shards.metadata);
  const switches = { shardKeys, splitCut: rules.splitCut };
  replaceGrid(network, { prefixBits, worldBytes, metadataBytes, switches, allocations }, frame);
  if (seniority === "dropped")
    for (let prover = 0; prover < world.provers.count; prover++)
      changeSeniority(network, prover, 0, "scenario.timeline");
  noteHappening(network, { entry, affected: world.shards.liveCount, value: world.worldBytes });
}
