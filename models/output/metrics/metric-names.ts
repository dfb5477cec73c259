/** Names of the metrics of a network, known before it is built: what a scenario may call them by. */
import type { RuleSwitches } from "../../protocol/ground/rule-sets.js";
import { seriesMetrics } from "./series.js";

/** What the eras before 2.1 have beyond the metrics of every network, by their rule of emission. */
const ofEras: { readonly [emissionRule: string]: readonly string[] } = {
  v20: [
    ...[0, 1, 2].flatMap((ring) => [`v20.pot${ring}Units`, `v20.cores${ring}`, `v20.perCore${ring}Units`]),
    "v20.assumedWorldGB",
  ],
  dusk: ["dusk.increments", "dusk.incrementMean", "dusk.workPerIncrement", "dusk.nodesAtFloor"],
  dawn: ["dawn.rounds", "dawn.participants", "dawn.rewardEach_quil"],
};

/** In the order of their columns in series.csv. */
export const metricNames = ({ lifecycle, emissionRule }: RuleSwitches): readonly string[] => [
  ...seriesMetrics.map(({ name }) => name),
  ...(lifecycle === "trie" ? (ofEras[emissionRule] ?? []) : []),
];
