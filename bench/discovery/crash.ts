/**
 * `scenarios/network/mass-crash.yaml` with more nodes and a message a minute: two of three nodes crash at once, those who stay look for others, and two
 * minutes later those who were down do. What is measured is the search, not the messages.
 */
import { join } from "node:path";
import { assemble, type Assembly, begin } from "../../models/gossip/assembly.js";
import { gossipModel } from "../../models/gossip/gossip-model.js";
import { overlayOf } from "../../models/gossip/overlay.js";
import { planUs } from "../../models/gossip/run.js";
import { createStreams, Kernel } from "../../sim/engine.js";
import { loadScenarioOf } from "../../sim/experiment/library/load-scenario.js";
import { rootFolder } from "../root-folder.js";

const file = join(rootFolder, "scenarios/network/mass-crash.yaml");

export interface CrashRun extends Assembly {
  readonly kernel: Kernel;
  /** Handles everything up to a moment, microseconds, or to the horizon. */
  readonly runUntil: (untilUs: number) => void;
}

/** Such a network of so many nodes, with everything that is to come. */
export function crashOf(nodeCount: number): CrashRun {
  const staying = Math.round((nodeCount * 7) / 20);
  const counts = [`nodes[0].count=${staying}`, `nodes[1].count=${nodeCount - staying}`];
  const { scenario } = loadScenarioOf(gossipModel, file, { set: [...counts, "messages[0].every=60 s"] });
  const streams = createStreams(scenario.seed, 0);
  const kernel = new Kernel({ horizonUs: scenario.horizon, replay: "npm run bench -- discovery" });
  const assembly = assemble(scenario, { kernel, streams, overlay: overlayOf(scenario, streams) });
  begin(assembly);
  assembly.publisher.begin();
  let plannedUs = 0;
  const runUntil = (untilUs: number): void => {
    for (; plannedUs <= Math.min(untilUs, kernel.horizonUs); plannedUs += planUs) {
      if (plannedUs > 0) kernel.runUntil(plannedUs - 1);
      assembly.publisher.plan(plannedUs);
    }
    kernel.runUntil(untilUs);
  };
  return { ...assembly, kernel, runUntil };
}

/** What happened to connections in a run so far. */
export function countsOf({ gossip }: Pick<CrashRun, "gossip">): { opened: number; closed: number; dials: number } {
  const { spans } = gossip.state.peering!;
  const sum = (column: Float64Array): number => column.subarray(0, spans.count).reduce((all, count) => all + count, 0);
  return { opened: sum(spans.opened), closed: sum(spans.closed), dials: sum(spans.dials) };
}

/** Null where every node has again as many connections as it wants to open, and everything adds up. */
export function wrongIn(run: Pick<CrashRun, "gossip" | "network">): string | null {
  const { gossip, network } = run;
  const { opened, closed } = countsOf(run);
  if (closed === 0) return "no connection was closed";
  const { state } = gossip;
  const lacking = Array.from({ length: state.nodeCount }, (_, node) => state.peering!.lacking(node));
  const count = lacking.filter((missing) => missing > 0).length;
  if (count > 0) return `${count} nodes lack connections; ${opened} were opened for ${closed} that closed`;
  return network.invariant().check() ?? gossip.invariant().check();
}
