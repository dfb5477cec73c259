import { Table } from "../../sim/table/table.js";

/** Depths of ring that metrics tell apart: 0 to 3, and deeper. */
export const ringDepths = 5;

/** States that a shard can be in: see `ShardState`. */
const shardStates = 5;

/** Classes of shards on the public page: healthy, warning, halt, unassigned. */
const pageClasses = 4;

/** Depths of ring that the public page tells apart: 0 to 2, and 3 or deeper. */
export const pageRingDepths = 4;

/** Counts over the whole network, kept up to date with every change so that reading them costs nothing. */
export class Totals extends Table {
  /** Nodes that have appeared and not left for good; those among them that are online. */
  peers = this.figure("nodes");
  peersOnline = this.figure("nodes");
  workers = this.figure("workers");
  /** Allocations by stored status. */
  active = this.figure("allocations");
  joining = this.figure("allocations");
  leaving = this.figure("allocations");
  paused = this.figure("allocations");
  /** Joins that are on their way: nothing was heard of them yet. */
  proposed = this.figure("allocations");
  /** Workers that nodes have beyond their allocations, and allocations beyond their workers. */
  workersFree = this.figure("workers");
  allocationsWithoutWorker = this.figure("allocations");
  haltedShards = this.figure("shards");
  /** Frame in which the latest halt ended that left none; 0: none did. */
  resumed = this.figure("frame");
  /** Frames of prover-only mode, while any shard is halted: those of spells that have ended, and since when the latest lasts. */
  proverOnlyFrames = this.figure("frames");
  proverOnlyFrom = this.figure("frame");
  /** Shards that hold data and have no more covering provers than the halt threshold. */
  shardsAtHaltRisk = this.figure("shards");
  /** Live shards by state: healthy, needs coverage, at risk of a halt, halted. */
  readonly shardsByState = this.vector("shards", shardStates);
  /** Live shards by the deepest ring of active and joining provers. */
  readonly shardsByRing = this.vector("shards", ringDepths);
  /** Allocations that cover their shards: effective status Active. Among the stored active, those that are not in effect yet. */
  covering = this.figure("allocations");
  deferred = this.figure("allocations");
  /** Live shards as the public page counts them: see changes/shards/page-counts.ts. */
  readonly pageHealth = this.vector("shards", pageClasses);
  readonly pageRings = this.vector("shards", pageRingDepths);
  readonly pageJoinedRings = this.vector("shards", pageRingDepths);
  /** Records of provers that do nothing any more, by the status that is stored of them. */
  staleJoining = this.figure("records");
  staleLeaving = this.figure("records");
  staleRejected = this.figure("records");
  /** Provers in rings by ring. */
  readonly proversByRing = this.vector("provers", ringDepths);
  /** Requests applied and refused, by kind, since the start. */
  joins = this.figure("requests");
  confirms = this.figure("requests");
  rejects = this.figure("requests");
  leaves = this.figure("requests");
  /** Leaves among them whose worker was wanted on a thin shard; and streaks at or below the halt threshold that have begun. */
  rescueLeaves = this.figure("requests");
  thinStreaks = this.figure("streaks");
  evictions = this.figure("provers");
  splits = this.figure("splits");
  /** Forks of the global chain that were decided in frames with requests. */
  forks = this.figure("forks");
  merges = this.figure("merges");
  /** Provers kicked by an audit or by evidence. */
  kicks = this.figure("provers");
  /** Frames that minting shards missed because the leader of the rank was absent. */
  missedFrames = this.figure("frames");
  /** Units that one frame issues now. */
  unitsPerFrame = this.figure("units");
}
