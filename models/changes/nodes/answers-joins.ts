/** Whether a node answers its own joins; one that does not lets them lapse. */
import type { Network } from "../network.js";

export function answersJoins({ scenario, world }: Pick<Network, "scenario" | "world">, prover: number): boolean {
  return scenario.operators[world.nodes.operatorClass[world.provers.node[prover]]].answers === "always";
}
