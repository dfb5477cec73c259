/** Whether a node answers its own joins; one that does not lets them lapse. */
import type { ScenarioGiven } from "../network.js";
import type { Logged } from "../../state/log/log-of.js";

export const answersJoins = (network: ScenarioGiven & Logged, prover: number): boolean =>
  answersOf(network, prover) === "always";

/** Whether joins of a node that it left unanswered stay on their shards, as records that everybody counts. */
export const keepsLapsedJoins = (network: ScenarioGiven & Logged, prover: number): boolean =>
  answersOf(network, prover) === "stale";

const answersOf = ({ scenario, world }: ScenarioGiven & Logged, prover: number) =>
  scenario.operators[world.nodes.operatorClass[world.provers.node[prover]]].answers;
