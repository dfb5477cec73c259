/** Small networks of users, and runs of them, for tests. */
import { openRun } from "../../sim/experiment/kernel-run.js";
import { createStreams } from "../../sim/random/stream.js";
import { assemble, begin } from "./assembly.js";
import { type Carried, carriedByClass } from "./carried.js";
import { playedOf } from "./channel-sample.js";
import { overlayOf } from "./overlay.js";
import { planUs } from "./run.js";
import { type GossipScenario, gossipSchema } from "./schema.js";

/** 60 servers and 60 homes on 30 channels, of which so many are simulated. */
export const smallUsers = (sample: number): GossipScenario =>
  gossipSchema.parse({
    model: "gossip",
    name: "small",
    horizon: "12 s",
    transport: "rustFork",
    nodes: [
      { class: "server", count: 60, places: 6, loss: "1 %" },
      { class: "home", count: 60, places: 2, upload: "10 Mbit/s", download: "50 Mbit/s", access: "20 ms" },
    ],
    users: { rate: "60/s", channels: 30, members: 12, size: "300 B", sample },
  });

/** A run without its tables. */
export function played(given: GossipScenario, seed: string) {
  const scenario = playedOf(given);
  const { kernel, streams } = openRun(scenario, { seed, replication: 0, replay: "npm test" });
  const assembly = assemble(scenario, { kernel, streams, overlay: overlayOf(scenario, createStreams(seed, 0)) });
  begin(assembly);
  assembly.publisher.begin();
  return {
    scenario,
    ...assembly,
    /** From a moment up to, not with, another. */
    runWithin: (fromUs: number, toUs: number): void => {
      for (let timeUs = Math.ceil(fromUs / planUs) * planUs; timeUs < toUs; timeUs += planUs) {
        if (timeUs > 0) kernel.runUntil(timeUs - 1);
        assembly.publisher.plan(timeUs);
      }
      kernel.runUntil(toUs - 1);
    },
  };
}

export function carriedIn(given: GossipScenario, seed: string): readonly Carried[] {
  const { runWithin, ...parts } = played(given, seed);
  runWithin(0, given.horizon + 1);
  parts.gossip.settle(given.horizon);
  return carriedByClass(parts, given.users!);
}
