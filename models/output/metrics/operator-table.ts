/** Operator classes as they stand when a run ends, every column a part of a total of the last row of the series. */
import type { Network, RulesInForce, ScenarioGiven } from "../../changes/network.js";
import { booksColumns } from "./books-table.js";
import { type ClassWork, workOfCores, workOfWorkers } from "./class-work.js";
import { computedByClass, computingColumns } from "./computing-columns.js";
import { type Table, tableOf } from "./columns.js";
import { inQuil } from "./in-quil.js";
import type { Logged } from "../../state/log/log-of.js";

const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** One row an operator class, in the order of the scenario. Balances must be settled. */
export function operatorTable(network: RulesInForce & ScenarioGiven & Logged & Pick<Network, "onlineTime">): Table {
  const { world, scenario, rules } = network;
  const { provers, nodes, totals } = world;
  const hasCores = rules.lifecycle === "trie";
  const workOf = hasCores ? workOfCores : workOfWorkers;
  const rows = scenario.operators.map((operators, index) => {
    const ofClass = world.classes.nodes[index];
    const keys = ofClass.map((node) => nodes.prover[node]);
    const present = ofClass.filter((node) => nodes.gone[node] === 0);
    return {
      index,
      name: operators.class,
      operators: world.classes.appeared[index],
      nodes: present.length,
      workers: sumOf(present.map((node) => nodes.workers[node])),
      ...workOf(network, ofClass),
      seniorityMean: ratio(sumOf(keys.map((prover) => provers.seniority[prover])), keys.length),
      rewardUnits: keys.reduce((sum, prover) => sum + provers.balance.get(prover), 0n),
      zeroedUnits: keys.reduce((sum, prover) => sum + (world.ownStatuses?.zeroedOf(prover) ?? 0n), 0n),
      listUnits: keys.reduce((sum, prover) => sum + (world.grants?.grantedTo(prover) ?? 0n), 0n),
      feeUnits: keys.reduce((sum, prover) => sum + (world.fees?.earnedBy(prover) ?? 0n), 0n),
    };
  });
  const computed = computedByClass(network);
  type Row = (typeof rows)[number];
  const paidUnits = rows.reduce((sum, { rewardUnits }) => sum + rewardUnits, 0n);
  /** What the eras before 2.1 do not know. */
  const since21 = (columns: { readonly [name: string]: (row: ClassWork) => number }) => (hasCores ? {} : columns);
  return tableOf(rows, {
    operator_class: ({ name }: Row) => name,
    operators: (row: Row) => row.operators,
    nodes: (row: Row) => row.nodes,
    workers: (row: Row) => row.workers,
    workers_active: (row: Row) => row.active,
    workers_joining: (row: Row) => row.joining,
    ...since21({ workers_leaving: (row) => row.leaving, workers_paused: (row) => row.paused }),
    workers_free: (row: Row) => row.free,
    places_without_worker: (row: Row) => row.missing,
    ...since21({ open_proposals: (row) => row.proposed }),
    seniority_mean: (row: Row) => row.seniorityMean,
    ring_positions: (row: Row) => row.positions,
    ring_mean: (row: Row) => ratio(row.ringSum, row.positions),
    reward_units: (row: Row) => row.rewardUnits,
    reward_quil: (row: Row) => inQuil(row.rewardUnits),
    ...(world.fees !== null && { fee_units: (row: Row) => row.feeUnits, fee_quil: (row: Row) => inQuil(row.feeUnits) }),
    ...(world.grants !== null && {
      list_units: (row: Row) => row.listUnits,
      list_quil: (row: Row) => inQuil(row.listUnits),
    }),
    ...(computed !== null && computingColumns(computed)),
    ...(world.ownStatuses !== null && { zeroed_units: (row: Row) => row.zeroedUnits }),
    reward_share: (row: Row) => ratio(Number(row.rewardUnits), Number(paidUnits)),
    worker_share: (row: Row) => ratio(row.workers, totals.workers),
    ...(world.books !== null && booksColumns({ world, scenario })),
    ...(hasCores && { reward_per_core_quil: (row: Row) => ratio(inQuil(row.rewardUnits), row.workers) }),
  });
}
