/** Operator classes of the older eras, in the columns of 2.1's table: workers are cores, and active is who serves. */
import { inQuil } from "../output/metrics/in-quil.js";
import { type Table, tableOf } from "../output/metrics/columns.js";
import type { Network } from "../changes/network.js";

const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
const sumOf = (items: readonly number[], of: (item: number) => number): number =>
  items.reduce((sum, item) => sum + of(item), 0);

/** One row an operator class, in the order of the scenario. Balances must be settled. */
export function eraOperatorTable({ world, rules, scenario, population }: Network, waiting: readonly number[]): Table {
  const { provers, allocations, allocationIndex, totals } = world;
  const ringOf = (prover: number): number => {
    const allocation = allocationIndex.first(prover);
    return allocation < 0 ? -1 : allocations.ring[allocation];
  };
  const coresOf = (prover: number): number => provers.workers[prover];
  const hasRings = rules.emissionRule === "v20";
  const isWaiting = new Set(waiting);
  const rows = scenario.operators.map((operators, index) => {
    const nodes = population.proversByClass[index];
    const present = nodes.filter((prover) => provers.gone[prover] === 0);
    const inRings = nodes.filter((prover) => ringOf(prover) >= 0);
    // Who appeared since the last frame is online, and serves from the next one on.
    const serving = hasRings ? inRings : nodes.filter((prover) => provers.workersBusy[prover] > 0);
    const coresMissing = sumOf(
      serving.filter((prover) => provers.gone[prover] === 1),
      coresOf,
    );
    const cores = sumOf(present, coresOf);
    const coresServing = sumOf(serving, coresOf);
    const coresWaiting = sumOf(
      present.filter((prover) => isWaiting.has(prover)),
      coresOf,
    );
    return {
      name: operators.class,
      operators: population.appeared[index],
      nodes: present.length,
      cores,
      coresServing,
      coresWaiting,
      coresFree: cores + coresMissing - coresServing - coresWaiting,
      coresMissing,
      ringPositions: inRings.length,
      ringMean: ratio(sumOf(inRings, ringOf), inRings.length),
      seniorityMean: ratio(
        sumOf(nodes, (prover) => provers.seniority[prover]),
        nodes.length,
      ),
      rewardUnits: nodes.reduce((sum, prover) => sum + provers.balance.get(prover), 0n),
    };
  });
  const paidUnits = rows.reduce((sum, { rewardUnits }) => sum + rewardUnits, 0n);
  return tableOf(rows, {
    class: ({ name }) => name,
    operators: (row) => row.operators,
    nodes: (row) => row.nodes,
    workers: (row) => row.cores,
    workersActive: (row) => row.coresServing,
    workersJoining: (row) => row.coresWaiting,
    workersFree: (row) => row.coresFree,
    placesWithoutWorker: (row) => row.coresMissing,
    seniorityMean: (row) => row.seniorityMean,
    ringPositions: (row) => row.ringPositions,
    ringMean: (row) => row.ringMean,
    rewardUnits: (row) => row.rewardUnits,
    reward_quil: (row) => inQuil(row.rewardUnits),
    rewardShare: (row) => ratio(Number(row.rewardUnits), Number(paidUnits)),
    workerShare: (row) => ratio(row.cores, totals.workers),
    rewardPerCore_quil: (row) => ratio(inQuil(row.rewardUnits), row.cores),
  });
}
