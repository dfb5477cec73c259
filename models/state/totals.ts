/** Depths of ring that metrics tell apart: 0 to 3, and deeper. */
export const ringDepths = 5;

/** Counts over the whole network, kept up to date with every change so that reading them costs nothing. */
export class Totals {
  /** Nodes that have appeared and not left for good; those among them that are online. */
  peers = 0;
  peersOnline = 0;
  workers = 0;
  /** Allocations by stored status. */
  active = 0;
  joining = 0;
  leaving = 0;
  paused = 0;
  /** Joins that are on their way: nothing was heard of them yet. */
  proposed = 0;
  /** Workers that nodes have beyond their allocations, and allocations beyond their workers. */
  workersFree = 0;
  allocationsWithoutWorker = 0;
  haltedShards = 0;
  /** Frame in which the latest halt ended that left none; 0: none did. */
  resumed = 0;
  /** Shards that hold data and have no more covering provers than the halt threshold. */
  shardsAtHaltRisk = 0;
  /** Shards by coverage.health: healthy, needs coverage, halt risk. */
  readonly health = new Int32Array(3);
  /** Live shards by the deepest ring of active and joining provers. */
  readonly shardsByRing = new Int32Array(ringDepths);
  /** Provers in rings by ring. */
  readonly proversByRing = new Int32Array(ringDepths);
  /** Requests applied and refused, by kind, since the start. */
  joins = 0;
  confirms = 0;
  rejects = 0;
  leaves = 0;
  evictions = 0;
  splits = 0;
  /** Forks of the global chain that were decided in frames with requests. */
  forks = 0;
  merges = 0;
  /** Provers kicked by an audit or by evidence. */
  kicks = 0;
  /** Frames that minting shards missed because the leader of the rank was absent. */
  missedFrames = 0;
  /** Units that one frame issues now. */
  unitsPerFrame = 0;
}
