/** What every prover is owed, from the pure rules applied to every shard in every frame: the reference for accrual. */
import { mintFrame } from "../models/protocol/emission/frame-issuance.js";
import { countsInCommittee } from "../models/protocol/lifecycle/membership.js";
import type { StoredStatus } from "../models/protocol/lifecycle/status.js";
import type { Network } from "../models/changes/network.js";
import { nodeTiming } from "../models/protocol/proposer/timing.js";
import { Status } from "../models/state/allocations.js";
import { ReferenceRegistrations } from "./registrations.js";

/** Stored statuses in the order of their numbers; rows beyond them are no members of anything. */
const storedStatus: readonly StoredStatus[] = ["joining", "active", "paused", "leaving", "left"];

export class ReferencePay {
  /** Units by prover. */
  readonly owed: bigint[] = [];
  /** Frames of shards in which anything was minted. */
  mintedFrames = 0;
  /** Frames of members that were not credited because of absences that nobody follows. */
  shortAbsences = 0;
  /** Halts as they were when the frame began: one that is decided in a frame counts from the next. */
  #halted: number[] = [];
  /** Stored statuses of the frame that was paid last, by allocation. */
  #statuses: ArrayLike<number> = [];
  readonly #registered = new ReferenceRegistrations();
  /** Frames that shards made. */
  readonly #made: number[] = [];

  get issued(): bigint {
    return this.owed.reduce((sum, units) => sum + units, 0n);
  }

  /** Pays the frame that the network was just run to. */
  payFrame(network: Network, frame: number): void {
    const { provers, shards } = network.world;
    while (this.owed.length < provers.count) this.owed.push(0n);
    this.#registered.note(network, frame);
    const allocations = committees(network, frame, { before: this.#statuses, registered: this.#registered });
    this.#statuses = network.world.allocations.status.slice();
    let worldBytes = 0n;
    for (let shard = 0; shard < shards.count; shard++) worldBytes += BigInt(shards.sizeBytes[shard]);
    for (let shard = 0; shard < shards.count; shard++) {
      if (!this.#isSilenced(network, shard))
        this.#payShard(network, { shard, committee: allocations[shard] ?? [], worldBytes });
    }
    this.#halted = [...shards.halted.subarray(0, shards.count)];
  }

  /** A halted shard that is gone with this frame silences nobody any more. */
  #isSilenced({ world: { shards }, rules }: Network, shard: number): boolean {
    if (rules.haltScope === "ownShard") return this.#halted[shard] === 1;
    return this.#halted.some((halted, other) => halted === 1 && shards.retired[other] === 0);
  }

  #payShard(
    { world, rules, scenario }: Network,
    { shard, committee, worldBytes }: { shard: number; committee: readonly number[]; worldBytes: bigint },
  ): void {
    const { provers, nodes, allocations, shards } = world;
    const members = committee.map((allocation) => {
      const prover = allocations.prover[allocation];
      return {
        prover,
        address: provers.addressHex(prover),
        joinFrame: allocations.joinFrame[allocation],
        joinConfirmFrame: allocations.joinConfirmFrame[allocation],
        seniority: BigInt(provers.seniority[prover]),
      };
    });
    const weigh = (those: typeof members): bigint => those.reduce((sum, { seniority }) => sum + seniority, 0n);
    const absent = members.filter(({ prover }) => nodes.online[provers.node[prover]] === 0);
    if (weigh(members) - weigh(absent) < (2n * weigh(members)) / 3n) return;
    const [payment] = mintFrame(
      { difficulty: BigInt(scenario.frames.difficulty), worldBytes, units: 8_000_000_000n },
      [
        {
          stateBytes: BigInt(shards.sizeBytes[shard]),
          leafCount: BigInt(shards.leafCount[shard]),
          provers: members,
          absent: new Set(absent.map(({ address }) => address)),
        },
      ],
      rules,
    );
    if (payment.minted > 0n) this.mintedFrames++;
    const made = this.#made[shard] ?? 0;
    if (payment.minted > 0n) this.#made[shard] = made + 1;
    const proverAt = new Map(members.map(({ address, prover }) => [address, prover]));
    for (const { address, units } of payment.paid) {
      const prover = proverAt.get(address) ?? -1;
      const classIndex = nodes.operatorClass[provers.node[prover]];
      const isAway = world.shortAbsences?.between(classIndex, provers.firstAddressWord(prover), made, made + 1) === 1;
      if (isAway) this.shortAbsences++;
      else this.owed[prover] += units;
    }
  }
}

/** Allocations of the provers in each shard's committee in this frame, by what the world's columns say of them. */
function committees(
  network: Network,
  frame: number,
  { before, registered }: { before: ArrayLike<number>; registered: ReferenceRegistrations },
): number[][] {
  const { world, rules } = network;
  const { provers, allocations, allocationIndex, shards } = world;
  const byShard: number[][] = [];
  const active: (number[] | undefined)[] = [];
  for (let prover = 0; prover < provers.count; prover++) {
    for (const allocation of allocationIndex.of(prover)) {
      const status = statusPaid(network, { allocation, frame, before });
      if (status === undefined) continue;
      const shard = allocations.shard[allocation];
      const stored = {
        status,
        filter: shards.filter[shard],
        joinFrame: allocations.joinFrame[allocation],
        joinConfirmFrame: allocations.joinConfirmFrame[allocation],
        leaveFrame: allocations.leaveFrame[allocation],
        leaveConfirmFrame: allocations.leaveConfirmFrame[allocation],
        epoch: registered.epochOf(allocation),
      };
      if (countsInCommittee(stored, frame, rules)) (byShard[shard] ??= []).push(allocation);
      if (status === "active") (active[shard] ??= []).push(allocation);
    }
  }
  // Where nobody serves, whoever is active by the stored status stands in.
  return Array.from(
    { length: Math.max(active.length, byShard.length) },
    (_unused, shard) => byShard[shard] ?? active[shard],
  );
}

/**
 * Evictions are decided when the frame has paid: what one closed counts in its frame as what it was before. `before`
 * holds the stored statuses of the frame before, for allocations that were active from the start, without a confirmation.
 */
function statusPaid(
  { world }: Network,
  { allocation, frame, before }: { allocation: number; frame: number; before: ArrayLike<number> },
): StoredStatus | undefined {
  const { prover, status, retryFrame, joinConfirmFrame, leaveFrame } = world.allocations;
  const isClosedNow =
    status[allocation] === Status.left && retryFrame[allocation] === frame + nodeTiming.joinSameFilter;
  if (!isClosedNow || world.provers.kickFrame[prover[allocation]] !== frame) return storedStatus[status[allocation]];
  if (leaveFrame[allocation] > 0) return "leaving";
  return joinConfirmFrame[allocation] > 0 || before[allocation] === Status.active ? "active" : "joining";
}
