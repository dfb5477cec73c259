/** What simulated nodes choose, against the pure rules fed with descriptors as protocol.md section 9 writes them. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eventfulNetworks } from "../../../test/eventful-networks.js";
import { openNetwork, smallScenario } from "../../../test/network-kit.js";
import { filtersPerMessage } from "../../protocol/lifecycle/transition.js";
import type { Network } from "../../changes/network.js";
import { dampenedJoinerRing, ringInfo } from "../../protocol/ring/info.js";
import { answerJoins, decideJoins, decideLeaves, isKept } from "../../protocol/proposer/decide.js";
import { releasable } from "../../protocol/proposer/releasable.js";
import { decideSwapLeaves, type SwapDemand } from "../../protocol/proposer/swap-leaves.js";
import { Status } from "../../state/allocations.js";
import { judgeLeaves, judgePending } from "./judge.js";
import { pickJoins } from "./join-picks.js";
import { scoreLeaves } from "./leave-picks.js";
import { lookAtAllocations } from "./node-view.js";
import { planJoins } from "../../protocol/proposer/plan.js";
import { minHoldFrames, planLeaves } from "../../protocol/proposer/plan-leaves.js";
import { isThin, type Market, scoreOf, type ShardDescriptor } from "../../protocol/proposer/strategy.js";

/** The shards that a node has, and those that it could have, as it describes them to itself. */
function descriptorsOf({ world, rules }: Network, prover: number) {
  const { shards, allocations, allocationIndex } = world;
  const underEpochs = rules.lifecycle === "epoch";
  const describe = (shard: number, isHeld: boolean): ShardDescriptor => {
    const provers = shards.active[shard] + shards.joining[shard];
    const { currentRing, joinerRing } = ringInfo(provers, rules.ringSize);
    const projected = membersOf(world, shard).filter((row) => allocations.leaveConfirmFrame[row] === 0).length;
    const candidateRing =
      rules.thinShardRescue === "releasable"
        ? ringInfo(shards.joining[shard] + projected, rules.ringSize).joinerRing
        : underEpochs
          ? dampenedJoinerRing(provers, rules.ringSize)
          : joinerRing;
    return {
      filter: shards.filter[shard],
      sizeBytes: BigInt(shards.sizeBytes[shard]),
      leafCount: underEpochs ? 1 : shards.leafCount[shard],
      active: shards.covering[shard],
      ring: isHeld ? currentRing : candidateRing,
    };
  };
  const live = Array.from({ length: shards.count }, (_unused, shard) => shard).filter((s) => shards.retired[s] === 0);
  const unallocated = live
    .filter((shard) => !allocationIndex.has(prover, shard))
    .map((shard) => describe(shard, false));
  // A node asks for no allocation on a shard that refuses joins under epochs, because a split or merge is noted.
  const joinable = live.filter(
    (shard) => !allocationIndex.has(prover, shard) && !(underEpochs && shards.splitFrame[shard] > 0),
  );
  return {
    unallocated,
    joinable: joinable.map((shard) => describe(shard, false)),
    held: (allocation: number) => describe(world.allocations.shard[allocation], true),
  };
}

/** Who is on a shard, or leaves it, by stored status. */
const membersOf = ({ allocations }: Network["world"], shard: number): readonly number[] =>
  Array.from({ length: allocations.count }, (_unused, row) => row).filter(
    (row) =>
      allocations.shard[row] === shard &&
      (allocations.status[row] === Status.leaving || allocations.status[row] === Status.active),
  );

const marketOf = ({ rewards, world, rules }: Network): Market => ({
  strategy: "rewardGreedy",
  rules,
  basisUnits: rewards.basisUnits,
  worldBytes: BigInt(world.worldBytes),
});

/** How many choices of each kind there were to compare. */
const compared = { joins: 0, leaves: 0, joinAnswers: 0, leaveAnswers: 0, swaps: 0 };

/** What the node knows when it answers its leaves where it rescues by `releasable`. */
function swapDemandOf({ world }: Network, prover: number, unallocated: readonly ShardDescriptor[]): SwapDemand {
  const { allocations, allocationIndex, provers, nodes, shards } = world;
  return {
    unallocated,
    freeWorkers: nodes.workersFree(provers.node[prover]),
    confirmedDepartures: allocationIndex
      .of(prover)
      .filter((row) => allocations.status[row] === Status.leaving && allocations.leaveConfirmFrame[row] > 0).length,
    known: {
      self: provers.addressHex(prover),
      membersOf: (filter) => {
        const shard = Array.from({ length: shards.count }, (_unused, one) => one).find(
          (one) => shards.filter[one] === filter,
        )!;
        const leaving = membersOf(world, shard).filter((row) => allocations.status[row] === Status.leaving);
        return {
          active: shards.covering[shard],
          leaving: leaving.map((row) => provers.addressHex(allocations.prover[row])),
        };
      },
    },
  };
}

