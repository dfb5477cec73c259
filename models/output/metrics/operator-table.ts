/** Operator classes as they stand when a run ends, every column a part of a total of the last row of the series. */
import type { Network } from "../../changes/network.js";
import { Status } from "../../state/allocations.js";
import { spareWorkers } from "../../state/workers.js";
import { type Table, tableOf } from "./columns.js";
import { inQuil } from "./in-quil.js";

const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/** One row an operator class, in the order of the scenario. Balances must be settled. */
export function operatorTable(network: Network): Table {
  const { world, scenario, population } = network;
  const { provers, totals } = world;
  const rows = scenario.operators.map((operators, index) => {
    const ofClass = population.proversByClass[index];
    const present = ofClass.filter((prover) => provers.gone[prover] === 0);
    const counts = countAllocations(network, ofClass);
    const spare = ofClass.map((prover) => spareWorkers(world, prover));
    return {
      name: operators.class,
      operators: population.appeared[index],
      nodes: present.length,
      workers: sumOf(present.map((prover) => provers.workers[prover])),
      ...counts,
      free: sumOf(spare.map((count) => Math.max(0, count))),
      missing: sumOf(spare.map((count) => Math.max(0, -count))),
      seniorityMean: ratio(sumOf(ofClass.map((prover) => provers.seniority[prover])), ofClass.length),
      rewardUnits: ofClass.reduce((sum, prover) => sum + provers.balance.get(prover), 0n),
    };
  });
  const paidUnits = rows.reduce((sum, { rewardUnits }) => sum + rewardUnits, 0n);
  return tableOf(rows, {
    class: ({ name }) => name,
    operators: (row) => row.operators,
    nodes: (row) => row.nodes,
    workers: (row) => row.workers,
    workersActive: ({ byStatus }) => byStatus[Status.active],
    workersJoining: ({ byStatus }) => byStatus[Status.joining],
    workersLeaving: ({ byStatus }) => byStatus[Status.leaving],
    workersPaused: ({ byStatus }) => byStatus[Status.paused],
    workersFree: (row) => row.free,
    placesWithoutWorker: (row) => row.missing,
    openProposals: ({ byStatus }) => byStatus[Status.proposed],
    seniorityMean: (row) => row.seniorityMean,
    ringPositions: (row) => row.positions,
    ringMean: (row) => ratio(row.ringSum, row.positions),
    rewardUnits: (row) => row.rewardUnits,
    reward_quil: (row) => inQuil(row.rewardUnits),
    rewardShare: (row) => ratio(Number(row.rewardUnits), Number(paidUnits)),
    workerShare: (row) => ratio(row.workers, totals.workers),
  });
}

/** Allocations of provers by stored status; and how many of them sit in rings, with the sum of their rings. */
function countAllocations({ world: { allocations, allocationIndex } }: Network, provers: readonly number[]) {
  const byStatus = Object.values(Status).map(() => 0);
  let positions = 0;
  let ringSum = 0;
  for (const prover of provers) {
    for (
      let allocation = allocationIndex.first(prover);
      allocation >= 0;
      allocation = allocationIndex.after(allocation)
    ) {
      byStatus[allocations.status[allocation]]++;
      if (allocations.ring[allocation] < 0) continue;
      positions++;
      ringSum += allocations.ring[allocation];
    }
  }
  return { byStatus, positions, ringSum };
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
