/** The lines between players: how long messages take, and who is silent when. */
import { Faults } from "../../sim/network/faults/rules.js";
import type { FaultRule } from "../../sim/network/faults/rule.js";
import type { Jitter } from "../../sim/network/jitter.js";
import { unlimited } from "../../sim/network/node-class.js";
import { regionsOf } from "../../sim/network/regions.js";
import { createTopology, type Topology } from "../../sim/network/topology.js";
import type { MixnetScenario } from "./schema.js";

/** All players are as far from each other: what differs is drawn message by message. */
export function linesOf({ mixnet, line, silent, horizon }: MixnetScenario): {
  readonly topology: Topology;
  readonly jitter: Jitter;
  readonly faults: readonly FaultRule[];
} {
  const isFixed = line.sigma === 0 || line.latency === 0;
  const topology = createTopology({
    nodeCount: mixnet.players,
    regions: regionsOf({
      names: ["everywhere"],
      latencyMs: [[isFixed ? line.latency / 1000 : 0]],
      source: "the scenario",
    }),
    classOf: { ...unlimited, uploadBitsPerS: line.upload, downloadBitsPerS: line.download },
  });
  const faults = new Faults(topology);
  return {
    topology,
    jitter: isFixed ? { kind: "none" } : { kind: "log-normal", medianUs: line.latency, sigma: line.sigma },
    // What a silent player has to send goes out when it speaks again; after the end of the run that is never.
    faults: silent.map(
      ({ player, at, for: lastsUs = Infinity }) =>
      faults.clog({ from: { nodes: [player] }, to: "all" }, { fromUs: at, untilUs: Math.min(at + lastsUs, Math.max(at, horizon) + 1) }), // prettier-ignore
    ),
  };
}
