/** In how few hands things are, when a run ends: metrics of scenarios whose operators keep books. */
import type { MetricKind } from "../../../sim/stats/metric-kind.js";
import type { RulesInForce } from "../../changes/network.js";
import { booksOf } from "../../changes/money/book.js";
import { hasBooks } from "../../scenario/money.js";
import type { Scenario } from "../../scenario/schema.js";
import { switchesOf } from "../../scenario/switches.js";
import { Status } from "../../state/allocations.js";
import type { Logged } from "../../state/log/log-of.js";
import { gini, nakamoto } from "./concentration.js";
import { inQuil } from "./in-quil.js";

type Held = (network: RulesInForce & Logged) => readonly number[];

export interface ConcentrationMetric {
  readonly name: string;
  readonly unit: string;
  readonly about: string;
  readonly kind: MetricKind;
  readonly read: (network: RulesInForce & Logged) => number;
}

/** What is counted for each operator, by the name that metrics have for it. */
const held: readonly { readonly name: string; readonly what: string; readonly share: number; readonly of: Held }[] = [
  {
    name: "reward",
    what: "rewards and fees since the start",
    share: 1 / 2,
    of: ({ world }) => {
      const books = booksOf(world);
      return rowsOf(world.operators.count, (operator) => inQuil(books.bookedUnits.get(operator)));
    },
  },
  {
    name: "seniority",
    what: "seniority of provers that are there",
    share: 1 / 2,
    of: (network) => byOperator(network, (node) => network.world.provers.seniority[network.world.nodes.prover[node]]),
  },
  {
    // A third of the votes is enough to keep a quorum from coming about.
    name: "vote",
    what: "votes on all shards",
    share: 1 / 3,
    of: (network) => byOperator(network, (node) => votesOf(network, node)),
  },
  {
    name: "machine",
    what: "machines",
    share: 1 / 2,
    of: ({ world }) => {
      const books = booksOf(world);
      return rowsOf(world.operators.count, (operator) => books.machines[operator]);
    },
  },
];

const rowsOf = (count: number, of: (row: number) => number): readonly number[] =>
  Array.from({ length: count }, (_unused, row) => of(row));

const byOperator = ({ world }: Logged, of: (node: number) => number): readonly number[] =>
  rowsOf(world.operators.count, (operator) =>
    world.operators.nodes[operator].reduce((sum, node) => (world.nodes.gone[node] === 1 ? sum : sum + of(node)), 0),
  );

/** Votes of a node's active allocations: one each, or its seniority where that decides. */
function votesOf({ rules, world }: RulesInForce & Logged, node: number): number {
  const { allocationIndex, allocations, nodes, provers } = world;
  const prover = nodes.prover[node];
  const active = allocationIndex.of(prover).filter((row) => allocations.status[row] === Status.active).length;
  return rules.voteWeight === "equal" ? active : active * provers.seniority[prover];
}

/** Of scenarios with books; without a scenario all of them. */
export function concentrationMetrics(scenario?: Scenario): readonly ConcentrationMetric[] {
  if (scenario !== undefined && !hasBooks(scenario)) return [];
  // Before 2.1 the beacon made every frame, and nobody voted.
  const votes = scenario === undefined || switchesOf(scenario).lifecycle !== "trie";
  return held
    .filter(({ name }) => votes || name !== "vote")
    .flatMap(({ name, what, share, of }): ConcentrationMetric[] => [
      {
        name: `concentration.${name}Gini`,
        unit: "share",
        about: `Gini coefficient of ${what} over operators that have any: 0, all have the same; towards 1, one has all`,
        kind: "share",
        read: (network) => gini(of(network)),
      },
      {
        name: `concentration.${name}Nakamoto`,
        unit: "operators",
        about: `Nakamoto coefficient of ${what}: how few operators have more than ${share === 1 / 3 ? "a third" : "half"} of it together`,
        kind: "count",
        read: (network) => nakamoto(of(network), share),
      },
    ]);
}
