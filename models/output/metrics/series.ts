/** Metrics of the whole network at one moment: one list that series, summary and help come from. */
import { accrueAll } from "../../changes/rewards/accrual.js";
import { supplyUnits } from "../../changes/rewards/supply.js";
import type { Network, EventEngine } from "../../changes/network.js";
import { haltLevel, haltRiskLevel } from "./halt-levels.js";
import { generationOf } from "../../protocol/emission/generation.js";
import { inQuil } from "./in-quil.js";
import type { Logged } from "../../state/log/log-of.js";
import { dayUs, inflation, isIssuanceKnown, issuedUnits, latestFrame } from "./issuance.js";
import { metric, type Metric, total } from "./metric.js";

/** Generation of hardware at the difficulty of the moment: 2.0 had fixed it at 1, and the eras before knew none. */
const generationNow = ({ rewards, rules, world }: Network): number | null => {
  if (rules.lifecycle !== "trie") return generationOf(rewards.difficulty);
  return world.v20Rings === null ? null : 1;
};

/** Frames up to and with the latest in which some shard was halted. */
function proverOnlyFrames(network: Logged & EventEngine): number {
  const { totals } = network.world;
  const open = totals.haltedShards > 0 ? latestFrame(network) + 1 - totals.proverOnlyFrom : 0;
  return totals.proverOnlyFrames + Math.max(0, open);
}

const rings: readonly Metric[] = [0, 1, 2, 3, 4].flatMap((depth) => {
  const name = depth === 4 ? "Deeper" : String(depth);
  const where = depth === 4 ? "ring 4 or deeper" : `ring ${depth}`;
  return [
    metric(
      `ring.provers${name}`,
      "provers",
      `provers that sit in ${where}`,
      ({ world }) => world.totals.proversByRing[depth],
    ),
    metric(
      `ring.shards${name}`,
      "shards",
      `shards whose active and joining provers reach ${where}`,
      ({ world }) => world.totals.shardsByRing[depth],
    ),
  ];
});

