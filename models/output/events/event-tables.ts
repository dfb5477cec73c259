/** The event log and the provers it speaks of, as tables. */
import { type LongTable, type Table, tableOf } from "../metrics/columns.js";
import type { Network } from "../../changes/network.js";
import { shardAppears } from "../../state/log/event-log.js";
import type { Logged } from "../../state/log/log-of.js";

/**
 * One row an event, in the order in which things happened. What an event does not have is an empty cell: a prover or
 * shard of −1, and figures. The filter of a shard stands where it appears. Numbers lie in typed arrays, since the log of a
 * launch has millions of rows.
 */
export function eventTable({ log, world }: Logged): LongTable {
  const count = log?.count ?? 0;
  const numbers = { frame: new Float64Array(count), time_s: new Float64Array(count), prover: new Float64Array(count),
    shard: new Float64Array(count), other: new Float64Array(count), value: new Float64Array(count) }; // prettier-ignore
  const texts: { [name in "rule" | "what" | "why" | "filter"]: string[] } = { rule: [], what: [], why: [], filter: [] };
  for (let row = 0; row < count; row++) {
    const { frame, prover, shard, rule, what, why, other = Number.NaN, value = Number.NaN } = log!.at(row);
    numbers.frame[row] = frame;
    numbers.time_s[row] = world.clock.timeOf(frame) / 1_000_000;
    numbers.prover[row] = indexOrNone(prover);
    numbers.shard[row] = indexOrNone(shard);
    numbers.other[row] = other;
    numbers.value[row] = value;
    texts.rule.push(rule);
    texts.what.push(what);
    texts.why.push(why);
    texts.filter.push(what === shardAppears ? world.shards.filter[shard] : "");
  }
  const { frame, time_s: timeS, prover, shard, other, value } = numbers;
  const columns = {
    frame, time_s: timeS, rule: texts.rule, prover, shard, what: texts.what, why: texts.why, other, value, shard_filter: texts.filter,
  }; // prettier-ignore
  return { columns: Object.entries(columns).map(([name, values]) => ({ name, values })), rowCount: count };
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
