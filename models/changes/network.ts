import type { Kernel } from "../../sim/kernel/kernel.js";
import type { CheaterWatch } from "../state/cheater-watch.js";
import type { MainnetHistory } from "../protocol/history/mainnet-history.js";
import type { Draws } from "../state/draws.js";
import type { EventLog } from "../state/log/event-log.js";
import type { RewardClasses } from "../state/rewards/reward-classes.js";
import type { Population } from "../systems/population/operators.js";
import type { Turns } from "../state/turns.js";
import type { MarketWatch } from "../systems/proposer/market.js";
import type { ShardOrders } from "../state/orders/shard-orders.js";
import type { RingPositions } from "./rings/rebuild-rings.js";
import type { Strategy } from "../protocol/proposer/strategy.js";
import type { RuleSwitches } from "../protocol/ground/rule-sets.js";
import type { Scenario } from "../scenario/schema.js";
import type { ActiveFrames } from "../state/active-frames.js";
import type { ShardGrid } from "./shards/grid.js";
import type { FrameCalendar } from "../state/calendar.js";
import type { NetworkStreams } from "../state/purposes.js";
import type { TouchedShards } from "../state/touched-shards.js";
import type { World } from "../state/world.js";

/** Work that waits for a frame, one calendar a kind. */
export interface Calendars {
  /** Provers that went off or came back, as pairs (prover, 1 or 0). */
  readonly presence: FrameCalendar;
  /** Provers whose operator leaves. */
  readonly departures: FrameCalendar;
  /** Workers gained or given up, as pairs (prover, count). */
  readonly workers: FrameCalendar;
  /** The next growth of the data. */
  readonly growth: FrameCalendar;
  /** Allocations whose effective status changes without a message: joins in effect, confirmations that end or arrive. */
  readonly standings: FrameCalendar;
  /** Allocations whose request may lapse, or whose leave takes effect. */
  readonly expiries: FrameCalendar;
  /** Shards whose noted split takes effect. */
  readonly splits: FrameCalendar;
  /** Shards whose noted merge takes effect, or whose cooldown ends. */
  readonly merges: FrameCalendar;
  /** Requests that arrive, as pairs (operation, allocation). */
  readonly requests: FrameCalendar;
  /** Shards whose streak may have lasted long enough to halt them. */
  readonly halts: FrameCalendar;
  /** Allocations whose prover may have been idle too long. */
  readonly idle: FrameCalendar;
  /** Nodes that announce a planned outage. */
  readonly plannedOutages: FrameCalendar;
  /** What is due for paused allocations, as pairs (kind, allocation or prover); see systems/pauses/pauses.ts. */
  readonly pauses: FrameCalendar;
  /** Allocations that the storage audit catches if nothing changes. */
  readonly audits: FrameCalendar;
  /** Provers that sign two headers of the frame, and evidence that arrives, as pairs (prover, shard). */
  readonly equivocations: FrameCalendar;
  readonly evidence: FrameCalendar;
  /** Seniority merges to be asked for and those that arrive, as pairs (prover, frame of the request or −1). */
  readonly seniorityMerges: FrameCalendar;
  /** The next step of seniority that grows. */
  readonly accruals: FrameCalendar;
  /** Nodes that look at their shards. */
  readonly evaluations: FrameCalendar;
}

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
  /** Frame number `target` is stepped. */
  readonly frame: number;
  /** A row of series is written. */
  readonly report: number;
}

/** Everything that the handlers of one simulated network share. */
export interface Network {
  readonly scenario: Scenario;
  readonly rules: RuleSwitches;
  readonly world: World;
  readonly kernel: Kernel;
  /** Kinds of the kernel's events. */
  readonly kinds: EventKinds;
  readonly history: MainnetHistory;
  readonly population: Population;
  readonly streams: NetworkStreams;
  /** The same streams by who draws. */
  readonly draws: Draws;
  readonly turns: Turns;
  readonly calendars: Calendars;
  readonly rewards: RewardClasses;
  readonly grid: ShardGrid;
  readonly orders: ShardOrders;
  /** Ring positions taken and given up since the rings were last rebuilt. */
  readonly ringPositions: RingPositions;
  readonly market: MarketWatch;
  /** Strategies that the classes of this scenario follow. */
  readonly strategies: readonly Strategy[];
  /** Nodes with free workers that found no shard: they look again when the market changes. In order of arrival. */
  readonly waiting: Set<number>;
  /** Allocations whose prover has been idle for too long, while nobody may be evicted. */
  readonly deferredEvictions: number[];
  /** Allocations whose provers hold only part of their data; null where nobody audits or nobody cheats. */
  readonly cheaters: CheaterWatch | null;
  /** Frames that provers took part in; null where seniority does not grow. */
  readonly activeFrames: ActiveFrames | null;
  /** Operators whose old peer id was brought in. */
  readonly spentPeers: Set<number>;
  /** Shards that changed in this frame and must be looked at again before it ends. */
  readonly touched: TouchedShards;
  /** Lets a node look at its shards at its first turn from `frame` on. */
  wakeNode(prover: number, frame: number): void;
  /** Where events are recorded, if anybody wants them: `network.log?.record({ … })`. */
  readonly log: EventLog | null;
  /** Number of the first frame at or after the present moment. */
  nextFrame(): number;
  /** Steps this frame even if nothing else is due in it. */
  wake(frame: number): void;
}
