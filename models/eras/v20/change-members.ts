import { append } from "../../../sim/units/append.js";
import type { Network, FrameSchedule, RulesInForce } from "../../changes/network.js";
import { v20LastFrameWithoutMint } from "../../protocol/emission/v20-share.js";
import { advanceV20Rings, isIdle } from "../../protocol/ring/v20-fill.js";
import { eraTable } from "../../state/era-tables.js";
import { logMembership } from "./ring-log.js";
import { assignRings, enter, isMember, memberOf, penalize } from "./ring-members.js";
import { accrueRings, updateShares } from "./ring-shares.js";
import type { Logged } from "../../state/log/log-of.js";

/** Messages of provers count from this frame on. Source: protocol.md 6.4 (node). */
const firstMessageFrame = v20LastFrameWithoutMint;

/** Who joins, who leaves, and whom the rule of age removes in this frame; then the rings draw from one another. */
export function changeMembers(network: RulesInForce & Logged & FrameSchedule, frame: number): void {
  const { world, rules } = network;
  const { joining, leaving } = eraTable(world, "v20Members");
  const isOpen = frame >= firstMessageFrame;
  const joiners = isOpen ? joining.filter((prover) => world.nodes.online[world.provers.node[prover]] === 1) : [];
  const leavers = isOpen ? [...leaving] : [];
  const idle = idleMembers(network, frame);
  if (isOpen) joining.length = 0;
  else if (joining.length > 0) network.wake(firstMessageFrame);
  leaving.length = 0;
  countWaiting(network);
  if (joiners.length + leavers.length + idle.length === 0) return;
  // The frame itself is shared by the rings as they were.
  accrueRings(world, frame + 1);
  for (const prover of joiners) enter(network, prover, frame);
  const { members, depth } = eraTable(world, "v20Rings");
  const before = members.slice(0, depth).map((ring) => ring.map((prover) => memberOf(network, prover)));
  const rings = advanceV20Rings(before, {
    joiners: joiners.map((prover) => memberOf(network, prover)),
    leavers: new Set(leavers.map((prover) => memberOf(network, prover).address)),
    frame,
    capacity: rules.ringSize,
  });
  assignRings(network, rings, frame);
  world.totals.leaves += leavers.length;
  world.totals.joins += joiners.length;
  for (const prover of joiners) {
    const ring = world.allocations.ring[world.allocationIndex.first(prover)];
    const why = "appended to the last ring by seniority";
    logMembership(network, prover, frame, { what: "joined", why, value: ring });
  }
  for (const prover of leavers) logMembership(network, prover, frame, { what: "left", why: "it asked to leave" });
  for (const prover of idle) {
    penalize(network, prover, frame);
    world.totals.evictions++;
    logMembership(network, prover, frame, { what: "removed", why: "its last proof is too old" });
  }
  updateShares(network, frame + 1);
}

/** Several outages of a node may fall due in the same frame, that in which a rule of age begins; it is removed once. */
function idleMembers(network: RulesInForce & Logged & FrameSchedule, frame: number): readonly number[] {
  const due = [...new Set(network.calendars.idle.take(frame))];
  return due.filter((prover) => isMember(network.world, prover) && isIdle(memberOf(network, prover), frame));
}

/** Counts those whose joins still wait now that the frame has decided. */
function countWaiting({ world: { provers, nodes, totals, v20Members } }: Pick<Network, "world">): void {
  if (v20Members === null) return;
  const { joining, waiting } = v20Members;
  waiting.length = 0;
  append(
    waiting,
    joining.filter((prover) => nodes.gone[provers.node[prover]] === 0),
  );
  totals.joining = waiting.reduce((sum, prover) => sum + nodes.workers[provers.node[prover]], 0);
}
