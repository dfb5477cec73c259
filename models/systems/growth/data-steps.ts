/** Steps of the data, and other rates of their growth, that the timeline of a scenario asks for. */
import type { Logged } from "../../state/log/log-of.js";
import { logOfAll } from "../../state/log/log-of.js";
import type { EventEngine, ScenarioGiven } from "../../changes/network.js";
import { noteHappening } from "../../changes/timeline/note.js";
import { minWorldBytes } from "../../protocol/emission/min-world.js";
import { scaledSizes } from "../../protocol/shard/data-size.js";
import { dataAt } from "../../state/data-growth.js";

/** Sets the base sizes of all shards anew, as they are at the frame, so that growth counts from here on. */
export function stepData(network: ScenarioGiven & Logged & EventEngine, entry: number, frame: number): void {
  const { world, scenario } = network;
  const data = scenario.timeline?.[entry].data;
  if (data === undefined) throw new Error(`timeline[${entry}] says nothing of the data`);
  const { shards, clock } = world;
  const bytesOf = dataAt(world, frame);
  const live = Array.from({ length: shards.count }, (_unused, shard) => shard).filter((s) => shards.retired[s] === 0);
  const { to, add = 0, remove = 0 } = data;
  const now = live.map(bytesOf);
  // What users store and delete again is theirs: a step changes the rest.
  const kept = world.files?.keptBytes ?? 0;
  const total = Math.floor(now.reduce((sum, size) => sum + size, 0)) + kept;
  const wanted = Math.max(minWorldBytes, (to ?? total) + add - remove - kept) + kept;
  const isStep = to !== undefined || add > 0 || remove > 0;
  const sizes = isStep ? scaledSizes(now, wanted - kept) : now;
  live.forEach((shard, k) => (shards.baseBytes[shard] = sizes[k]));
  world.growthSinceUs = clock.timeOf(frame);
  world.growthPerMonth = data.growth ?? world.growthPerMonth;
  const worldBytes = isStep ? wanted : total;
  noteHappening(network, { entry, value: worldBytes });
  logOfAll(network)?.("shard.growth", "data change", isStep ? "a step" : "another rate", {
    value: isStep ? wanted : Number.NaN,
    other: world.growthPerMonth,
  });
}
