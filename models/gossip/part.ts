/** One of several threads that simulate a gossip network: its part, and what it tells at the end. */
import { ControlTable, KindTable } from "../../sim/gossip/tables.js";
import { adoptState, type SharedState } from "../../sim/gossip/shared-state.js";
import { Kernel } from "../../sim/kernel/kernel.js";
import { TrafficByType } from "../../sim/network/traffic.js";
import type { Exchange } from "../../sim/parallel/exchange.js";
import type { PartModel } from "../../sim/parallel/run-part.js";
import { createStreams } from "../../sim/random/stream.js";
import { StateReader } from "../../sim/table/state-reader.js";
import { StateWriter } from "../../sim/table/state-writer.js";
import type { SharedColumns } from "../../sim/table/table.js";
import { type Assembly, assemble, begin } from "./assembly.js";
import { type Overlay, overlayOf } from "./overlay.js";
import { planUs, runTables } from "./run.js";
import type { GossipScenario } from "./schema.js";

/** What a run is made of, in every part of it alike. */
export interface PartOptions {
  readonly scenario: GossipScenario;
  readonly seed: string;
  readonly replication: number;
  readonly replay: string;
  readonly partCount: number;
}

export interface PartSetup extends PartOptions {
  /** State that the first part shares with the others. */
  readonly shared: { readonly state: SharedState; readonly traffic: SharedColumns };
}

/** What a part counted for itself, as stored state. */
export type PartResult = Uint8Array<ArrayBuffer>;

export type GossipPartModel = PartModel<PartResult> & { readonly assembly: Assembly };

/** Of a thread. */
export function createPart(setup: PartSetup, exchange: Exchange): GossipPartModel {
  const overlay = overlayOf(setup.scenario, createStreams(setup.seed, setup.replication));
  return partModel(setup, { exchange, overlay }, ({ gossip, network }) => {
    adoptState(gossip.state, setup.shared.state);
    network.byNode.adoptColumns(setup.shared.traffic);
  });
}

/** The part of an exchange; `prepare` sees it before its first events are planned. */
export function partModel(
  { scenario, seed, replication, replay, partCount }: PartOptions,
  { exchange, overlay }: { readonly exchange: Exchange; readonly overlay: Overlay },
  prepare: (assembly: Assembly) => void = () => undefined,
): GossipPartModel {
  const { name, horizon } = scenario;
  const run = `${name}, seed ${seed}, replication ${replication}`;
  const kernel = new Kernel({ horizonUs: horizon, replay, run, partition: exchange });
  const { part, first, end } = exchange;
  const assembly = assemble(scenario, {
    kernel,
    streams: createStreams(seed, replication),
    overlay,
    partition: exchange,
    part: { part, partCount, first, end },
  });
  prepare(assembly);
  begin(assembly);
  if (part === 0) assembly.publisher.begin();
  return {
    kernel,
    assembly,
    step: { firstUs: 0, everyUs: planUs, run: (timeUs) => assembly.publisher.plan(timeUs) },
    result() {
      assembly.gossip.settle(settledUs(exchange, scenario));
      const to = new StateWriter();
      for (const [k, one] of countedOf(assembly).entries()) to.part(String(k), one);
      return to.bytes();
    },
  };
}

/** All parts have handled what came until this: the horizon, unless the run was stopped. */
export const settledUs = ({ openUs, isStopped }: Exchange, { horizon }: Pick<GossipScenario, "horizon">): number =>
  isStopped ? Math.min(horizon, openUs - 1) : horizon;

/** What each part counts for itself, in the order in which it travels. */
const countedOf = ({ network, gossip, tables }: Pick<Assembly, "network" | "gossip" | "tables">) =>
  [
    network.byType,
    gossip.state.kinds,
    gossip.state.control,
    tables.flows,
    tables.delays,
    tables.hearers,
    tables.published,
    tables.newcomers,
  ] as const;

/** Adds what another part counted to what the first one did. */
export function addCounts(scenario: GossipScenario, into: Assembly, counted: PartResult): void {
  const own = countedOf(into);
  const { flows, delays, hearers, published, newcomers } = runTables(scenario, into.overlay);
  const others = [
    new TrafficByType(),
    new KindTable(into.gossip.state.kinds.count),
    new ControlTable(),
    flows,
    delays,
    hearers,
    published,
    newcomers,
  ] as const;
  const from = new StateReader(counted);
  for (const [k, one] of others.entries()) from.part(String(k), one);
  own[0].addTable(others[0]);
  own[1].addTable(others[1]);
  own[2].addTable(others[2]);
  own[3].addTable(others[3]);
  own[4].addTable(others[4]);
  own[5].addTable(others[5]);
  own[6].merge(others[6]);
  own[7].addTable(others[7]);
}
