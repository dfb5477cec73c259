import type { Kernel } from "../../sim/kernel/kernel.js";
import type { Attackers } from "../state/attackers.js";
import type { CheaterWatch } from "../state/cheater-watch.js";
import type { MainnetHistory } from "../protocol/history/mainnet-history.js";
import type { Draws } from "../state/draws.js";
import type { MessagePort } from "./messages/message-port.js";
import type { EventLog } from "../state/log/event-log.js";
import type { RewardClasses } from "../state/rewards/reward-classes.js";
import type { NodeSizes } from "../state/population/node-sizes.js";
import type { Turns } from "../state/turns.js";
import type { MarketWatch } from "../state/market-watch.js";
import type { ShardOrders } from "../state/orders/shard-orders.js";
import type { RingPositions } from "../state/ring-positions.js";
import type { FollowedStrategies } from "../scenario/followed.js";
import type { RuleSwitches } from "../protocol/ground/rule-sets.js";
import type { Scenario } from "../scenario/schema.js";
import type { ActiveFrames } from "../state/active-frames.js";
import type { ShardGrid } from "../state/shard-grid.js";
import type { Calendars } from "../state/calendars.js";
import type { NetworkStreams } from "../state/purposes.js";
import type { TouchedShards } from "../state/touched-shards.js";
import type { World } from "../state/world.js";

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

/** Everything that the handlers of one simulated network share; messages go through its `send`. */
export interface Network extends MessagePort {
  readonly scenario: Scenario;
  readonly rules: RuleSwitches;
  readonly world: World;
  readonly kernel: Kernel;
  /** Kinds of the kernel's events. */
  readonly kinds: EventKinds;
  readonly history: MainnetHistory;
  /** Workers of the nodes of each class. */
  readonly nodeSizes: readonly NodeSizes[];
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
  readonly strategies: FollowedStrategies;
  /** Who attacks, from when on and where. */
  readonly attackers: Attackers;
  /** Allocations whose provers hold only part of their data; null where nobody audits or nobody cheats. */
  readonly cheaters: CheaterWatch | null;
  /** Frames that provers took part in; null where seniority does not grow. */
  readonly activeFrames: ActiveFrames | null;
  /** Shards that changed in this frame and must be looked at again before it ends. */
  readonly touched: TouchedShards;
  /** Lets a node look at its shards at its first turn from `frame` on. */
  wakeNode(node: number, frame: number): void;
  /** Where events are recorded, if anybody wants them: `network.log?.record({ … })`. */
  readonly log: EventLog | null;
  /** Number of the first frame at or after the present moment. */
  nextFrame(): number;
  /** Steps this frame even if nothing else is due in it. */
  wake(frame: number): void;
}
