/** Gives the starting population the allocations of a measured network. */
import { uniformAt } from "../../../sim/random/distributions/inverse.js";
import { epochNumber } from "../../protocol/clock/epoch.js";
import { steadyEpoch } from "../../changes/allocations/recorded-epoch.js";
import { answerFrames } from "../../protocol/lifecycle/windows.js";
import { chosenByLot } from "../../protocol/ground/lots.js";
import type { Network, RuledWorld } from "../../changes/network.js";
import { answersJoins } from "../../changes/nodes/answers-joins.js";
import { importSeniority } from "../../changes/seniority/import-seniority.js";
import { isFault } from "../../scenario/start/bands.js";
import type { Start } from "../../scenario/start/schema.js";
import { seatsOf } from "../../scenario/start/seats.js";
import { seatedTargets } from "../../scenario/start/seated.js";
import { gridAtStart } from "../../scenario/starting-grid.js";
import type { ShardTargets } from "../../scenario/start/targets.js";
import { countDepth } from "../../changes/shards/page-counts.js";
import { beginLeave } from "../../changes/allocations/leave.js";
import type { EventFigures } from "../../state/log/event-log.js";
import { seatLots } from "../../changes/lots/low-lots.js";
import { FullestFirst } from "./fullest-first.js";
import { LotsAhead } from "./lots-ahead.js";
import { activate, beginJoin } from "../../changes/allocations/join.js";
import { openAllocation } from "../../changes/allocations/open.js";
import { type Logged, logOfShard } from "../../state/log/log-of.js";

/** How far back active provers joined, frames: uniformly over 30 days of 10 s frames (assumption). */
const joinedWithinFrames = 259_200;

/** What an allocation is from the start. */
type StartStatus = "active" | "joining" | "leaving";

/**
 * Gives every shard the head counts of `startTargets`, from the nodes that are there and have workers free, and the records
 * of lapsed joins. Nodes that never answer a join cannot be active; where there are such nodes, they are the ones whose
 * joins wait.
 */
export function allocateMeasuredStart(network: Network, start: Start): void {
  const { operators } = network.scenario;
  const targets = seatedTargets({ start, operators, shards: gridAtStart(network.scenario) }, network.rules);
  if (isFault(targets)) throw new Error(`${targets.message} (start)`);
  storeStale(network, targets);
  const { operatorClass } = network.world.nodes;
  for (const { counts, classes } of seatsOf(targets, operators)) {
    const nodes = Array.from({ length: network.world.provers.count }, (_unused, prover) => prover);
    const among = nodes.filter((prover) => classes.includes(operatorClass[network.world.provers.node[prover]]));
    chooseNodes(network, counts, among).forEach((provers, shard) => {
      const statusOf = statuses(network, { targets, provers, shard });
      for (const prover of provers) allocate(network, { prover, shard, status: statusOf(prover) });
    });
  }
}

/** Who of the provers chosen for a shard is what: drawn, but for nodes that never answer, whose joins wait. */
function statuses(
  network: Network,
  {
    targets,
    provers,
    shard,
  }: { readonly targets: ShardTargets; readonly provers: readonly number[]; readonly shard: number },
): (prover: number) => StartStatus {
  const lots = network.draws.allocations.purpose("start status");
  const lot = (prover: number): number => lots.uniform(prover, shard, 0);
  const answering = provers.filter((prover) => answersJoins(network, prover));
  const active = new Set(chosenByLot(answering, Math.min(answering.length, targets.active[shard]), lot));
  const others = answering.filter((prover) => !active.has(prover));
  const leaving = new Set(chosenByLot(others, Math.min(others.length, targets.leaving[shard]), lot));
  return (prover) => (active.has(prover) ? "active" : leaving.has(prover) ? "leaving" : "joining");
}

/** Records that are stored of provers which do nothing any more: nobody of the network's own. */
function storeStale(network: Network, { staleJoining, staleLeaving, staleRejected }: ShardTargets): void {
  const { world, rules } = network;
  staleJoining.forEach((records, shard) => {
    if (records === 0) return;
    countDepth(world, shard, -1, rules);
    world.shards.staleJoining[shard] = records;
    countDepth(world, shard, 1, rules);
    world.totals.staleJoining += records;
    logOfShard(network, shard, world.frame + 1)?.("scenario.start", "stale joins", "", { value: records });
  });
  world.totals.staleLeaving = staleLeaving;
  world.totals.staleRejected = staleRejected;
}

