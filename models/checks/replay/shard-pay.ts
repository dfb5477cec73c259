/**
 * Who makes up a shard's committee, in which rings, and what a frame pays each of them: worked out from nothing by the
 * pure rules, whenever anything about the shard changes. Between two changes every frame pays the same.
 */
import { inEffectFrom } from "../../protocol/lifecycle/request-windows.js";
import { hasLeaderTimeouts } from "../../protocol/consensus/leader-timeouts.js";
import type { CurveState } from "../../curves/curve.js";
import { weightOfVote } from "../../protocol/consensus/committee.js";
import { creditedVotes } from "../../protocol/consensus/credited-signers.js";
import { hasLeader } from "../../protocol/consensus/mod-leader.js";
import { quorumThreshold } from "../../protocol/consensus/quorum.js";
import { isSimplexCertificate } from "../../protocol/consensus/simplex.js";
import { allocationReward } from "../../protocol/emission/calculate.js";
import { distribute } from "../../protocol/emission/distribute.js";
import { participationThreshold } from "../../protocol/emission/participation-threshold.js";
import { assignRings, ringOfRank } from "../../protocol/ring/assign.js";
import { unitsPerQuil } from "../../protocol/ground/token.js";
import { grantedBy } from "../../scenario/grants.js";
import type { AuditedAllocation, AuditedProver, AuditedShard, ShardPay } from "./audited.js";
import type { Books } from "./books.js";
import { lateInFrames } from "./late-votes.js";
import type { MissingFrames } from "./missing-frames.js";
import { hasRings, noteRings, servingOf } from "./sessions.js";
import { isSilenced } from "./silence.js";
import { committeeOf } from "./standing.js";

/** Nothing is paid. */
export const noPay = (since: number): ShardPay => ({
  since,
  makesFrames: false,
  shares: [],
  unitsPerFrame: 0n,
  late: 0,
});

/** What the issuance curve sees of the network as it is in the books. */
export const curveState = (books: Books): CurveState => ({
  difficulty: books.difficulty,
  worldBytes: BigInt(books.worldBytes),
  units: unitsPerQuil,
  frame: books.stepFrame,
  supplyUnits: books.supplyUnits,
  accrued: books.accrued,
});

/** A step of the data begins, while the books still have those of the last one. */
export function noteStep(books: Books, missing: MissingFrames): void {
  const { curve, frame, stepFrame, worldBytes, scenario } = books;
  if (frame > stepFrame)
    books.accrued += curve.accrues?.({ frame: stepFrame, worldBytes: BigInt(worldBytes) }, frame) ?? 0n;
  books.stepFrame = frame;
  if (curve.dependsOnSupply !== true) return;
  const granted = grantedBy(scenario, books.clock.timeOf(frame));
  books.supplyUnits = scenario.issuance.supply + granted + issuedUpTo(books, missing, frame - 1) - books.feesBurntUnits;
}

/** What each ring of a shard puts out: worked out once for all shards alike, until the data or the difficulty change. */
export class RingOutputs {
  readonly #known = new Map<string, bigint>();
  #basis = 0n;

  /** Begins anew, with the world and the difficulty of the moment. */
  reset(books: Books): void {
    this.#known.clear();
    this.#basis = books.curve.unitsPerFrame(curveState(books));
  }