function compareNode(network: Network, prover: number, frame: number): void {
  const { rules } = network;
  const { allocations, shards, provers, nodes } = network.world;
  const view = lookAtAllocations(network, prover, frame);
  const market = marketOf(network);
  const { unallocated, joinable, held } = descriptorsOf(network, prover);
  const filterOf = (allocation: number): string => shards.filter[allocations.shard[allocation]];
  const filters = (held: readonly number[]): string[] => held.map(filterOf);
  const isFresh = (allocation: number): boolean => frame < allocations.joinConfirmFrame[allocation] + minHoldFrames;

  const address = provers.addressHex(prover);
  const addressOf = (row: number): string => provers.addressHex(allocations.prover[row]);
  const releasables = view.leavable
    .filter((row) => {
      const members = membersOf(network.world, allocations.shard[row]).filter(
        (one) => allocations.status[one] === Status.leaving || allocations.covers[one] === 1,
      );
      return releasable(filterOf(row), 0, members.map(addressOf), rules).chosen.includes(address);
    })
    .map(filterOf);
  // A node that rescues by `releasable` begins no wave while another is under way.
  const isWaiting =
    rules.thinShardRescue === "releasable" &&
    (provers.leaving[prover] > 0 || view.leavable.length < view.active.length);
  const planned = planLeaves(
    {
      releasable: releasables,
      allocated: view.leavable.map(held),
      unallocated,
      freeWorkers: nodes.workersFree(provers.node[prover]),
      minHold: filters(view.leavable.filter(isFresh)),
    },
    isWaiting ? { ...market, rules: { ...rules, thinShardRescue: "none" } } : market,
  );
  const { leaves: leavesAsked } = scoreLeaves(network, view, frame);
  expect(filters(leavesAsked.map(({ id }) => id))).toEqual(planned);
  compared.leaves += planned.length;

  const freeWorkers = Array.from({ length: nodes.workersFree(provers.node[prover]) }, (_unused, worker) => worker);
  const { picks } = planJoins(joinable, { freeWorkers, maxAllocations: filtersPerMessage, prover: address }, market);
  const picked = pickJoins(network, view, frame).map((shard) => shards.filter[shard]);
  // Equal allocations are drawn, so what they are worth is compared, and that none is taken twice.
  const worth = (filter: string) => {
    const descriptor = joinable.find((one) => one.filter === filter);
    return descriptor === undefined
      ? null
      : [rules.thinTargets !== "none" && isThin(descriptor, rules), scoreOf(descriptor, market)];
  };
  expect(picked.map(worth)).toEqual(picks.map(({ filter }) => worth(filter)));
  // An order of the node's own leaves nothing to be drawn.
  const targets = (filters: readonly string[]): readonly string[] =>
    rules.thinTargets === "hash" ? filters.filter((filter) => worth(filter)?.[0] === true) : [];
  expect(targets(picked)).toEqual(targets(picks.map(({ filter }) => filter)));
  expect(new Set(picked).size).toBe(picked.length);
  compared.joins += picked.length;

  const free = Math.max(0, nodes.workers[provers.node[prover]] - view.active.length);
  const pendingJoins = filters(view.openJoins);
  const joins = decideJoins([...unallocated, ...view.openJoins.map(held)], pendingJoins, free, market);
  const joinAnswers = answerJoins(view.openJoins, free, judgePending(network, view, view.openJoins));
  expect([filters(joinAnswers.reject), filters(joinAnswers.confirm)]).toEqual([joins.reject, joins.confirm]);
  compared.joinAnswers += pendingJoins.length;

  const pendingLeaves = filters(view.openLeaves);
  const known = [...unallocated, ...view.openLeaves.map(held)];
  const leaves =
    rules.thinShardRescue === "releasable"
      ? decideSwapLeaves(known, pendingLeaves, swapDemandOf(network, prover, unallocated), market)
      : decideLeaves(known, pendingLeaves, market);
  const leaveAnswers = judgeLeaves(network, view, judgePending(network, view, view.openLeaves));
  expect([filters(leaveAnswers.reject), filters(leaveAnswers.confirm)]).toEqual([leaves.reject, leaves.confirm]);
  const byScore = view.openLeaves.filter((row) => isKept(row, judgePending(network, view, view.openLeaves)));
  compared.swaps += leaves.confirm.length - (view.openLeaves.length - byScore.length);
  compared.leaveAnswers += pendingLeaves.length;
}

describe("a simulated node", () => {
  it.each([
    ["v2.1-epoch", { thinShardRescue: "everyNode" }],
    ["v2.1-epoch", { thinShardRescue: "releasable", thinTargets: "hash", reconfirm: "ahead" }],
    ["v2.1-epoch", { thinShardRescue: "none", thinTargets: "none", leaveGate: "committee" }],
    ["v2.1-frames", { thinShardRescue: "none" }],
    ["v2.1-frames", { thinShardRescue: "everyNode", thinTargets: "score" }],
  ])("joins, leaves and answers as the pure rules say: %s with %o", (rules, switches) => {
    Object.assign(compared, { joins: 0, leaves: 0, joinAnswers: 0, leaveAnswers: 0, swaps: 0 });
    const drawn = eventfulNetworks(rules, { keepThresholdPercent: 90, ...switches });
    const property = fc.property(drawn, ({ seed, fields }) => {
      const { network, runTo } = openNetwork(smallScenario({ ...fields, horizon: "4 h" }), seed);
      for (let frame = 5; frame <= 1000; frame += 37) {
        runTo(frame);
        for (let prover = 0; prover < network.world.provers.count; prover++) compareNode(network, prover, frame);
      }
    });
    fc.assert(property, { seed: 1, numRuns: 5 });
    const { swaps, ...always } = compared;
    expect(Object.values(always).every((count) => count > 0)).toBe(true);
    expect(swaps > 0).toBe(switches.thinShardRescue === "releasable");
  });
});
