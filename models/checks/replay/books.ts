/**
 * The auditor's own books: plain objects and maps, filled from the log alone. Maps are walked in order of insertion,
 * which is that of the log.
 */
import type { AuditedAllocation, AuditedProver, AuditedShard, Counted } from "./audited.js";
import type { Curve } from "../../curves/curve.js";
import { historyOf, type MainnetHistory } from "../../protocol/history/mainnet-history.js";
import { MultiplierSequence } from "../../protocol/fees/multiplier-sequence.js";
import type { RuleSwitches } from "../../protocol/ground/rule-sets.js";
import type { Scenario } from "../../scenario/schema.js";
import { type Attacker, attackersOf } from "../../scenario/attackers.js";
import { ShortAbsences } from "../../scenario/short-absences.js";
import { curveOf } from "../../scenario/curve.js";
import { switchesOf } from "../../scenario/switches.js";
import { Evidence } from "./evidence.js";
import { Findings } from "./findings.js";
import { LateVotes } from "./late-votes.js";
import { FrameTimes } from "./frame-times.js";
import type { WrittenRow } from "./written-run.js";

export class Books {
  readonly scenario: Scenario;
  readonly rules: RuleSwitches;
  readonly history: MainnetHistory;
  /** As a release may have left it. */
  curve: Curve;
  attackers: readonly Attacker[];
  /** When frames come, and how fast data grow since when: the timeline may say otherwise than the start. */
  readonly clock: FrameTimes;
  growthPerMonth: number;
  growthSinceUs = 0;
  /** Parts of the growth that shards have drawn since the last step of the data. */
  readonly growthDrawn: number[] = [];
  /** When it was last worked out what users still want of their files; how many they have deleted. */
  filesSinceUs = 0;
  filesDeleted = 0;
  filesDeletedBytes = 0;
  readonly findings = new Findings();
  readonly provers = new Map<number, AuditedProver>();
  readonly shards = new Map<number, AuditedShard>();
  /** Who is to be evicted and which shards halt in this frame. */
  evictions: ReadonlySet<AuditedProver> = new Set();
  halts: ReadonlySet<AuditedShard> = new Set();
  readonly evidence: Evidence;
  /** Allocations whose effective status changed by itself in this frame, as the log says. */
  readonly toldOf = new Set<AuditedAllocation>();
  /** Provers kicked in this frame. */
  readonly kickedNow = new Set<AuditedProver>();
  /** Provers in no committee because of their own status; and who has taken back joins or leaves in this frame. */
  readonly outsiders = new Set<AuditedProver>();
  readonly rejected = new Set<string>();
  /** Where allocations have to move in this frame, by filter. */
  readonly moves = new Map<AuditedAllocation, string>();
  readonly multipliers: MultiplierSequence;
  /** Shards whose committee may hand over, by the frame in which it is looked at. */
  readonly handoffs = new Map<number, Set<AuditedShard>>();
  /** Shards whose allocations, data or presence changed since they were last worked out. */
  readonly touched = new Set<AuditedShard>();
  readonly addressOf: ReadonlyMap<number, string>;
  readonly counted: Counted = {
    joins: 0, confirms: 0, rejects: 0, leaves: 0, rescueLeaves: 0, thinStreaks: 0, evictions: 0, kicks: 0, splits: 0, merges: 0, transactions: 0,
  }; // prettier-ignore
  frame: number;
  /** First frame that has not credited anybody at the row that is read. */
  creditedUntil = 0;
  /** Frames from `from` up to, not with, `until` that have a global one. */
  readonly globalFrames: (from: number, until: number) => number;
  /** Votes that were not credited. */
  readonly late: LateVotes;
  /** Absences that are reckoned and stand in no row; null where every outage does. */
  readonly absences: ShortAbsences | null;
  worldBytes = 0;
  /** Frame of the last reset, in which a new grid took the place of the old one, and the bytes of all its data; −1: none. */
  resetFrame = -1;
  resetBytes = 0;
  /** First shard of the new grid. */
  resetFirst: AuditedShard | null = null;
  /** Frame of the last step of the data, or of the start; what the curve saw of the supply then, and has added up since the start. */
  stepFrame: number;
  supplyUnits = 0n;
  accrued = 0n;
  difficulty: bigint;
  issuedUnits = 0n;
  /** Units paid to each ring, over all shards. */
  readonly ringUnits: bigint[] = [];
  feesPaidUnits = 0n;
  feesBurntUnits = 0n;
  feesCreditedUnits = 0n;
  /** Headers of this frame that pay fees, as the log says: the shard and the prover who gets the rest, −1: nobody. */
  readonly feesPaid = new Map<AuditedShard, number>();
  missedFrames = 0;
  haltedCount = 0;
  /** Whether streaks come to a halt after another grace from this frame on. */
  hasOtherGrace = false;
  /** Frame from which requests are answered by the windows of now; 0: from the start. */
  windowsFrom = 0;
  /** Last frame in which any shard was halted, of halts that are over. */
  resumedFrame = 0;
  /** Frames of prover-only mode in spells that are over, and the first frame of the latest spell. */
  proverOnlyFrames = 0;
  proverOnlyFrom = 0;

