/** Counts every allocation of a network anew, by the pure rules, and says where the network's own counts differ. */
import { stateOfShard } from "../models/protocol/coverage/health.js";
import { byBytes } from "../models/protocol/ground/compare.js";
import { countsForCoverage, countsInCommittee } from "../models/protocol/lifecycle/membership.js";
import { recordedEpoch } from "../models/changes/allocations/recorded-epoch.js";
import type { Network } from "../models/changes/network.js";
import { assignRings } from "../models/protocol/ring/assign.js";
import { ringInfo } from "../models/protocol/ring/info.js";
import { isOver } from "../models/state/allocations.js";
import { Session } from "../models/state/shards.js";
import { ringDepths } from "../models/state/totals.js";
import type { ReferenceRegistrations } from "./registrations.js";

/** In the order of the stored numbers; a proposal is stored nowhere but at its node. */
const statuses = ["joining", "active", "paused", "leaving", "left", "proposed", "left", "historic"] as const;

interface CountedAllocation {
  readonly prover: number;
  readonly shard: number;
  readonly address: string;
  readonly status: (typeof statuses)[number];
  readonly joinFrame: number;
  readonly joinConfirmFrame: number;
  readonly seniority: number;
  readonly covers: boolean;
  /** Whether its prover's own status lets committees take it in (`proverStatus`). */
  readonly mayServe: boolean;
  readonly isInCommittee: boolean;
}

function countedAllocations(
  network: Network,
  frame: number,
  registered?: ReferenceRegistrations,
): readonly CountedAllocation[] {
  const { world, rules } = network;
  const { provers, allocations, allocationIndex, shards } = world;
  return indices(provers.count).flatMap((prover) =>
    allocationIndex.of(prover).map((allocation) => {
      const status = statuses[allocations.status[allocation]];
      const shard = allocations.shard[allocation];
      const common = {
        joinFrame: allocations.joinFrame[allocation],
        joinConfirmFrame: allocations.joinConfirmFrame[allocation],
      };
      const stored = {
        ...common,
        status: status === "proposed" ? "left" : status,
        filter: shards.filter[shard],
        leaveFrame: allocations.leaveFrame[allocation],
        leaveConfirmFrame: allocations.leaveConfirmFrame[allocation],
        epoch: registered?.epochOf(allocation) ?? recordedEpoch(network, allocation, frame),
      };
      return {
        ...common,
        prover,
        shard,
        status,
        address: provers.addressHex(prover),
        seniority: provers.seniority[prover],
        covers: countsForCoverage(stored, frame, rules),
        mayServe: world.takesIn(allocation),
        isInCommittee: world.takesIn(allocation) && countsInCommittee(stored, frame, rules),
      };
    }),
  );
}

const count = (those: readonly CountedAllocation[], status: CountedAllocation["status"]): number =>
  those.filter((allocation) => allocation.status === status).length;

/**
 * Each as `what: counted n, kept m`; none if everything holds after this frame. Confirmations are what the network has
 * recorded, or what a reference that was told of every frame knows better.
 */
