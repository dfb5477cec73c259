/** The event log and the provers it speaks of, as tables. */
import { type LongTable, type Table, tableOf } from "../metrics/columns.js";
import type { Network } from "../../changes/network.js";
import { shardAppears } from "../../state/log/event-log.js";
import type { Logged } from "../../state/log/log-of.js";

/** Columns of numbers, in which NaN is an empty cell. */
const numbers = [
  "event_id", "frame", "time_s", "prover", "shard", "other", "value",
  "cause_event_id", "cause_prover", "cause_shard", "cause_share",
] as const; // prettier-ignore

const texts = ["rule", "what", "why", "shard_filter", "cause"] as const;

/** In the order of the file. */
const eventColumns = [
  "event_id", "frame", "time_s", "rule", "prover", "shard", "what", "why", "other", "value", "shard_filter",
  "cause", "cause_event_id", "cause_prover", "cause_shard", "cause_share",
] as const; // prettier-ignore

/**
 * One row an event, in the order in which things happened, numbered from 0. What an event does not have is an empty cell: a
 * prover or shard of −1, figures, and whatever of its cause is not known. The filter of a shard stands where it appears. Numbers
 * lie in typed arrays, since the log of a launch has millions of rows.
 */
export function eventTable({ log, world }: Logged): LongTable {
  const count = log?.count ?? 0;
  const cells = {
    ...(Object.fromEntries(numbers.map((name) => [name, new Float64Array(count).fill(Number.NaN)])) as {
      [name in (typeof numbers)[number]]: Float64Array;
    }),
    ...(Object.fromEntries(texts.map((name) => [name, [] as string[]])) as {
      [name in (typeof texts)[number]]: string[];
    }),
  };
  for (let row = 0; row < count; row++) {
    const { frame, prover, shard, rule, what, why, other, value, cause } = log!.at(row);
    cells.event_id[row] = row;
    cells.frame[row] = frame;
    cells.time_s[row] = world.clock.timeOf(frame) / 1_000_000;
    cells.prover[row] = indexOrNone(prover);
    cells.shard[row] = indexOrNone(shard);
    cells.other[row] = other ?? Number.NaN;
    cells.value[row] = value ?? Number.NaN;
    cells.rule.push(rule);
    cells.what.push(what);
    cells.why.push(why);
    cells.shard_filter.push(what === shardAppears ? world.shards.filter[shard] : "");
    cells.cause.push(cause?.code ?? "");
    if (cause === undefined) continue;
    cells.cause_event_id[row] = cause.event ?? Number.NaN;
    cells.cause_prover[row] = cause.prover ?? Number.NaN;
    cells.cause_shard[row] = cause.shard ?? Number.NaN;
    cells.cause_share[row] = cause.share ?? Number.NaN;
  }
  return { columns: eventColumns.map((name) => ({ name, values: cells[name] })), rowCount: count };
}

/** NaN is written as an empty cell. */
const indexOrNone = (value: number): number => (value < 0 ? Number.NaN : value);

/** One row a prover that ever appeared, by index. Balances must be settled. */
export function proverTable({ world, scenario }: Pick<Network, "scenario" | "world">): Table {
  const { provers, nodes } = world;
  const indices = Array.from({ length: provers.count }, (_unused, prover) => prover);
  return tableOf(indices, {
    prover: (prover) => prover,
    address: (prover) => provers.addressHex(prover),
    operator_class: (prover) => scenario.operators[nodes.operatorClass[provers.node[prover]]].class,
    operator: (prover) => nodes.operator[provers.node[prover]],
    seniority: (prover) => provers.seniority[prover],
    workers: (prover) => nodes.workers[provers.node[prover]],
    online: (prover) => nodes.online[provers.node[prover]],
    gone: (prover) => nodes.gone[provers.node[prover]],
    kick_frame: (prover) => provers.kickFrame[prover],
    reward_units: (prover) => provers.balance.get(prover),
    ...(world.fees !== null && { fee_units: (prover: number) => world.fees?.earnedBy(prover) ?? 0n }),
    ...(world.ownStatuses !== null && { zeroed_units: (prover: number) => world.ownStatuses?.zeroedOf(prover) ?? 0n }),
  });
}