/** All metrics of a frame, in the order of their columns. */
export const seriesMetrics: readonly Metric[] = [
  metric(
    "population.peers",
    "nodes",
    "nodes that have appeared and not left for good",
    ({ world }) => world.totals.peers,
  ),
  metric("population.peersOnline", "nodes", "those that are online", ({ world }) => world.totals.peersOnline),
  metric("population.workers", "workers", "workers of all nodes", ({ world }) => world.totals.workers),
  metric("population.workersActive", "workers", "allocations that are active", ({ world }) => world.totals.active),
  metric(
    "population.workersJoining",
    "workers",
    "joins that wait for their answer",
    ({ world }) => world.totals.joining,
  ),
  metric(
    "population.workersLeaving",
    "workers",
    "leaves that have not taken effect",
    ({ world }) => world.totals.leaving,
  ),
  metric(
    "population.workersPaused",
    "workers",
    "allocations that their nodes have paused",
    ({ world }) => world.totals.paused,
  ),
  metric(
    "population.workersFree",
    "workers",
    "workers without an allocation, those that have asked for one and heard nothing yet among them",
    ({ world }) => world.totals.workersFree,
  ),
  metric(
    "population.placesWithoutWorker",
    "allocations",
    "allocations whose node has no worker for them any more, because it lost some or is gone; workers and these together " +
      "are active, joining, leaving, paused and free",
    ({ world }) => world.totals.allocationsWithoutWorker,
  ),
  metric("shard.count", "shards", "shards in the grid", ({ world }) => world.shards.liveCount),
  metric(
    "shard.healthy",
    "shards",
    "healthy shards: not halted, and covered by the minimum (6) or more; healthy, in need of coverage, at risk, halted and without data are all shards",
    ({ world }) => world.totals.shardsByState[0],
  ),
  metric(
    "shard.needsCoverage",
    "shards",
    "shards that need coverage: not halted, covered by fewer than the minimum and by more than would put them at risk",
    ({ world }) => world.totals.shardsByState[1],
  ),
  {
    ...metric(
      "shard.haltRisk",
      "shards",
      "shards at risk of a halt: not halted, with data, and no more than the halt threshold (3) cover them, or nobody; those that " +
        "nobody ever joined are among them, though they never halt",
      ({ world }) => world.totals.shardsByState[2],
    ),
    level: haltRiskLevel,
  },
  metric(
    "shard.empty",
    "shards",
    "shards without data, as splits leave on sides on which no key lies: they need nobody, and never halt",
    ({ world }) => world.totals.shardsByState[4],
  ),
  {
    ...metric(
      "coverage.haltedShards",
      "shards",
      "halted shards: at or below the halt threshold for longer than the grace, and not covered again since",
      ({ world }) => world.totals.haltedShards,
    ),
    level: haltLevel,
  },
  total(
    metric(
      "coverage.proverOnlyFrames",
      "frames",
      "frames since the start in prover-only mode, in which some shard was halted: no transactions, no leaves for score, no evictions",
      proverOnlyFrames,
    ),
  ),
  ...rings.filter(({ name }) => name.startsWith("ring.provers")),
  ...rings.filter(({ name }) => name.startsWith("ring.shards")),
  metric("world.sizeBytes", "bytes", "size of all data", ({ world }) => world.worldBytes, "amount"),
  metric(
    "lifecycle.openProposals",
    "requests",
    "joins on their way, of which nothing was heard yet; their workers are free",
    ({ world }) => world.totals.proposed,
  ),
  total(metric("lifecycle.joins", "requests", "joins accepted since the start", ({ world }) => world.totals.joins)),
  total(
    metric("lifecycle.confirms", "requests", "joins confirmed since the start", ({ world }) => world.totals.confirms),
  ),
  total(metric("lifecycle.rejects", "requests", "joins rejected since the start", ({ world }) => world.totals.rejects)),
  total(metric("lifecycle.leaves", "requests", "leaves asked for since the start", ({ world }) => world.totals.leaves)),
  total(
    metric(
      "lifecycle.rescueLeaves",
      "requests",
      "leaves among them whose worker was wanted on a thin shard",
      ({ world }) => world.totals.rescueLeaves,
    ),
  ),
  metric(
    "lifecycle.rescueLeavesPerThinShard",
    "requests",
    "the same for each time that a shard came to the halt threshold, which one that nobody ever joined never does; 0 without any",
    ({ world: { totals } }) => (totals.thinStreaks === 0 ? 0 : totals.rescueLeaves / totals.thinStreaks),
    "amount",
  ),
  total(
    metric("lifecycle.evictions", "provers", "provers evicted since the start", ({ world }) => world.totals.evictions),
  ),
  total(
    metric(
      "lifecycle.kicks",
      "provers",
      "provers kicked by an audit or by evidence since the start",
      ({ world }) => world.totals.kicks,
    ),
  ),
  total(metric("shard.splits", "splits", "splits since the start", ({ world }) => world.totals.splits)),
  total(metric("shard.merges", "merges", "merges since the start", ({ world }) => world.totals.merges)),
  metric(
    "emission.perFrameUnits",
    "units",
    "units that a frame issues; at most, where only the first votes are credited (creditedSigners: quorum); empty before the first round of Dawn",
    ({ world }) => (isIssuanceKnown(world) ? BigInt(world.totals.unitsPerFrame) : null),
    "amount",
  ),
  total(metric("emission.issuedUnits", "units", "units issued since the start", issuedUnits, "amount")),
  total(
    metric("emission.issued_quil", "QUIL", "the same, for people", (network) => inQuil(issuedUnits(network)), "amount"),
  ),
  metric(
    "emission.issuedPerDay_quil",
    "QUIL",
    "what a day of such frames issues",
    ({ world }) =>
      isIssuanceKnown(world) ? inQuil((BigInt(world.totals.unitsPerFrame) * dayUs) / BigInt(world.clock.paceUs)) : null,
    "amount",
  ),
  metric(
    "supply.total_quil",
    "QUIL",
    "supply at the start and what was granted, or issued and not burnt, since",
    (network) => inQuil(supplyUnits(network, issuedUnits(network))),
    "amount",
  ),
  metric(
    "supply.inflation",
    "share a year",
    "what a year of such frames issues, as a share of the supply; empty without one, and where what a frame issues is not known",
    inflation,
    "amount",
  ),
  metric(
    "emission.generation",
    "generation",
    "generation of hardware at the difficulty of a frame (emission.generation), by which issuance and inflation go beside the size of the world; 1 in 2.0, empty before",
    generationNow,
  ),
  total(
    metric(
      "consensus.missedFrames",
      "frames",
      "frames that minting shards missed since the start because a leader was absent (consensus.leaderTimeouts), or at message fidelity votes came too late",
      (network) => {
        if (network.world.leaders !== null) accrueAll(network.world, latestFrame(network) + 1);
        return network.world.totals.missedFrames;
      },
    ),
  ),
  total(
    metric(
      "consensus.stalledFrames",
      "frames",
      "frames since the start without a global frame, because too few archives were online",
      (network) => network.world.globalChain?.stalledBefore(latestFrame(network) + 1) ?? 0,
    ),
  ),
  metric("clock.difficulty", "squarings", "difficulty of a frame", ({ rewards }) => rewards.difficulty, "amount"),
  total(
    metric(
      "fees.paidUnits",
      "units",
      "fees paid up to the last state step",
      ({ world }) => world.fees?.paidUnits ?? 0n,
      "amount",
    ),
  ),
  total(
    metric(
      "fees.burntUnits",
      "units",
      "those of them that nobody got",
      ({ world }) => world.fees?.burntUnits ?? 0n,
      "amount",
    ),
  ),
  total(
    metric(
      "fees.creditedUnits",
      "units",
      "those that provers got; what is neither burnt nor credited waits for the next header of its shard",
      ({ world }) => world.fees?.creditedUnits ?? 0n,
      "amount",
    ),
  ),
  metric(
    "fees.multiplierMean",
    "times",
    "mean of the shards' fee multipliers at the last state step; 0 without fees",
    ({ world }) => world.fees?.multiplierMean ?? 0,
    "amount",
  ),
  total(
    metric(
      "fees.transactions",
      "transactions",
      "transactions accepted up to the last state step",
      ({ world }) => world.fees?.transactions ?? 0,
    ),
  ),
  total(
    metric(
      "consensus.decidedForks",
      "forks",
      "forks of the global chain since the start in frames with requests (consensus.competingFrames)",
      ({ world }) => world.totals.forks,
    ),
  ),
];
