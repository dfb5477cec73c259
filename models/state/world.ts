/** The state of a simulated network, as named columns. */
import type { GlobalChain } from "./global-chain.js";
import type { LateVotes } from "./late-votes.js";
import type { LeaderAbsences } from "./leader-absences.js";
import { PartList } from "../../sim/table/part-list.js";
import { Table } from "../../sim/table/table.js";
import { Allocations } from "./allocations.js";
import type { Grants } from "./grants.js";
import type { FeeLedger } from "./fee-ledger.js";
import { AllocationIndex } from "./allocation-index.js";
import { Calendars } from "./calendars.js";
import { ChangeLedger } from "./ledger/change-ledger.js";
import type { GrowthShares } from "./growth-shares.js";
import { FrameClock } from "./frame-clock.js";
import { MarketWatch } from "./market-watch.js";
import type { Crowding } from "./crowding.js";
import type { StrategyChoices } from "./strategy-choices.js";
import type { OperatorBooks } from "./money/operator-books.js";
import { OperatorClasses, Operators } from "./operators.js";
import type { OwnStatuses } from "./own-statuses.js";
import type { Earnings } from "./rewards/earnings.js";
import { Nodes } from "./nodes.js";
import { Provers } from "./provers.js";
import { Recoveries } from "./recoveries.js";
import { RingPositions } from "./ring-positions.js";
import { Rings } from "./rings.js";
import { ShardGrid } from "./shard-grid.js";
import { Shards } from "./shards.js";
import type { StoredFiles } from "./stored-files.js";
import type { TiltedOutages } from "./tilted-outages.js";
import { Timeline } from "./timeline.js";
import { Totals } from "./totals.js";
import { TouchedShards } from "./touched-shards.js";
import type { TokenMarket } from "./market.js";
import type { CeremonyRounds } from "./eras/ceremony-rounds.js";
import type { Coordinator } from "./coordinator.js";
import type { ProvingNodes } from "./eras/proving-nodes.js";
import type { V20Members, V20Rings } from "./eras/v20-rings.js";

/** Absences so short that nobody follows them. */
export interface ShortAbsences {
  /** In how many frames of a shard, after its first `from` up to its first `until`, a node is away. */
  between(classIndex: number, addressWord: number, from: number, until: number): number;
  /** The same of the class's share, by class from `shares` as long as nothing else happens. */
  away(share: number, addressWord: number, from: number, until: number): number;
  shares(): readonly number[];
  /** Of how many frames a node of the class is away in one, and has been for no more than `most`. */
  newlyAway(classIndex: number, most: number): number;
  /** Whether that was asked for all members of a shard when it had made so many frames; else it is from now on. */
  isTakenOff(shard: number, made: number): boolean;
}

/**
 * All that a run remembers beside the events to come: whatever is to be stored, forked or compared is one of its parts.
 */
