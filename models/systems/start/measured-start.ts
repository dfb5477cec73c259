/** Gives the starting population the allocations of a measured network. */
import { uniformAt } from "../../../sim/random/distributions/inverse.js";
import { changeStatus, countProposals } from "../../changes/allocations/change-status.js";
import { epochNumber } from "../../protocol/lifecycle/epoch.js";
import { steadyEpoch } from "../../changes/allocations/recorded-epoch.js";
import { answerFrames } from "../../protocol/lifecycle/windows.js";
import { updateStanding } from "../../changes/allocations/standing.js";
import { answerOpens, requestLapses } from "../../protocol/lifecycle/request-windows.js";
import { chosenByLot } from "../../protocol/ground/lots.js";
import type { Network } from "../../changes/network.js";
import { answersJoins } from "../../changes/nodes/answers-joins.js";
import { importSeniority } from "../../changes/seniority/import-seniority.js";
import { Status } from "../../state/allocations.js";
import { type MeasuredStart, shardTargets } from "../../scenario/start/targets.js";

/** How far back active provers joined, frames: uniformly over 30 days of 10 s frames (assumption). */
const joinedWithinFrames = 259_200;

/**
 * Gives every shard the head counts of `shardTargets`, from the nodes that are there and have workers free. Nodes that
 * never answer a join cannot be active; where there are such nodes, they are the ones whose joins wait.
 */
export function allocateMeasuredStart(network: Network, start: MeasuredStart): void {
  const targets = shardTargets(start, network.rules.ringSize);
  if (typeof targets === "string") throw new Error(`start: ${targets}`);
  const nodes = Array.from({ length: network.world.provers.count }, (_unused, prover) => prover);
  const answering = nodes.filter((prover) => answersJoins(network, prover));
  if (answering.length === nodes.length) {
    const counts = targets.active.map((active, shard) => active + targets.joining[shard]);
    chooseNodes(network, counts, nodes).forEach((provers, shard) => {
      const lots = network.draws.allocations.purpose("start status");
      const active = new Set(chosenByLot(provers, targets.active[shard], (prover) => lots.uniform(prover, shard, 0)));
      for (const prover of provers) allocate(network, { prover, shard, isActive: active.has(prover) });
    });
    return;
  }
  const silent = nodes.filter((prover) => !answersJoins(network, prover));
  for (const [counts, provers, isActive] of [
    [targets.active, answering, true],
    [targets.joining, silent, false],
  ] as const) {
    chooseNodes(network, counts, provers).forEach((chosen, shard) => {
      for (const prover of chosen) allocate(network, { prover, shard, isActive });
    });
  }
}

/**
 * For every shard that many different nodes: shards with most allocations first, each taking the nodes with most workers
 * left, which succeeds whenever anything does (Gale–Ryser). Ties are drawn.
 */
function chooseNodes(network: Network, countOfShard: readonly number[], among: readonly number[]): number[][] {
  const { draws, world } = network;
  const lots = draws.allocations.purpose("start seat");
  const left = new Map(among.map((prover) => [prover, world.provers.workersFree(prover)]));
  const workersLeft = (prover: number): number => left.get(prover) ?? 0;
  const chosen: number[][] = countOfShard.map(() => []);
  const byCount = countOfShard.map((_count, shard) => shard);
  byCount.sort((a, b) => countOfShard[b] - countOfShard[a] || a - b);
  for (const shard of byCount) {
    const tie = new Map(among.map((prover) => [prover, lots.uniform(prover, shard, 0)]));
    const byRoom = among.toSorted(
      (a, b) => workersLeft(b) - workersLeft(a) || (tie.get(a) ?? 0) - (tie.get(b) ?? 0) || a - b,
    );
    const takers = byRoom.slice(0, countOfShard[shard]);
    if (takers.length < countOfShard[shard] || takers.some((prover) => workersLeft(prover) === 0)) {
      throw new Error("start: the nodes have fewer workers than the measured network has allocations for them");
    }
    for (const prover of takers) left.set(prover, workersLeft(prover) - 1);
    chosen[shard] = takers;
  }
  return chosen;
}

interface StartAllocation {
  readonly prover: number;
  readonly shard: number;
  readonly isActive: boolean;
}

function allocate(network: Network, { prover, shard, isActive }: StartAllocation): void {
  const { world, rules, draws, calendars } = network;
  const { allocations, allocationIndex } = world;
  const allocation = allocations.add(prover, shard);
  allocationIndex.open(allocation);
  countProposals(world, prover, 1);
  importSeniority(network, prover, network.world.frame);
  const u = draws.allocations.purpose("start join frame").uniform(prover, shard, 0);
  if (isActive) {
    const since = world.frame - answerFrames.last - Math.floor(uniformAt(u, { from: 0, to: joinedWithinFrames }));
    allocations.joinFrame[allocation] = Math.max(1, since);
    const confirmed = Math.max(1, since) + answerFrames.first;
    allocations.joinConfirmFrame[allocation] = Math.max(0, Math.min(confirmed, lastFrameInEffect(network)));
    // It is in its rings from the first frame on; a 0 would mean that it is not watched for idleness.
    allocations.lastActive[allocation] = world.frame + 1;
    logStart(network, allocation, "starts active");
    allocations.activeSince[allocation] = world.frame;
    if (rules.lifecycle === "epoch") allocations.epoch[allocation] = steadyEpoch(network, prover, world.frame);
    changeStatus(network, allocation, Status.active);
    updateStanding(network, allocation, world.frame);
  } else {
    const waitsUpTo = answersJoins(network, prover) ? answerFrames.first : answerFrames.last;
    allocations.joinFrame[allocation] = Math.max(0, world.frame - Math.floor(u * waitsUpTo));
    logStart(network, allocation, "starts joining");
    changeStatus(network, allocation, Status.joining);
    const lapses = requestLapses("joining", allocations.joinFrame[allocation], network);
    calendars.expiries.add(Math.max(lapses, world.frame + 1), allocation);
    const opens = answerOpens("joining", allocations.joinFrame[allocation], network);
    network.wakeNode(prover, Math.max(opens, world.frame + 1));
  }
}

/** Tells the log of an allocation that is there from the start, when it was asked for and, if it was, confirmed. */
function logStart({ log, world }: Network, allocation: number, what: string): void {
  if (log === null) return;
  const { prover, shard, joinFrame, joinConfirmFrame } = world.allocations;
  const confirmed = joinConfirmFrame[allocation];
  log.record({
    frame: world.frame + 1,
    rule: "scenario.start",
    prover: prover[allocation],
    shard: shard[allocation],
    what,
    why: "",
    value: joinFrame[allocation],
    ...(what === "starts active" && { other: confirmed }),
  });
}

/** Last frame in which whoever is active at the start can have confirmed: in an earlier epoch, where there are epochs. */
function lastFrameInEffect({ world: { frame }, rules }: Network): number {
  if (rules.lifecycle !== "epoch") return frame;
  return epochNumber(frame, rules.epochFrames) * rules.epochFrames - 1;
}