  constructor(
    scenario: Scenario,
    provers: readonly WrittenRow[],
    globalFrames: (from: number, until: number) => number = (from, until) => until - from,
    late = new LateVotes([]),
  ) {
    // The timeline may change fields, of a copy.
    this.scenario = scenario.timeline === undefined ? scenario : structuredClone(scenario);
    this.clock = new FrameTimes(scenario.frames);
    this.growthPerMonth = scenario.shards.growth;
    this.globalFrames = globalFrames;
    this.late = late;
    this.evidence = new Evidence(this.scenario);
    this.absences = scenario.fidelity === "epoch" ? new ShortAbsences(this.scenario) : null;
    this.rules = switchesOf(scenario);
    this.curve = curveOf(scenario);
    this.attackers = attackersOf(scenario);
    this.multipliers = new MultiplierSequence(scenario.frames.pace / 1000, this.rules);
    this.history = historyOf(scenario.frames.history);
    this.addressOf = new Map(provers.map((row) => [Number(row["prover"]), row["address"]]));
    this.frame = scenario.frames.first;
    this.stepFrame = this.frame;
    if (this.curve.dependsOnSupply === true) this.supplyUnits = scenario.issuance.supply;
    this.difficulty = BigInt(scenario.frames.difficulty);
  }

  /** All allocations that are not over, in order of provers. */
  *allAllocations(): Generator<AuditedAllocation, void, undefined> {
    for (const { allocations } of this.provers.values()) yield* allocations.values();
  }

  *liveShards(): Generator<AuditedShard, void, undefined> {
    for (const shard of this.shards.values()) if (shard.live) yield shard;
  }

  /** Puts a prover on a shard. */
  open(prover: AuditedProver, shard: AuditedShard, status: AuditedAllocation["status"]): AuditedAllocation {
    const allocation: AuditedAllocation = {
      prover,
      shard,
      status,
      proposedFrame: 0,
      joinFrame: 0,
      joinConfirmFrame: 0,
      leaveFrame: 0,
      leaveConfirmFrame: 0,
      pauseFrame: 0,
      activeSince: 0,
      epoch: 0,
      effective: null,
      isInCommittee: false,
      lastActive: 0,
    };
    prover.allocations.set(shard.shard, allocation);
    shard.allocations.add(allocation);
    this.touched.add(shard);
    return allocation;
  }

  close(allocation: AuditedAllocation): void {
    allocation.status = "left";
    allocation.prover.allocations.delete(allocation.shard.shard);
    allocation.shard.allocations.delete(allocation);
    this.touched.add(allocation.shard);
  }

  move(allocation: AuditedAllocation, to: AuditedShard): void {
    allocation.prover.allocations.delete(allocation.shard.shard);
    allocation.shard.allocations.delete(allocation);
    this.touched.add(allocation.shard).add(to);
    allocation.shard = to;
    allocation.prover.allocations.set(to.shard, allocation);
    to.allocations.add(allocation);
    to.everJoined = true;
  }

  /** Shards that the prover has an allocation on, or serves until their committee hands over. */
  shardsOf(prover: AuditedProver): ReadonlySet<AuditedShard> {
    const own = new Set([...prover.allocations.values()].map(({ shard }) => shard));
    if (this.rules.committeeSession === "off") return own;
    const serves = ({ sealed }: AuditedShard): boolean =>
      sealed?.members.some((member) => member.prover === prover) ?? false;
    return new Set([...own, ...[...this.shards.values()].filter(serves)]);
  }

  /** All of them are worked out anew. */
  touchShardsOf(prover: AuditedProver): void {
    for (const shard of this.shardsOf(prover)) this.touched.add(shard);
  }
}
