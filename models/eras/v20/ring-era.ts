/**
 * The network of 2.0.3 to 2.0.6: the beacon makes every frame, and rings of 2048 nodes share a pot each by cores.
 *
 * In a frame, in the node's order: nodes go off and come back; the rings as they stand share the frame's pots; then
 * joiners are appended by seniority, leavers and the idle go, and inner rings draw from outer ones (`ring.v20.fill`).
 * Between two changes a core of a ring earns the same in every frame, so earnings settle as share × frames × cores.
 */
import { nextPotFrame } from "../../protocol/emission/v20-pots.js";
import type { Network, FrameSchedule, RulesInForce } from "../../changes/network.js";
import { firstIdleFrame } from "../../protocol/ring/v20-fill.js";
import { eraTable } from "../../state/era-tables.js";
import type { Era } from "../era.js";
import { type NodeHandling, nodeSystems } from "../node-systems.js";
import { beginWithOneShard, countFreeCores, createOneShard } from "../one-shard.js";
import { changeMembers } from "./change-members.js";
import { logMembership } from "./ring-log.js";
import { changeMemberCores, isMember, memberOf, rest, resume, settleMember, settleMembers } from "./ring-members.js";
import { accrueRings, updateShares } from "./ring-shares.js";
import type { Logged } from "../../state/log/log-of.js";

const nodes: NodeHandling = { begin: wishToJoin, goOff, comeBack, changeCores: changeMemberCores };

export const ringEra: Era = {
  systems: [
    ...nodeSystems(nodes),
    { step: 4, rule: "emission.v20.share", title: "shares", run: updateShares },
    { step: 5, rule: "ring.v20.fill", title: "rings", run: changeMembers },
    { step: 9, rule: "emission.v20.basis", title: "pots to come", run: awaitPots },
  ],
  createGenesis(network) {
    createOneShard(network);
    network.world.shards.minting[0] = 1;
    beginWithOneShard(network, nodes);
  },
  // What rings share stays what it was when the last change came.
  beforeReport: countFreeCores,
  settle(network, frame) {
    accrueRings(network.world, frame);
    settleMembers(network, frame);
    countFreeCores(network);
  },
  settleProver(network, prover, frame) {
    accrueRings(network.world, frame);
    settleMember(network, prover, frame);
  },
  // What rings share in the frames to come, until somebody comes or goes.
  publicRate: ({ world }) => world.totals.unitsPerFrame,
  checkSample: () => undefined,
};

function wishToJoin(network: Logged, prover: number, frame: number): void {
  const members = eraTable(network.world, "v20Members");
  members.add(prover);
  members.joining.push(prover);
  logMembership(network, prover, frame, { what: "asks to join", why: "" });
}

function goOff(network: RulesInForce & Logged & FrameSchedule, prover: number, frame: number, forGood: boolean): void {
  const { world, calendars } = network;
  if (forGood && isMember(world, prover)) {
    eraTable(world, "v20Members").leaving.push(prover);
    logMembership(network, prover, frame, { what: "asks to leave", why: "" });
  }
  rest(network, prover, frame);
  if (isMember(world, prover))
    calendars.idle.add(Math.max(frame, firstIdleFrame(memberOf(network, prover).lastFrame)), prover);
}

function comeBack(network: Logged, prover: number, frame: number): void {
  const { world } = network;
  if (isMember(world, prover)) resume(network, prover, frame);
  // Who was removed by the rule of age may join again, unless the switches make that a kick for good.
  else if (world.provers.kickFrame[prover] === 0 && !eraTable(world, "v20Members").joining.includes(prover))
    wishToJoin(network, prover, frame);
}

/** Steps the next frame in which the pots change. */
function awaitPots(network: Pick<Network, "world" | "wake">, frame: number): void {
  if (eraTable(network.world, "v20Rings").count > 0) network.wake(nextPotFrame(frame));
}
