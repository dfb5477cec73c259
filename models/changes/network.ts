import type { LotWork } from "./lots/low-lots.js";
import type { ViewWork } from "./messages/wire/view-piece.js";
import type { PriceModel } from "../market/price-model.js";
import type { Kernel } from "../../sim/kernel/kernel.js";
import type { Attackers } from "../state/attackers.js";
import type { CheaterWatch } from "../state/cheater-watch.js";
import type { MainnetHistory } from "../protocol/history/mainnet-history.js";
import type { Draws } from "../state/draws.js";
import type { MessagePort, Wired } from "./message-port.js";
import type { Logged } from "../state/log/log-of.js";
import type { RewardClasses } from "../state/rewards/reward-classes.js";
import type { NodeSizes } from "../state/population/node-sizes.js";
import type { Turns } from "../state/turns.js";
import type { MarketWatch } from "../state/market-watch.js";
import type { ShardOrders } from "../state/orders/shard-orders.js";
import type { RingPositions } from "../state/ring-positions.js";
import type { FollowedStrategies } from "../scenario/followed.js";
import type { DatedEntry } from "../scenario/timeline/entries.js";
import type { RuleSwitches } from "../protocol/ground/rule-sets.js";
import type { Scenario } from "../scenario/schema.js";
import type { ActiveFrames } from "../state/active-frames.js";
import type { OnlineTime } from "../state/online-time.js";
import type { ShardGrid } from "../state/shard-grid.js";
import type { Calendars } from "../state/calendars.js";
import type { NetworkStreams } from "../state/purposes.js";
import type { TouchedShards } from "../state/touched-shards.js";

/** Kinds of events as the kernel registered them; what happens at each is in population/ and frame.ts. */
export interface EventKinds {
  /** An operator of class `target` appears; `payload` 1: it arrived beyond the starting count, and another follows. */
  readonly operatorAppears: number;
  /** Operator `target` leaves with all its nodes. */
  readonly operatorLeaves: number;
  /** Node `target` goes off (`payload` 0) or comes back (1). */
  readonly presence: number;
  /** A class `target` gains (`payload` 1) or loses (−1) a worker, as the measurement it follows does. */
  readonly workerChange: number;
  /** Node `target` signs two headers of one frame. */
  readonly equivocates: number;
  /** Entry `target` of the timeline is due. */
  readonly timeline: number;
  /** Its conditions are looked at. */
  readonly timelineLook: number;
  /** Nodes that have not adopted the release of entry `target` are shut out. */
  readonly versionFloor: number;
  readonly activation: number;
  /** Outage `payload`, of entry `target`, is over. */
  readonly outageEnds: number;
  /** Node `target` is back after an outage of the timeline. */
  readonly released: number;
  /** Operator number `payload` that entry `target` sends appears. */
  readonly operatorSent: number;
  /** Operator `target` is gone with all its nodes, without a word. */
  readonly operatorVanishes: number;
  /** The price of the token moves. */
  readonly priceStep: number;
  /** Operator `target` looks at its books; and does what it decided then, `payload`. */
  readonly operatorLooks: number;
  readonly operatorActs: number;
  /** Operator `target` compares its strategy with another's; and takes over the one of `payload`. */
  readonly operatorLearns: number;
  readonly operatorImitates: number;
  /** Attacker `target`, who has a budget, comes. */
  readonly attackerComes: number;
  /** Grant `target` of the scenario is given. */
  readonly granted: number;
  /** Frame number `target` is stepped. */
  readonly frame: number;
  /** A row of series is written. */
  readonly report: number;
}

/** The rules of a run; only its timeline changes any of it. */
export interface RulesInForce {
  readonly rules: RuleSwitches;
  /** Dates of mainnet, where the scenario counts its frames. */
  readonly history: MainnetHistory;
  /** Strategies that the classes of this scenario follow, and the rules that their nodes go by: see `node-rules.ts`. */
  strategies: FollowedStrategies;
  /** What nodes followed before releases that not all have adopted, the latest first. */
  olderStrategies: readonly OlderStrategies[];
}

