/**
 * The auditor's own books: plain objects and maps, filled from the log alone. Maps are walked in order of insertion,
 * which is that of the log.
 */
import { historyOf, type MainnetHistory } from "../../protocol/history/mainnet-history.js";
import { MultiplierSequence } from "../../protocol/fees/multiplier-sequence.js";
import type { EffectiveStatus, StoredStatus } from "../../protocol/lifecycle/status.js";
import type { RuleSwitches } from "../../protocol/ground/rule-sets.js";
import type { Scenario } from "../../scenario/schema.js";
import { switchesOf } from "../../scenario/switches.js";
import { Findings } from "./findings.js";
import type { WrittenRow } from "./written-run.js";

export interface AuditedProver {
  readonly prover: number;
  readonly address: string;
  readonly classIndex: number;
  workers: number;
  seniority: number;
  online: boolean;
  /** Frame from which it has been online, or offline. */
  presenceSince: number;
  /** Frames of the outage that it came back from last. */
  missedFrames: number;
  gone: boolean;
  departing: boolean;
  kickFrame: number;
  rewardUnits: bigint;
  /** Frames in which it took part on one shard or more, not credited as seniority yet, and since when it does. */
  activeFrames: number;
  activeSince: number;
  activeShards: number;
  /** In which frame of every thirty it looks whether to confirm its places anew (epoch lifecycle). */
  lookPhase: number;
  /** By shard. */
  readonly places: Map<number, AuditedPlace>;
}

/** A prover on a shard; `proposed`: its join is on its way. Frames are 0 where the thing has not happened. */
export interface AuditedPlace {
  readonly prover: AuditedProver;
  shard: AuditedShard;
  status: StoredStatus | "proposed";
  proposedFrame: number;
  joinFrame: number;
  joinConfirmFrame: number;
  leaveFrame: number;
  leaveConfirmFrame: number;
  pauseFrame: number;
  /** Frame from which it has been active without a break. */
  activeSince: number;
  /** Last epoch for which it is registered, as far as written down: see registrations.ts. */
  epoch: number;
  /** Effective status when the frame before this one had ended. */
  effective: EffectiveStatus | null;
  /** Whether it is in its shard's committee. */
  isMember: boolean;
  /** Last frame in which it took part, as far as paid. */
  lastActive: number;
}

/** What a shard pays in every frame from `since` on. */
export interface ShardPay {
  readonly since: number;
  readonly makesFrames: boolean;
  readonly shares: readonly (readonly [place: AuditedPlace, units: bigint, ring: number])[];
  readonly unitsPerFrame: bigint;
}

export interface AuditedShard {
  readonly shard: number;
  readonly filter: string;
  bytes: number;
  /** Bytes of the start that its data grew from. */
  baseBytes: number;
  leafCount: number;
  live: boolean;
  readonly places: Set<AuditedPlace>;
  /** In ring order, with the ring of each. */
  committee: readonly AuditedPlace[];
  rings: readonly number[];
  pay: ShardPay;
  /** Whether it makes frames, as the log has it. */
  saidToMakeFrames: boolean;
  /** Frames made and paid. */
  madeFrames: number;
  /** Provers that cover it; first frame of its streak at or below the halt threshold, −1: none. */
  covering: number;
  streakStart: number;
  halted: boolean;
  /** Last frame of its latest halt that is over. */
  resumedFrame: number;
  /** Whether anybody's join was ever accepted on it; before that it is not watched, and cannot halt. */
  everJoined: boolean;
  /** Frame at which a noted split (2, 4, 8) or merge (1) takes effect; 0: none. */
  changeFrame: number;
  changeInto: number;
  lastProposal: number;
}

/** Counts since the start that the log speaks of row by row. */
export interface Counted {
  joins: number;
  confirms: number;
  rejects: number;
  leaves: number;
  evictions: number;
  kicks: number;
  splits: number;
  merges: number;
  transactions: number;
}

export class Books {
  readonly scenario: Scenario;
  readonly rules: RuleSwitches;
  readonly history: MainnetHistory;
  readonly findings = new Findings();
  readonly provers = new Map<number, AuditedProver>();
  readonly shards = new Map<number, AuditedShard>();
  /** Who is to be evicted and which shards halt in this frame; evidence of double signing, by the frame it arrives in. */
  evictions: ReadonlySet<AuditedProver> = new Set();
  halts: ReadonlySet<AuditedShard> = new Set();
  readonly evidence = new Map<AuditedProver, number>();
  /** Places whose effective status changed by itself in this frame, as the log says. */
  readonly toldOf = new Set<AuditedPlace>();
  /** Provers kicked in this frame. */
  readonly kickedNow = new Set<AuditedProver>();
  /** Where places have to move in this frame, by filter. */
  readonly moves = new Map<AuditedPlace, string>();
  readonly multipliers: MultiplierSequence;
  /** Shards whose places, data or presence changed since they were last worked out. */
  readonly touched = new Set<AuditedShard>();
  readonly addressOf: ReadonlyMap<number, string>;
  readonly counted: Counted = {
    joins: 0, confirms: 0, rejects: 0, leaves: 0, evictions: 0, kicks: 0, splits: 0, merges: 0, transactions: 0,
  }; // prettier-ignore
  frame: number;
  worldBytes = 0;
  difficulty: bigint;
  issuedUnits = 0n;
  /** Units paid to each ring, over all shards. */
  readonly ringUnits: bigint[] = [];
  feesPaidUnits = 0n;
  feesBurntUnits = 0n;
  missedFrames = 0;
  haltedCount = 0;
  /** Last frame in which any shard was halted, of halts that are over. */
  resumedFrame = 0;

  constructor(scenario: Scenario, provers: readonly WrittenRow[]) {
    this.scenario = scenario;
    this.rules = switchesOf(scenario);
    this.multipliers = new MultiplierSequence(scenario.frames.pace / 1000, this.rules);
    this.history = historyOf(scenario.frames.history);
    this.addressOf = new Map(provers.map((row) => [Number(row["prover"]), row["address"]]));
    this.frame = scenario.frames.first;
    this.difficulty = BigInt(scenario.frames.difficulty);
  }

  /** All places that are not over, in order of provers. */
  *allPlaces(): Generator<AuditedPlace, void, undefined> {
    for (const { places } of this.provers.values()) yield* places.values();
  }

  *liveShards(): Generator<AuditedShard, void, undefined> {
    for (const shard of this.shards.values()) if (shard.live) yield shard;
  }

  /** Puts a prover on a shard. */
  open(prover: AuditedProver, shard: AuditedShard, status: AuditedPlace["status"]): AuditedPlace {
    const place: AuditedPlace = {
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
      isMember: false,
      lastActive: 0,
    };
    prover.places.set(shard.shard, place);
    shard.places.add(place);
    this.touched.add(shard);
    return place;
  }

  close(place: AuditedPlace): void {
    place.status = "left";
    place.prover.places.delete(place.shard.shard);
    place.shard.places.delete(place);
    this.touched.add(place.shard);
  }

  move(place: AuditedPlace, to: AuditedShard): void {
    place.prover.places.delete(place.shard.shard);
    place.shard.places.delete(place);
    this.touched.add(place.shard).add(to);
    place.shard = to;
    place.prover.places.set(to.shard, place);
    to.places.add(place);
    to.everJoined = true;
  }

  /** All shards that the prover has a place on are worked out anew. */
  touchPlacesOf(prover: AuditedProver): void {
    for (const { shard } of prover.places.values()) this.touched.add(shard);
  }
}
