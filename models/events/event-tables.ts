/** The event log and the provers it speaks of, as tables. */
import { type Table, tableOf } from "../metrics/columns.js";
import type { Network } from "../network.js";

/** What the log says of a shard that is new, or back. */
export const shardAppears = "shard appears";

/** An index, or an empty cell. */
const index = (value: number): number | string => (value < 0 ? "" : value);

/**
 * One row an event, in the order in which things happened; a prover or shard of −1 is written as an empty cell, and so
 * are figures that the kind of event does not have. The filter of a shard stands where it appears.
 */
export function eventTable({ log, scenario, world }: Network): Table {
  const { filter } = world.shards;
  const rows = Array.from({ length: log?.count ?? 0 }, (_unused, row) => row);
  const { pace, first } = scenario.frames;
  const at = (row: number) => log!.at(row);
  return tableOf(rows, {
    frame: (row) => at(row).frame,
    time_s: (row) => ((at(row).frame - first) * pace) / 1_000_000,
    rule: (row) => at(row).rule,
    prover: (row) => index(at(row).prover),
    shard: (row) => index(at(row).shard),
    what: (row) => at(row).what,
    why: (row) => at(row).why,
    other: (row) => at(row).other ?? "",
    value: (row) => at(row).value ?? "",
    filter: (row) => (at(row).what === shardAppears ? filter[at(row).shard] : ""),
  });
}

/** One row a prover that ever appeared, by index. Balances must be settled. */
export function proverTable({ world, scenario }: Network): Table {
  const { provers } = world;
  const indices = Array.from({ length: provers.count }, (_unused, prover) => prover);
  return tableOf(indices, {
    prover: (prover) => prover,
    address: (prover) => provers.addressHex(prover),
    class: (prover) => scenario.operators[provers.operatorClass[prover]].class,
    operator: (prover) => provers.operator[prover],
    seniority: (prover) => provers.seniority[prover],
    workers: (prover) => provers.workers[prover],
    online: (prover) => provers.online[prover],
    gone: (prover) => provers.gone[prover],
    kickFrame: (prover) => provers.kickFrame[prover],
    rewardUnits: (prover) => provers.balance.get(prover),
  });
}
