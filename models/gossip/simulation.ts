/** One replication of gossip. */
import { Gossip } from "../../sim/gossip/gossip.js";
import { openRun, simulationOf } from "../../sim/experiment/kernel-run.js";
import type { RunIdentity, RunResult, Simulation } from "../../sim/experiment/model.js";
import { Network } from "../../sim/network/network.js";
import { createStreams } from "../../sim/random/stream.js";
import type { Stored } from "../../sim/table/stored.js";
import { channelsOf } from "./channels.js";
import { faultRules } from "./faults.js";
import { overlayOf } from "./overlay.js";
import { metricsOf, tablesOf } from "./result.js";
import { createPublisher, noteHeard, runTables, verdicts } from "./run.js";
import type { GossipScenario } from "./schema.js";
import { summaryOf } from "./summary.js";
import { parametersOf } from "./transports.js";

const usPerS = 1e6;

export function createGossipSimulation(scenario: GossipScenario, run: RunIdentity): Simulation {
  const { jitter } = scenario;
  const { kernel, streams } = openRun(scenario, run, ["phase", "dialled"]);
  // Where nodes are and whom they know was drawn when the run began, and no branch draws it anew.
  const overlay = overlayOf(scenario, createStreams(run.seed, run.replication));
  const channels = channelsOf(scenario);
  const tables = runTables(scenario, overlay);
  const network: Network = new Network({
    kernel,
    topology: overlay.topology,
    streams,
    faults: faultRules(scenario, overlay),
    ...(jitter > 0 && { jitter: { kind: "exponential", meanUs: jitter } as const }),
    crashed: (node) => gossip.crashed(node),
    restarted: (node) => gossip.restarted(node),
  });
  const nodeCount = overlay.classOf.length;
  const gossip: Gossip = new Gossip({
    kernel,
    network,
    streams,
    parameters: parametersOf(scenario),
    topicCount: channels.topicCount,
    kindCount: scenario.messages.length,
    isSubscribed: (node, topic) =>
      channels.topicsOf.some(
        (topics, channel) => ((topics >> topic) & 1) === 1 && overlay.listens[channel * nodeCount + node] === 1,
      ),
    verdict: verdicts(scenario, overlay),
    heard: (heard) => {
      if (heard.isAccepted) noteHeard(tables, overlay, heard, gossip.state.messages.serial[heard.slot]);
    },
  });
  const publisher = createPublisher(scenario, { kernel, gossip, overlay, channels, streams, tables });

  function finish(): RunResult {
    const parts = { scenario, overlay, network, gossip, tables };
    const metrics = metricsOf(parts);
    const { iHaves, iHaveIds, iDontWants } = gossip.state.nodes;
    for (const column of [iHaves, iHaveIds, iDontWants]) kernel.fingerprint.column(column.subarray(0, nodeCount));
    return {
      tables: tablesOf(parts),
      metrics,
      fingerprint: kernel.print(["events", "told"]),
      summaryLines: summaryOf([metrics]),
    };
  }

  return simulationOf(run, {
    kernel,
    parts: [
      ["network", network],
      ["gossip", gossip],
      ...Object.entries(tables).map(([name, part]) => [name, part as Stored] as const),
    ],
    begin: () => {
      network.begin();
      gossip.begin();
      publisher.begin();
    },
    stepUs: usPerS,
    settle: (nowUs) => gossip.settle(nowUs),
    invariants: [network.invariant(), gossip.invariant()],
    finish,
  });
}