export class World extends Table {
  readonly #wake: (frame: number) => void;
  #shortAbsences: ShortAbsences | null = null;
  readonly classes = this.part(new OperatorClasses());
  readonly operators = this.part(new Operators());
  readonly nodes = this.part(new Nodes());
  readonly provers = this.part(new Provers());
  readonly allocations = this.part(new Allocations());
  readonly allocationIndex = this.part(new AllocationIndex(this.allocations));
  readonly shards = this.part(new Shards());
  readonly rings = this.part(new Rings());
  readonly totals = this.part(new Totals());
  /** What happened so far, counted by its causes. */
  readonly ledger = this.part(new ChangeLedger());
  readonly recoveries = this.part(new Recoveries());
  readonly grid = this.part(new ShardGrid(this.shards));
  /** Ring positions taken and given up since the rings were last rebuilt. */
  readonly ringPositions = this.part(new RingPositions(this.allocations));
  /** Shards that changed in this frame and must be looked at again before it ends. */
  readonly touched = this.part(new TouchedShards());
  readonly market = this.part(new MarketWatch());
  /** Allocations whose prover has been idle for too long, while nobody may be evicted. */
  readonly deferredEvictions = this.sequence("allocation");
  /** Allocations that have been idle for too long on shards too small for anybody to be evicted. */
  readonly exemptEvictions = this.sequence("allocation");
  /** Work that waits for a frame, and the frames that are to be stepped because of it or for another reason. */
  readonly calendars = this.part(new Calendars((frame) => this.#wake(frame)));
  readonly wokenFrames = this.set("frame");
  /** Which of two global frames that compete in this frame stands, 0 or 1; −1: there is only one. */
  forkWinner = this.figure("index", -1);
  /** Size of all data, bytes. */
  worldBytes = this.figure("bytes");
  /** When frames come. */
  readonly clock = this.part(new FrameClock());
  /** What has come of the scenario's timeline. */
  readonly timeline = this.part(new Timeline());
  /** Rate by which data grow, share a month, and since when: sizes of the shards' data are those of then. */
  growthPerMonth = this.figure("share a month");
  growthSinceUs = this.figure("µs");
  /** Which part of the growth each shard has; null where all grow by the same share. */
  growthShares = this.part<GrowthShares | null>(null);
  /** Frame of the last entry of the timeline that took effect: fields and rules may be others since; −1: none did. */
  changedSince = this.figure("frame", -1);
  /** Number of the frame that was stepped last. */
  frame = this.figure("frame");
  /** Units issued by all frames before `issuedUntil`; row 0 is the only row. */
  readonly issuedUnits = this.exact("units");
  issuedUntil = this.figure("frame");
  /** The global chain where its archives can fail; null where every frame has a global one. */
  globalChain = this.part<GlobalChain | null>(null);
  /** Frames that absent leaders cost; null where every minting shard makes every frame. */
  leaders = this.part<LeaderAbsences | null>(null);
  /** Votes that came after the quorum; null where every vote in time is credited. */
  lateVotes = this.part<LateVotes | null>(null);
  /** What transactions pay; null where there are none. */
  fees = this.part<FeeLedger | null>(null);
  /** What users store and delete some time; null where all stays. */
  files = this.part<StoredFiles | null>(null);
  /** What a token is worth, and was sold and bought; null where nothing is counted in dollars. */
  tokenMarket = this.part<TokenMarket | null>(null);
  /** What operators own, earn and pay; null where nobody keeps books. */
  books = this.part<OperatorBooks | null>(null);
  /** Which strategy each operator follows; null where every class has one. */
  following = this.part<StrategyChoices | null>(null);
  /** Requests that find no room at archives; null where nobody floods them. */
  crowding = this.part<Crowding | null>(null);
  /** Outages by another law than theirs; null in every run but those that importance sampling weighs. */
  tilt = this.part<TiltedOutages | null>(null);
  /** What operations wrote to provers themselves; null where that decides nothing (`proverStatus: aggregate`). */
  ownStatuses = this.part<OwnStatuses | null>(null);
  /** What allocations earned, each for itself; null where nobody asked (`report.allocations`). */
  earnings = this.part<Earnings | null>(null);
  /** Tables of the eras before 2.1, each in its own era only; and the nodes that the era has seen begin. */
  ceremony = this.part<CeremonyRounds | null>(null);
  coordinator = this.part<Coordinator | null>(null);
  proving = this.part<ProvingNodes | null>(null);
  v20Rings = this.part<V20Rings | null>(null);
  v20Members = this.part<V20Members | null>(null);
  nodesBegun = this.figure("nodes");
  /** What genesis granted; null where nothing was. */
  grants = this.part<Grants | null>(null);

  /** What only some runs remember: that of an era, of a plug-in, of a rule that a scenario switches on. */
  readonly parts = this.part(new PartList());

  /** `wake`: steps a frame even if nothing else is due in it. */
  constructor(
    { first, pace }: { readonly first: number; readonly pace: number },
    wake: (frame: number) => void = () => undefined,
  ) {
    super();
    this.#wake = wake;
    this.addRow();
    this.clock.begin({ first, pace });
    this.frame = first;
    this.issuedUntil = first + 1;
  }

  /** Absences that nobody follows one by one; null where there are none. They follow from the scenario, so that none is stored. */
  get shortAbsences(): ShortAbsences | null {
    return this.#shortAbsences;
  }

  set shortAbsences(absences: ShortAbsences | null) {
    this.#shortAbsences = absences;
  }

  /** Frames from `from` up to, not with, `until` that have a global frame. */
  framesBetween(from: number, until: number): number {
    return this.globalChain === null ? until - from : this.globalChain.framesBetween(from, until);
  }

  /** Whether committees ask for the own status of provers. */
  get asksOwnStatus(): boolean {
    return this.ownStatuses?.isOn === 1;
  }

  /** Whether committees take the prover of an allocation, as far as its own status goes. */
  takesIn(allocation: number): boolean {
    return this.ownStatuses === null || this.ownStatuses.isActive(this.allocations.prover[allocation]);
  }
}
