/** What interactive computation came to when a run ends: columns of operators.csv by class. */
import type { Network } from "../../changes/network.js";
import { type ComputingProver, computeFees, modeOf } from "../../protocol/mpc/participation.js";
import { uploadOf } from "../../scenario/computing.js";
import { outageTimes } from "../../scenario/fidelity.js";
import { inQuil } from "./in-quil.js";

const dayUs = 86_400_000_000n;

interface ComputedByClass {
  /** Nodes that have not left for good and whose lines suffice. */
  readonly nodes: number;
  readonly units: bigint;
}

/** By class, in the order of the scenario; null where nothing is paid for it. */
export function computedByClass(
  network: Pick<Network, "world" | "scenario" | "onlineTime">,
): readonly ComputedByClass[] | null {
  const { world, scenario, onlineTime } = network;
  if (scenario.computing === undefined || onlineTime === null) return null;
  const { nodes, clock, classes } = world;
  const until = world.frame + 1;
  const all = (scenario.computing.pays * BigInt(Math.round(clock.timeOf(world.frame)))) / dayUs;
  const uploads = scenario.operators.map((operators) => uploadOf(operators));
  // By epochs short outages are not followed: nodes of their classes are there for so much less.
  const thereShares = scenario.operators.map((operators) => 1 - outageTimes(scenario, operators).shortShare);
  const provers = Array.from({ length: nodes.count }, (_unused, node): ComputingProver => ({
    uploadBitsPerS: uploads[nodes.operatorClass[node]],
    onlineFrames: Math.floor(onlineTime.until(nodes, node, until) * thereShares[nodes.operatorClass[node]]),
  }));
  const fees = computeFees(all, provers);
  return scenario.operators.map((_operators, index) => ({
    nodes:
      modeOf(uploads[index]) === "online" ? classes.nodes[index].filter((node) => nodes.gone[node] === 0).length : 0,
    units: classes.nodes[index].reduce((sum, node) => sum + fees[node], 0n),
  }));
}

type Columns = { readonly [column: string]: (row: { readonly index: number }) => number | bigint };

export const computingColumns = (computed: readonly ComputedByClass[]): Columns => ({
  computing_nodes: ({ index }) => computed[index].nodes,
  computing_units: ({ index }) => computed[index].units,
  computing_quil: ({ index }) => inQuil(computed[index].units),
});
