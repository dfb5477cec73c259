/** One replication of a relay. */
import { Kernel } from "../../sim/kernel/kernel.js";
import type { RunIdentity, RunResult, Simulation } from "../../sim/experiment/model.js";
import { Network } from "../../sim/network/network.js";
import { createLoggedStreams } from "../../sim/random/logged-streams.js";
import { createStreams } from "../../sim/random/stream.js";
import { stateColumns } from "../../sim/table/state-column.js";
import { table } from "../../sim/table/result-table.js";
import { StateReader } from "../../sim/table/state-reader.js";
import { StateWriter } from "../../sim/table/state-writer.js";
import type { Stored } from "../../sim/table/stored.js";
import { blockTimes } from "./block-times.js";
import { metricValues, toldPercents } from "./metrics.js";
import { Adoptions, blockCount, createRelay } from "./relay.js";
import type { RelayScenario } from "./schema.js";
import { summaryOf } from "./summary.js";
import { topologyOf } from "./topology.js";

/** Of whole numbers, whose order changes nothing. */
const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);

export function createRelaySimulation(scenario: RelayScenario, run: RunIdentity): Simulation {
  const { horizon, block } = scenario;
  const { seed, replication, replay, observer, from, branch } = run;
  const kernel = new Kernel({
    horizonUs: horizon,
    replay,
    run: `${scenario.name}, seed ${seed}, replication ${replication}`,
    ...(observer !== undefined && { observer }),
  });
  const own = branch === undefined ? undefined : { name: branch, lasting: [] };
  const streams =
    observer === undefined
      ? createStreams(seed, replication, own)
      : createLoggedStreams(seed, replication, observer.draws, own);
  const relayed = topologyOf(scenario);
  const { nodeCount } = relayed.topology;
  const network = new Network({ kernel, topology: relayed.topology, streams });
  const adoptions = new Adoptions(nodeCount * blockCount(scenario));
  const relay = createRelay(scenario, relayed, { kernel, network, adoptions });
  const conservation = network.invariant();
  const state: Stored = {
    save(to) {
      to.part("network", network);
      to.part("adoptions", adoptions);
    },
    load(reader) {
      reader.part("network", network);
      reader.part("adoptions", adoptions);
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
    relay.begin();
  } else {
    const reader = new StateReader(from.state);
    reader.part("kernel", kernel);
    reader.part("state", state);
  }

  function finish(): RunResult {
    const broken = conservation.check();
    if (broken !== null) kernel.fail(`${conservation.name}: ${broken}`);
    const times = blockTimes(adoptions, { nodeCount, everyUs: block.every });
    const { finished } = times;
    const { byNode, byType } = network;
    const metrics = metricValues(times, { bytes: sum(byNode.sentBytes), messages: sum(byNode.sent) });
    const names = ["header", "request", "start", "body"];
    kernel.fingerprint.column(adoptions.adoptedUs.subarray(0, adoptions.count));
    return {
      tables: {
        series: table([
          { name: "time_s", values: finished.map(({ startUs }) => startUs / 1e6) },
          { name: "block", values: finished.map(({ block: of }) => of) },
          { name: "maker", values: finished.map(({ maker }) => relayed.topology.names[maker]) },
          ...toldPercents.map((percent) => ({
            name: `at${percent}_ms`,
            values: finished.map(({ usUntil }) => usUntil(percent) / 1000),
          })),
        ]),
        traffic: table([
          { name: "message", values: names },
          ...(["sent", "delivered", "lost"] as const).flatMap((what) => [
            { name: `${what}_messages`, values: names.map((_, type) => byType[what][type]) },
            { name: `${what}_bytes`, values: names.map((_, type) => byType[`${what}Bytes`][type]) },
          ]),
        ]),
        adoptions: table([
          { name: "block", values: finished.flatMap(({ block: of }) => Array.from({ length: nodeCount }, () => of)) },
          { name: "nodes", values: finished.flatMap(() => Array.from({ length: nodeCount }, (_, k) => k + 1)) },
          {
            name: "adopted_ms",
            values: finished.flatMap(({ adoptedAfterUs }) => Array.from(adoptedAfterUs, (us) => us / 1000)),
          },
        ]),
      },
      metrics,
      fingerprint: kernel.print(["events", "adoptions"]),
      summaryLines: summaryOf([metrics]),
    };
  }

  return {
    horizonUs: horizon,
    get nowUs() {
      return nowUs;
    },
    get frame() {
      return Math.min(blockCount(scenario), Math.floor(nowUs / block.every));
    },
    frameCount: blockCount(scenario),
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