export function countDifferences(
  network: Network,
  frame: number,
  registered?: ReferenceRegistrations,
): readonly string[] {
  const { world, rules } = network;
  const { shards, provers, nodes, totals } = world;
  const found: string[] = [];
  const compare = (what: string, counted: unknown, kept: unknown): void => {
    const [a, b] = [JSON.stringify(counted), JSON.stringify(kept)];
    if (a !== b) found.push(`${what}: counted ${a}, kept ${b}`);
  };
  const counted = countedAllocations(network, frame, registered);
  const countedOn: CountedAllocation[][] = indices(shards.count).map(() => []);
  for (const allocation of counted) countedOn[allocation.shard].push(allocation);
  const covering: number[] = [];
  const depths: number[] = [];
  const ringsOfAll: number[] = [];
  for (const shard of indices(shards.count)) {
    const here = countedOn[shard];
    covering.push(here.filter(({ covers }) => covers).length);
    compare(`active on shard ${shard}`, count(here, "active"), shards.active[shard]);
    compare(`joining on shard ${shard}`, count(here, "joining"), shards.joining[shard]);
    compare(`leaving on shard ${shard}`, count(here, "leaving"), shards.leaving[shard]);
    compare(`covering shard ${shard}`, covering[shard], shards.covering[shard]);
    const serving = here.filter(({ isInCommittee }) => isInCommittee);
    const committee =
      serving.length > 0 ? serving : here.filter(({ status, mayServe }) => status === "active" && mayServe);
    const present = committee.filter(({ prover }) => nodes.online[provers.node[prover]] === 1);
    const keptRings = shards.ranked[shard].map((allocation) => world.allocations.ring[allocation]);
    // A sealed committee stays as it was until it hands over to the one that is counted here.
    const isSealed = shards.sealed[shard] !== Session.none && shards.handoffFrame[shard] > frame;
    if (!isSealed) {
      compare(`in the rings of shard ${shard}`, committee.length, shards.inRings[shard]);
      compare(`present on shard ${shard}`, present.length, shards.present[shard]);
      const { rankOrder, rings } = assignRings(committee, rules);
      const kept = shards.ranked[shard].map((allocation) => provers.addressHex(world.allocations.prover[allocation]));
      // Of a session that has made frames the order stays too: what became of seniority since changes nothing.
      const inOrder = (addresses: readonly string[]): readonly string[] =>
        shards.sealed[shard] === Session.rings ? addresses.toSorted(byBytes) : addresses;
      compare(`rank order of shard ${shard}`, inOrder(rankOrder), inOrder(kept));
      compare(`rings of shard ${shard}`, rings, keptRings);
    }
    ringsOfAll.push(...keptRings);
    depths.push(ringInfo(count(here, "active") + count(here, "joining"), rules.ringSize).currentRing);
  }
  if (registered !== undefined && rules.lifecycle === "epoch") {
    for (const allocation of indices(world.allocations.count)) {
      const known = registered.epochOf(allocation);
      if (known === 0 || isOver(world.allocations.status[allocation])) continue;
      compare(`recorded epoch of allocation ${allocation}`, known, recordedEpoch(network, allocation, frame));
    }
  }
  const live = indices(shards.count).filter((shard) => shards.retired[shard] === 0);
  const states = live.map((s) =>
    stateOfShard({ halted: shards.halted[s] === 1, covering: covering[s], sizeBytes: shards.sizeBytes[s] }, rules),
  );
  const inState = ["healthy", "needs-coverage", "halt-risk", "halted", "empty"].map(
    (name) => states.filter((is) => is === name).length,
  );
  const thin = live.filter((shard) => shards.sizeBytes[shard] > 0 && covering[shard] <= rules.haltThreshold);
  const present = indices(nodes.count).filter((node) => nodes.gone[node] === 0);
  compare("active", count(counted, "active"), totals.active);
  compare("joining", count(counted, "joining"), totals.joining);
  compare("leaving", count(counted, "leaving"), totals.leaving);
  compare("paused", count(counted, "paused"), totals.paused);
  compare("proposed", count(counted, "proposed"), totals.proposed);
  const busy = indices(nodes.count).map(() => 0);
  for (const allocation of counted)
    if (!["left", "historic", "proposed"].includes(allocation.status)) busy[provers.node[allocation.prover]]++;
  const spare = busy.map((taken, node) => (nodes.gone[node] === 1 ? 0 : nodes.workers[node]) - taken);
  compare("workers without an allocation", sumOf(spare.map((count) => Math.max(0, count))), totals.workersFree);
  compare(
    "allocations without a worker",
    sumOf(spare.map((count) => Math.max(0, -count))),
    totals.allocationsWithoutWorker,
  );
  compare("nodes", present.length, totals.peers);
  compare("online", nodes.online.subarray(0, nodes.count).filter((online) => online === 1).length, totals.peersOnline);
  compare(
    "workers",
    present.reduce((sum, node) => sum + nodes.workers[node], 0),
    totals.workers,
  );
  compare("live shards", live.length, shards.liveCount);
  compare("shards by state", inState, [...totals.shardsByState]);
  compare("shards at or below the halt threshold", thin.length, totals.shardsAtHaltRisk);
  compare("halted shards", live.filter((shard) => shards.halted[shard] === 1).length, totals.haltedShards);
  compare("shards by ring", histogram(live.map((shard) => depths[shard])), [...totals.shardsByRing]);
  compare("provers by ring", histogram(ringsOfAll), [...totals.proversByRing]);
  compare(
    "bytes",
    live.reduce((sum, shard) => sum + shards.sizeBytes[shard], 0),
    world.worldBytes,
  );
  return found;
}

const sumOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

const indices = (count: number): readonly number[] => Array.from({ length: count }, (_unused, k) => k);

/** How many of each depth, those from the deepest that metrics tell apart on together. */
const histogram = (rings: readonly number[]): readonly number[] =>
  indices(ringDepths).map((depth) => rings.filter((ring) => Math.min(ring, ringDepths - 1) === depth).length);
