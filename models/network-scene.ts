/** What a network looks like at a moment, for `orrery watch`: shards by coverage, provers by ring, allocations, nodes. */
import { bandsOf, type Scene, type SceneWords } from "../sim/experiment/scenes/scene.js";
import type { Network } from "./changes/network.js";
import { type ShardState, stateOfShard } from "./protocol/coverage/health.js";
import { switchesOf } from "./scenario/switches.js";
import type { Scenario } from "./scenario/schema.js";

/** In the order of the words' levels. */
const states: readonly ShardState[] = ["healthy", "needs-coverage", "halt-risk", "halted", "empty"];

export const networkSceneWords = (scenario: Scenario): SceneWords => ({
  ...(hasShards(scenario) && {
    bands: {
      title: "Shards by coverage",
      one: "shard",
      many: "shards",
      levels: [
        { name: "healthy", tone: "good" },
        { name: "need coverage", tone: "fair" },
        { name: "at risk of a halt", tone: "poor" },
        { name: "halted", tone: "worst" },
        { name: "without data", tone: "none" },
      ],
    },
  }),
  bars: [
    { title: "Provers by ring", labels: ["ring 0", "ring 1", "ring 2", "ring 3", "deeper"] },
    { title: "Allocations", labels: ["active", "joining", "leaving", "paused"] },
    { title: "Nodes", labels: ["online", "offline"] },
  ],
});

/** The eras before 2.1 know no coverage of shards. */
const hasShards = (scenario: Scenario): boolean => switchesOf(scenario).lifecycle !== "trie";

export function networkScene({ world, rules, scenario }: Network): Scene {
  const { shards, totals } = world;
  const bars = [
    [...totals.proversByRing],
    [totals.active, totals.joining, totals.leaving, totals.paused],
    [totals.peersOnline, totals.peers - totals.peersOnline],
  ];
  if (!hasShards(scenario)) return { bars };
  const live: number[] = [];
  for (let shard = 0; shard < shards.count; shard++) if (shards.retired[shard] === 0) live.push(shard);
  const bands = bandsOf(live.length, states.length, (k) => {
    const [covering, sizeBytes] = [shards.covering[live[k]], shards.sizeBytes[live[k]]];
    return states.indexOf(stateOfShard({ halted: shards.halted[live[k]] === 1, covering, sizeBytes }, rules));
  });
  return { bands, bars };
}