  of({ rules, worldBytes }: Books, { bytes, leafCount }: AuditedShard, ring: number): bigint {
    const key = `${bytes}/${leafCount}/${ring}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const shards = rules.shardDivisor === "leafCount" ? BigInt(leafCount) : 1n;
    const output = allocationReward(
      this.#basis,
      BigInt(worldBytes),
      { ring, stateBytes: BigInt(bytes), shards },
      rules,
    );
    this.#known.set(key, output);
    return output;
  }
}

/** Works out the committee and the rings of a shard as they are now, and what it pays from frame `since` on. */
export function workOut(books: Books, shard: AuditedShard, outputs: RingOutputs, since: number): ShardPay {
  const belonging = committeeOf(books, shard);
  noteCommittee(books, shard, belonging, since);
  const committee = servingOf(books, shard, { belonging, since });
  const pay = workOutRings(books, shard, { committee, outputs, since });
  noteRings(shard, pay.makesFrames);
  return pay;
}

interface Serving {
  readonly committee: readonly AuditedAllocation[];
  readonly outputs: RingOutputs;
  readonly since: number;
}

function workOutRings(books: Books, shard: AuditedShard, { committee, outputs, since }: Serving): ShardPay {
  const byAddress = new Map(committee.map((allocation) => [allocation.prover.address, allocation]));
  const candidates = committee.map(({ prover: { address, seniority }, joinFrame, joinConfirmFrame }) => ({
    address,
    joinFrame,
    joinConfirmFrame,
    seniority,
  }));
  if (hasRings(shard)) {
    shard.committee = committee;
    shard.rings = committee.map((_member, rank) => ringOfRank(rank, books.rules.ringSize));
  } else {
    const { rankOrder, rings } = assignRings(candidates, books.rules);
    shard.committee = rankOrder.map((address) => byAddress.get(address) as AuditedAllocation);
    shard.rings = rings;
  }
  const { rings } = shard;
  while (books.ringUnits.length <= (rings.at(-1) ?? -1)) books.ringUnits.push(0n);
  const present = [...rings.keys()].filter((rank) => shard.committee[rank].prover.online);
  if (!canMakeFrames(books, shard, present)) return noPay(since);
  const { shares, minted } = distribute(
    committee.length,
    present,
    (ring) => outputs.of(books, shard, ring),
    books.rules,
  );
  return {
    since,
    makesFrames: true,
    shares: present.map((rank, k) => [shard.committee[rank], shares[k], rings[rank]]),
    unitsPerFrame: minted,
    late: present.length - creditedVotes(committee.length, present.length, books.rules),
  };
}

/** Whoever is new in the committee could not take part before: its idle time begins, but for whose node was away before. */
function noteCommittee(
  books: Books,
  { allocations }: AuditedShard,
  committee: readonly AuditedAllocation[],
  since: number,
): void {
  const isNow = new Set(committee);
  for (const allocation of allocations) {
    if (isNow.has(allocation) && !allocation.isInCommittee && !wasAway(books, allocation, since))
      allocation.lastActive = Math.max(allocation.lastActive, since);
    allocation.isInCommittee = isNow.has(allocation);
  }
}

/** Whether its idle time has run since before that frame: its node is away, and its join was in effect. */
export const wasAway = ({ rules }: Books, { prover, joinConfirmFrame }: AuditedAllocation, since: number): boolean =>
  !prover.online &&
  prover.presenceSince < since &&
  (rules.lifecycle !== "epoch" || since > inEffectFrom(joinConfirmFrame, rules));

/** Whether two pays are the same but for the frame from which they count. */
export function isSamePay(one: ShardPay, other: ShardPay): boolean {
  if (one.makesFrames !== other.makesFrames || one.late !== other.late) return false;
  if (one.shares.length !== other.shares.length) return false;
  return one.shares.every(
    ([allocation, units, ring], k) =>
      allocation === other.shares[k][0] && units === other.shares[k][1] && ring === other.shares[k][2],
  );
}

/** `emission.participationThreshold`, `consensus.modLeader` where such leaders count, and the quorum by heads or weight. */
function canMakeFrames(books: Books, shard: AuditedShard, present: readonly number[]): boolean {
  const { rules, scenario } = books;
  const { committee, bytes } = shard;
  if (present.length === 0 || isSilenced(books, shard) || bytes === 0) return false;
  if (present.length < participationThreshold(committee.length, rules)) return false;
  const isDrawn = hasLeaderTimeouts(scenario, rules) && rules.leaderRule === "hashModulo";
  if (isDrawn && !hasLeader(committee.length, true, rules)) return false;
  if (rules.quorumRule === "headCount") return isSimplexCertificate(committee.length, present);
  const weigh = (allocations: readonly AuditedAllocation[]): bigint =>
    allocations.reduce(
      (sum, { prover }) => sum + weightOfVote({ seniority: BigInt(prover.seniority) }, rules.voteWeight),
      0n,
    );
  return weigh(present.map((rank) => committee[rank])) >= quorumThreshold(weigh(committee));
}

/** In how many of the next frames that the shard makes the prover's node is away for so short that no row says so. */
function shortlyAway(
  { absences }: Pick<Books, "absences">,
  { madeFrames }: AuditedShard,
  { address, classIndex }: AuditedProver,
  frames: number,
): number {
  if (absences === null) return 0;
  const word = Number.parseInt(address.slice(0, 8), 16);
  return absences.between(classIndex, word, madeFrames, madeFrames + frames);
}

/** Pays all frames before `until` that the shard has not been paid for, and writes down who took part in them. */
export function payUntil(books: Books, shard: AuditedShard, missing: MissingFrames, until: number): void {
  const { pay } = shard;
  if (until <= pay.since) return;
  shard.pay = { ...pay, since: until };
  const missed = missing.missedBy(shard.shard, pay.since, until);
  if (!pay.makesFrames) {
    books.findings.compare("consensus.timeout", shard, { what: "missed frames", expected: 0, written: missed });
    return;
  }
  const frames = missing.globalFrames(pay.since, until) - missed;
  const late = lateInFrames(books, shard, { from: pay.since, until, frames });
  const away = pay.shares.map(([{ prover }]) => shortlyAway(books, shard, prover, frames));
  shard.madeFrames += frames;
  books.missedFrames += missed;
  pay.shares.forEach(([allocation, units, ring], k) => {
    const paid = units * BigInt(frames - late[k] - away[k]);
    allocation.prover.lateFrames += late[k];
    allocation.prover.rewardUnits += paid;
    books.ringUnits[ring] += paid;
    books.issuedUnits += paid;
    allocation.lastActive = Math.max(allocation.lastActive, until - 1);
  });
}

/** Units issued up to and with `frame`, those included that shards have not been paid yet. */
export function issuedUpTo(books: Books, missing: MissingFrames, frame: number): bigint {
  const { absences, issuedUnits, late, shards } = books;
  let units = issuedUnits;
  for (const audited of shards.values()) {
    const { shard, pay } = audited;
    if (!pay.makesFrames || pay.since > frame) continue;
    const missed = missing.missedBy(shard, pay.since, frame + 1);
    const frames = missing.globalFrames(pay.since, frame + 1) - missed;
    units += pay.unitsPerFrame * BigInt(frames);
    if (absences !== null)
      for (const [{ prover }, share] of pay.shares)
        units -= share * BigInt(shortlyAway(books, audited, prover, frames));
    if (late.isEmpty) continue;
    for (const [{ prover }, share] of pay.shares)
      units -= share * BigInt(late.on(prover.prover, shard, pay.since, frame + 1));
  }
  return units;
}
