/** Operator classes of the older eras, in the columns of 2.1's table: workers are cores, and active is who serves. */
import { inQuil } from "../metrics/in-quil.js";
import { type Table, tableOf } from "../metrics/columns.js";
import type { Network } from "../network.js";

const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
const sumOf = (items: readonly number[], of: (item: number) => number): number =>
  items.reduce((sum, item) => sum + of(item), 0);

/** One row an operator class, in the order of the scenario. Balances must be settled. */
export function eraOperatorTable({ world, scenario, population }: Network): Table {
  const { provers, allocations, places, totals, issuedUnits } = world;
  const ringOf = (prover: number): number => {
    const place = places.first(prover);
    return place < 0 ? -1 : allocations.ring[place];
  };
  const hasRings = allocations.count > 0;
  const rows = scenario.operators.map((operators, index) => {
    const nodes = population.proversByClass[index];
    const present = nodes.filter((prover) => provers.gone[prover] === 0);
    const inRings = nodes.filter((prover) => ringOf(prover) >= 0);
    const serving = hasRings ? inRings : nodes.filter((prover) => provers.online[prover] === 1);
    return {
      name: operators.class,
      operators: population.appeared[index],
      nodes: present.length,
      cores: sumOf(present, (prover) => provers.workers[prover]),
      coresServing: sumOf(serving, (prover) => provers.workers[prover]),
      ringMean: ratio(sumOf(inRings, ringOf), inRings.length),
      seniorityMean: ratio(
        sumOf(nodes, (prover) => provers.seniority[prover]),
        nodes.length,
      ),
      rewardUnits: nodes.reduce((sum, prover) => sum + provers.balance.get(prover), 0n),
    };
  });
  return tableOf(rows, {
    class: ({ name }) => name,
    operators: (row) => row.operators,
    nodes: (row) => row.nodes,
    workers: (row) => row.cores,
    workersActive: (row) => row.coresServing,
    seniorityMean: (row) => row.seniorityMean,
    ringMean: (row) => row.ringMean,
    rewardUnits: (row) => row.rewardUnits,
    reward_quil: (row) => inQuil(row.rewardUnits),
    rewardShare: (row) => ratio(Number(row.rewardUnits), Number(issuedUnits.get(0))),
    workerShare: (row) => ratio(row.cores, totals.workers),
    rewardPerCore_quil: (row) => ratio(inQuil(row.rewardUnits), row.cores),
  });
}
