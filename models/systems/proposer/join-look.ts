/** What a node sees when it looks for shards to join. */
import { filtersPerMessage } from "../../protocol/lifecycle/transition.js";
import type { RandomDraws, RulesInForce, ShardFigures } from "../../changes/network.js";
import type { JoinLook } from "../../strategies/strategy.js";
import type { Logged } from "../../state/log/log-of.js";
import { entryRing } from "./entry-ring.js";
import type { NodeView } from "./node-view.js";

type Looked = RulesInForce & Logged & RandomDraws & ShardFigures;
type JoinOrder = ReturnType<ShardFigures["orders"]["forJoins"]>;

/** Who looks. */
interface Look {
  readonly network: Looked;
  readonly prover: number;
  readonly frame: number;
  readonly order: JoinOrder;
  readonly listed: ReturnType<JoinOrder["read"]>;
}

/** The look that is under way; there is one at a time. */
const looks: { now: Look | null } = { now: null };

function underWay(): Look {
  if (looks.now === null) throw new Error("a look is over once the strategy has answered");
  return looks.now;
}

/** What every look is seen by: its functions, six of them, are made once and not by each of millions of looks. */
const lent: { -readonly [field in keyof JoinLook]: JoinLook[field] } = {
  wanted: 0,
  shardCount: 0,
  allocations: 0,
  shardAt: (rank) => underWay().listed.at(rank),
  valueOf: (shard) => underWay().order.valueOf(shard),
  holds: (shard) => underWay().network.world.allocationIndex.has(underWay().prover, shard),
  entryRing: (shard) => entryRing(underWay().network, underWay().prover, shard),
  draws: (n) =>
    underWay().network.draws.provers.purpose("equal shards").frameCursor(underWay().prover, underWay().frame, n),
};

/** What `pick` makes of the look of a node; it is lent, and over with that. */
export function withLook<Picks>(
  network: Looked,
  { prover, strategy }: NodeView,
  frame: number,
  pick: (look: JoinLook) => Picks,
): Picks {
  const { allocationIndex, provers, nodes } = network.world;
  const order = network.orders.forJoins(strategy);
  const listed = order.read();
  lent.wanted = Math.min(nodes.workersFree(provers.node[prover]), filtersPerMessage);
  lent.shardCount = listed.length;
  lent.allocations = allocationIndex.count(prover);
  looks.now = { network, prover, frame, order, listed };
  const picks = pick(lent);
  looks.now = null;
  return picks;
}
