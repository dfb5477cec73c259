/** One replication of a relay. */
import { sum } from "d3-array";
import { openRun, simulationOf } from "../../sim/experiment/kernel-run.js";
import type { RunIdentity, RunResult, Simulation } from "../../sim/experiment/model.js";
import { Network } from "../../sim/network/network.js";
import { table } from "../../sim/table/result-table.js";
import { blockTimes } from "./block-times.js";
import { metricValues, toldPercents } from "./metrics.js";
import { Adoptions, blockCount, createRelay } from "./relay.js";
import { relayScene } from "./scene.js";
import type { RelayScenario } from "./schema.js";
import { summaryOf } from "./summary.js";
import { topologyOf } from "./topology.js";

export function createRelaySimulation(scenario: RelayScenario, run: RunIdentity): Simulation {
  const { block } = scenario;
  const { kernel, streams } = openRun(scenario, run);
  const relayed = topologyOf(scenario);
  const { nodeCount } = relayed.topology;
  const network = new Network({ kernel, topology: relayed.topology, streams });
  const adoptions = new Adoptions(nodeCount * blockCount(scenario));
  const relay = createRelay(scenario, relayed, { kernel, network, adoptions });

  function finish(): RunResult {
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

  return simulationOf(run, {
    kernel,
    parts: [
      ["network", network],
      ["adoptions", adoptions],
    ],
    begin: () => {
      network.begin();
      relay.begin();
    },
    stepUs: block.every,
    invariants: [network.invariant()],
    scene: (nowUs) => relayScene(adoptions, { nodeCount, everyUs: block.every, nowUs }),
    finish,
  });
}