/** Strategies that nodes follow until they adopt a release. */
export interface OlderStrategies {
  readonly strategies: FollowedStrategies;
  /** When a node adopts the release that came after them, microseconds. */
  readonly adoptedUs: (node: number) => number;
}

/** What else a run was given; only its timeline changes any of it. */
export interface ScenarioGiven {
  readonly scenario: Scenario;
  /** Entries of the scenario's timeline. */
  readonly timeline: readonly DatedEntry[];
  /** Workers of the nodes of each class. */
  readonly nodeSizes: readonly NodeSizes[];
}

/** How the price of the token moves; undefined without a market. Only the timeline changes it. */
export interface Priced {
  priceModel: PriceModel | undefined;
}

/** Work for later frames. */
export interface FrameSchedule {
  readonly calendars: Calendars;
  /** Lets a node look at its shards at its first turn from `frame` on. */
  wakeNode(prover: number, frame: number): void;
  /** Number of the first frame at or after the present moment. */
  nextFrame(): number;
  /** Steps this frame even if nothing else is due in it. */
  wake(frame: number): void;
}

/** Random numbers, by purpose and by who draws. */
export interface RandomDraws {
  readonly streams: NetworkStreams;
  /** The same streams by who draws. */
  readonly draws: Draws;
  /** Phases of nodes, which are drawn once. */
  readonly turns: Turns;
}

export type PureWork = LotWork & ViewWork;

/** Who works out what follows from names and plain numbers alone; null: somebody looks on, and is told of each draw in its order. */
export interface Working {
  readonly work: PureWork | null;
}

/** What is to be brought up to date before the frame ends. */
export interface ShardUpdates {
  /** Shards that changed in this frame and must be looked at again. */
  readonly touched: TouchedShards;
  /** Ring positions taken and given up since the rings were last rebuilt. */
  readonly ringPositions: RingPositions;
}

/** What follows from the shards, and is kept up to date as they change. */
export interface ShardFigures {
  /** What ring positions pay and score, by classes of equal shards. */
  readonly rewards: RewardClasses;
  /** Shards in the order in which nodes want them. */
  readonly orders: ShardOrders;
  readonly grid: ShardGrid;
  readonly market: MarketWatch;
}

/** Who is followed frame by frame. */
export interface ProverWatches {
  /** Who attacks, from when on and where. */
  readonly attackers: Attackers;
  /** Allocations whose provers hold only part of their data; null where nobody audits or nobody cheats. */
  readonly cheaters: CheaterWatch | null;
  /** Frames that provers were credited for, whether their seniority grows with them or not; null before 2.1. */
  readonly activeFrames: ActiveFrames | null;
  /** How long nodes were online; null where nothing is paid for it. */
  readonly onlineTime: OnlineTime | null;
}

/** How the network's era pays, as books see it. */
export interface Paying {
  /** Credits a prover with all frames before `frame`, which nothing may change any more. */
  settleProver: (prover: number, frame: number) => void;
  /** Units that frame `frame` would issue, as everybody can see: whatever was reported or booked so far. */
  publicRate: (frame: number) => number;
}

/** The kernel, and the kinds of its events. */
export interface EventEngine {
  readonly kernel: Kernel;
  readonly kinds: EventKinds;
}

/** A world and the switches of its rules. */
export type RuledWorld = Pick<Network, "rules" | "world">;

/** What certifies a shard's frames or halts it, and follows who earns by them. */
export type MintingServices = RulesInForce & Logged & FrameSchedule & ShardFigures & ProverWatches;

/** What an end of an allocation works with; and all others, for which nodes have phases: `models/changes/allocations`. */
export type ClosingServices = RulesInForce & Logged & FrameSchedule & ShardUpdates & ShardFigures;
export type AllocationServices = ClosingServices & RandomDraws;

/**
 * Everything that the systems of one simulated network share. Whatever needs less asks for less: for some of these
 * services, or by `Pick` for one or two members.
 */
export interface Network
  extends
    RulesInForce,
    ScenarioGiven,
    Logged,
    FrameSchedule,
    RandomDraws,
    Working,
    ShardUpdates,
    ShardFigures,
    ProverWatches,
    EventEngine,
    Priced,
    Paying,
    Wired,
    MessagePort {}
