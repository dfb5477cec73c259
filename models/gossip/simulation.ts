/** One replication of gossip. */
import { Gossip } from "../../sim/gossip/gossip.js";
import { Kernel } from "../../sim/kernel/kernel.js";
import type { RunIdentity, RunResult, Simulation } from "../../sim/experiment/model.js";
import { Network } from "../../sim/network/network.js";
import { createLoggedStreams } from "../../sim/random/logged-streams.js";
import { createStreams } from "../../sim/random/stream.js";
import { stateColumns } from "../../sim/table/state-column.js";
import { StateReader } from "../../sim/table/state-reader.js";
import { StateWriter } from "../../sim/table/state-writer.js";
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
  const { horizon, jitter } = scenario;
  const { seed, replication, replay, observer, from, branch } = run;
  const kernel = new Kernel({
    horizonUs: horizon,
    replay,
    run: `${scenario.name}, seed ${seed}, replication ${replication}`,
    ...(observer !== undefined && { observer }),
  });
  // Where nodes are and whom they know was drawn when the run began.
  const overlay = overlayOf(scenario, createStreams(seed, replication));
  const own = branch === undefined ? undefined : { name: branch, lasting: ["phase", "dialled"] };
  const streams =
    observer === undefined
      ? createStreams(seed, replication, own)
      : createLoggedStreams(seed, replication, observer.draws, own);
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
  const invariants = [network.invariant(), gossip.invariant()];
  const state: Stored = {
    save(to) {
      to.part("network", network);
      to.part("gossip", gossip);
      for (const [name, part] of Object.entries(tables)) to.part(name, part as Stored);
    },
    load(reader) {
      reader.part("network", network);
      reader.part("gossip", gossip);
      for (const [name, part] of Object.entries(tables)) reader.part(name, part as Stored);
    },
  };
  observer?.attach({
    nameOf: (kind) => kernel.nameOf(kind),
    folded: () => kernel.soFar().digestWords()[0],
    state: () => stateColumns("", state),
  });
  let nowUs = from?.atUs ?? 0;
  if (from === undefined) {
    network.begin();
    gossip.begin();
    publisher.begin();
  } else {
    const reader = new StateReader(from.state);
    reader.part("kernel", kernel);
    reader.part("state", state);
  }

  function finish(): RunResult {
    gossip.settle(nowUs);
    for (const invariant of invariants) {
      const broken = invariant.check();
      if (broken !== null) kernel.fail(`${invariant.name}: ${broken}`);
    }
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

  return {
    horizonUs: horizon,
    get nowUs() {
      return nowUs;
    },
    get frame() {
      return Math.floor(nowUs / usPerS);
    },
    frameCount: Math.ceil(horizon / usPerS),
    advance(untilUs, maxEvents) {
      const hasMore = kernel.runUntil(untilUs, maxEvents);
      nowUs = hasMore ? Math.max(nowUs, Math.min(untilUs, kernel.nextUs - 1)) : horizon;
      return hasMore;
    },
    save() {
      const to = new StateWriter();
      to.part("kernel", kernel);
      to.part("state", state);
      return to.bytes();
    },
    finish,
  };
}