/**
 * For every shard that many different nodes: shards with most allocations first, each taking the nodes with most workers
 * left, which succeeds whenever anything does (Gale–Ryser). Ties are drawn.
 */
function chooseNodes(
  { draws, work, world }: Pick<Network, "world" | "draws" | "work">,
  countOfShard: readonly number[],
  among: readonly number[],
): number[][] {
  const { provers, shards } = world;
  const lots = seatLots(draws.allocations);
  const nodes = new FullestFirst({ among, roomOf: (prover) => world.nodes.workersFree(provers.node[prover]) });
  const ahead =
    work === null ? null : new LotsAhead({ work, nodes, names: provers.keys, shardNames: shards.keys, countOfShard });
  const chosen: number[][] = countOfShard.map(() => []);
  const byCount = countOfShard.map((_count, shard) => shard);
  byCount.sort((a, b) => countOfShard[b] - countOfShard[a] || a - b);
  for (const [at, shard] of byCount.entries()) {
    const takers = nodes.take(countOfShard[shard], (prover) => lots.uniform(prover, shard, 0), ahead?.of(byCount, at));
    if (takers.length < countOfShard[shard]) {
      throw new Error("start: the nodes have fewer workers than the measured network has allocations for them");
    }
    chosen[shard] = takers;
  }
  return chosen;
}

interface StartAllocation {
  readonly prover: number;
  readonly shard: number;
  readonly status: StartStatus;
}

function allocate(network: Network, { prover, shard, status }: StartAllocation): void {
  const { world, draws } = network;
  const { frame } = world;
  const u = draws.allocations.purpose("start join frame").uniform(prover, shard, 0);
  const joinFrame = status === "joining" ? waitsSince(network, prover, u) : joinedBefore(frame, u);
  const allocation = openAllocation(network, prover, shard, joinFrame);
  importSeniority(network, prover, frame);
  if (status === "joining") {
    logStart(network, allocation, "starts joining", { value: joinFrame });
    beginJoin(network, allocation, joinFrame, frame);
    return;
  }
  const confirmed = Math.max(0, Math.min(joinFrame + answerFrames.first, lastFrameInEffect(network)));
  logStart(network, allocation, "starts active", { value: joinFrame, other: confirmed });
  const epoch = network.rules.lifecycle === "epoch" ? steadyEpoch(network, prover, frame) : 0;
  // It is in its rings from the first frame on; a 0 would mean that it is not watched for idleness.
  activate(network, allocation, { confirmed, lastActive: frame + 1, epoch }, frame);
  if (status === "active") return;
  logStart(network, allocation, "starts leaving", { value: frame + 1 });
  beginLeave(network, allocation, frame + 1);
}

/** When an active one joined. */
function joinedBefore(frame: number, u: number): number {
  const since = frame - answerFrames.last - Math.floor(uniformAt(u, { from: 0, to: joinedWithinFrames }));
  return Math.max(1, since);
}

/** Since when one that joins has waited: within the window of its answer, or of its lapse if it gives none. */
function waitsSince(network: Network, prover: number, u: number): number {
  const waitsUpTo = answersJoins(network, prover) ? answerFrames.first : answerFrames.last;
  return Math.max(0, network.world.frame - Math.floor(u * waitsUpTo));
}

/** Tells the log of an allocation that is there from the start, when it was asked for and, if it was, confirmed. */
function logStart({ log, world }: Logged, allocation: number, what: string, figures: EventFigures): void {
  if (log === null) return;
  const { prover, shard } = world.allocations;
  log.record({
    frame: world.frame + 1,
    rule: "scenario.start",
    prover: prover[allocation],
    shard: shard[allocation],
    what,
    why: "",
    ...figures,
  });
}

/** Last frame in which whoever is active at the start can have confirmed: in an earlier epoch, where there are epochs. */
function lastFrameInEffect({ world: { frame }, rules }: RuledWorld): number {
  if (rules.lifecycle !== "epoch") return frame;
  return epochNumber(frame, rules.epochFrames) * rules.epochFrames - 1;
}
