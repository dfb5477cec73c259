/**
 * Frames that shards miss because their leaders are away (`consensus.leaderTimeouts`). Leaders that a hash draws for every rank, and that are
 * waited for each time, cost frames by chance alone; leaders in turn, and those that are skipped once they are known to be silent, by
 * their views. Which of the two is asked of the rules whenever a committee changes.
 */
import type { RuleSwitches } from "../protocol/ground/rule-sets.js";
import type { StateReader } from "../../sim/table/state-reader.js";
import type { StateSink, Stored } from "../../sim/table/stored.js";
import type { Allocations } from "./allocations.js";
import type { RowStreams } from "./draws.js";
import type { OnMissed } from "./on-missed.js";
import { framesOfTimeout, RankTimeouts } from "./rank-timeouts.js";
import { type AwayMember, SilentLeaders, skipViews } from "./silent-leaders.js";
import type { ShortAbsences } from "./world.js";
import type { Nodes } from "./nodes.js";
import type { Provers } from "./provers.js";
import type { Shards } from "./shards.js";
import { ShortLeaders } from "./short-leaders.js";

type LeaderRules = Pick<RuleSwitches, "consensusKind" | "leaderRule" | "viewTimeout">;

/** What of the world says who is in a committee and online, and how many global frames there were. */
interface LedWorld {
  readonly shards: Shards;
  readonly allocations: Allocations;
  readonly provers: Provers;
  readonly nodes: Nodes;
  /** Absences that nobody follows; null where there are none. */
  readonly shortAbsences?: ShortAbsences | null;
  framesBetween(from: number, until: number): number;
}

interface LeaderServices {
  readonly world: LedWorld;
  readonly rules: () => LeaderRules;
  /** Whether absent leaders cost frames at the moment; always unless given. */
  readonly isOn?: () => boolean;
  /** Whether a rank's leader is absent, and who leads a view where leaders are drawn. */
  readonly absences: RowStreams;
  readonly leaders: RowStreams;
  /** Time from one frame to the next. */
  readonly paceMs: () => number;
  /** Told of missed frames (`tell`), if anybody wants to know. */
  readonly onMissed: OnMissed | null;
}

/** Whether an absent leader is waited for every time, and any rank may be its own. */
const isByChance = ({ consensusKind, leaderRule }: LeaderRules): boolean =>
  leaderRule === "hashModulo" && consensusKind !== "simplex";

/** Both keep a row a shard. */
export class LeaderAbsences implements Stored {
  readonly #world: LedWorld;
  readonly #rules: () => LeaderRules;
  readonly #isOn: () => boolean;
  readonly #ranks: RankTimeouts;
  readonly #silent: SilentLeaders;
  readonly #short: ShortLeaders;
  readonly #paceMs: () => number;
  readonly #onMissed: OnMissed | null;
  /** Of the members that are looked at, one after the other. */
  #firstWords = new Float64Array(0);

  constructor({ world, rules, isOn = () => true, absences, leaders, paceMs, onMissed }: LeaderServices) {
    this.#world = world;
    this.#rules = rules;
    this.#isOn = isOn;
    this.#paceMs = paceMs;
    this.#onMissed = onMissed;
    const framesBetween = (from: number, until: number): number => world.framesBetween(from, until);
    this.#short = new ShortLeaders(framesBetween);
    const shared = { paceMs, rules, framesBetween };
    this.#ranks = new RankTimeouts({ ...shared, draws: absences });
    this.#silent = new SilentLeaders({ ...shared, draws: leaders });
  }

  /** Whether absent leaders cost frames at the moment. */
  get isOn(): boolean {
    return this.#isOn();
  }

  /** The committee of a shard, who of it is online or whether it certifies changed; frames before must have been counted. */
  update(shard: number, frame: number): void {
    if (!this.#isOn()) return;
    const { minting, inRings, present, session } = this.#world.shards;
    const members = inRings[shard];
    if (isByChance(this.#rules()))
      this.#ranks.setAbsent(shard, frame, absentShare(members, present[shard], minting[shard]));
    else
      this.#silent.setCommittee(shard, frame, {
        members,
        away: this.#awayOf(shard),
        certifies: minting[shard] === 1,
        session: session[shard],
      });
    if (this.#world.shortAbsences)
      this.#short.follow(shard, frame, this.#missedShare(shard, this.#world.shortAbsences));
  }

  /** Frames of the shard before `until`, not counted yet, that it missed. */
  countMissed(shard: number, until: number): number {
    if (!this.#isOn()) return 0;
    const missed = (isByChance(this.#rules()) ? this.#ranks : this.#silent).countMissed(shard, until);
    // Of leaders whose absence nobody follows, beside those that are counted.
    return this.#world.shortAbsences ? missed + this.#short.countMissed(shard, until, missed) : missed;
  }

  /** Tells of so many that were counted, of the frames from `from` up to, not with, `until`: all of a stretch at once, and of each frame once. */
  tell(shard: number, missed: number, from: number, until: number): void {
    if (missed > 0) this.#onMissed?.(shard, missed, from, until);
  }

  /** Frames that those cost a shard of each that it could make: a turn of each of them comes once in as many views as there are members. */
  #missedShare(shard: number, absences: ShortAbsences): number {
    const { shards, allocations, provers, nodes } = this.#world;
    if (shards.minting[shard] === 0) return 0;
    const rules = this.#rules();
    const most = rules.consensusKind === "simplex" ? skipViews : Number.POSITIVE_INFINITY;
    const ofClass: number[] = [];
    let away = 0;
    for (const allocation of shards.ranked[shard]) {
      const node = provers.node[allocations.prover[allocation]];
      const classIndex = nodes.operatorClass[node];
      if (nodes.online[node] === 1) away += ofClass[classIndex] ??= absences.newlyAway(classIndex, most);
    }
    return (away / shards.inRings[shard]) * framesOfTimeout(0, this.#paceMs(), rules.viewTimeout);
  }

  save(to: StateSink): void {
    to.part("ranks", this.#ranks);
    to.part("silent", this.#silent);
    if (this.#world.shortAbsences) to.part("short", this.#short);
  }

  load(from: StateReader): void {
    from.part("ranks", this.#ranks);
    from.part("silent", this.#silent);
    if (this.#world.shortAbsences) from.part("short", this.#short);
  }

  /** Members that are away, with their turns: how many come before them by address. */
  #awayOf(shard: number): readonly AwayMember[] {
    const { shards, allocations, provers, nodes } = this.#world;
    if (shards.present[shard] === shards.inRings[shard]) return [];
    const { prover } = allocations;
    const members = shards.ranked[shard];
    const away: number[] = [];
    // Members lie all over memory, and are read once, not once for each that is away.
    if (this.#firstWords.length < members.length) this.#firstWords = new Float64Array(2 * members.length);
    const firstWords = this.#firstWords;
    for (let k = 0; k < members.length; k++) {
      const who = prover[members[k]];
      firstWords[k] = provers.firstAddressWord(who);
      if (nodes.online[provers.node[who]] === 0) away.push(k);
    }
    return away.map((at) => {
      let turn = 0;
      for (let k = 0; k < members.length; k++)
        if (firstWords[k] < firstWords[at]) turn++;
        else if (
          firstWords[k] === firstWords[at] &&
          provers.compareAddress(prover[members[k]], prover[members[at]]) < 0
        )
          turn++;
      return { member: members[at], turn };
    });
  }
}

/** Share of ranks that time out: all where nothing is certified; none on a shard without a committee. */
function absentShare(members: number, present: number, minting: number): number {
  if (members === 0) return 0;
  return minting === 1 ? (members - present) / members : 1;
}
