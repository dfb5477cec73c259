/** Which strategies operators follow, and what those earn: metrics of scenarios with a class that has several. */
import type { Network } from "../../changes/network.js";
import { latestNodes } from "../../changes/strategies/nodes-of.js";
import { mixOf, namesOf } from "../../scenario/mixed-strategies.js";
import type { Scenario } from "../../scenario/schema.js";
import { inQuil } from "./in-quil.js";
import type { Metric } from "./metric.js";

/** One strategy of a class. */
interface Followed {
  readonly classIndex: number;
  readonly choice: number;
  /** As metrics call it. */
  readonly name: string;
}

/** Operators of the class that are there, and those of them that follow the strategy. */
function followersOf({ world }: Network, { classIndex, choice }: Followed): { here: number; followers: number[] } {
  const { following } = world;
  if (following === null) throw new Error("nobody in this network has strategies to choose from");
  const here = following.ofClass.operators[classIndex].filter((operator) => latestNodes(world, operator).length > 0);
  return { here: here.length, followers: here.filter((operator) => following.choice[operator] === choice) };
}

function meanEarned(network: Network, followed: Followed): number | null {
  const { following } = network.world;
  const earned = followersOf(network, followed).followers.flatMap((operator) => {
    const units = following?.unitsPerWorkerDay[operator] ?? Number.NaN;
    return Number.isNaN(units) ? [] : [units];
  });
  if (earned.length === 0) return null;
  return inQuil(BigInt(Math.round(earned.reduce((sum, units) => sum + units, 0) / earned.length)));
}

const ofStrategy = (followed: Followed, learns: boolean): readonly Metric[] => [
  {
    name: `followers.share[strategy=${followed.name}]`,
    unit: "share",
    about: "operators that follow the strategy, of those of its class that run a node; 0 where nobody does",
    kind: "share",
    read(network) {
      const { here, followers } = followersOf(network, followed);
      return here === 0 ? 0 : followers.length / here;
    },
  },
  ...(learns
    ? [
        {
          name: `followers.earned_quil[strategy=${followed.name}]`,
          unit: "QUIL",
          about:
            "what a worker of those who follow it earned a day, mean over each one's latest looks; empty before the first",
          kind: "amount",
          read: (network: Network) => meanEarned(network, followed),
        } as const,
      ]
    : []),
];

const takeovers = (name: string, classIndex: number): Metric => ({
  name: `followers.takeovers[class=${name}]`,
  unit: "takeovers",
  about: "how often an operator of the class has taken over another one's strategy since the start",
  kind: "count",
  isTotal: true,
  read: ({ world }) => world.following?.ofClass.takeovers[classIndex] ?? 0,
});

/** By class and strategy, in the order of the scenario; without a scenario those of any, called `NAME`. */
export function strategyMetrics(operators?: Scenario["operators"]): readonly Metric[] {
  if (operators === undefined)
    return [...ofStrategy({ classIndex: 0, choice: 0, name: "NAME" }, true), takeovers("NAME", 0)];
  return operators.flatMap((entry, classIndex) => {
    const mix = mixOf(entry);
    if (mix === undefined) return [];
    const learns = entry.learns !== undefined;
    return [
      ...namesOf(mix).flatMap((name, choice) =>
        ofStrategy({ classIndex, choice, name: `${name} of ${entry.class}` }, learns),
      ),
      ...(learns ? [takeovers(entry.class, classIndex)] : []),
    ];
  });
}
