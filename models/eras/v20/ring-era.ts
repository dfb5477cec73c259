/**
 * The network of 2.0.3 to 2.0.6: the beacon makes every frame, and rings of 2048 nodes share a pot each by cores.
 *
 * In a frame, in the node's order: nodes go off and come back; the rings as they stand share the frame's pots; then
 * joiners are appended by seniority, leavers and the idle go, and inner rings draw from outer ones (`ring.v20.fill`).
 * Between two changes a core of a ring earns the same in every frame, so earnings settle as share × frames × cores.
 */
import { v20LastFrameWithoutMint } from "../../protocol/emission/v20-share.js";
import type { EventFigures } from "../../state/log/event-log.js";
import type { Network } from "../../changes/network.js";
import { advanceV20Rings, firstIdleFrame, isIdle } from "../../protocol/ring/v20-fill.js";
import type { Era } from "../era.js";
import { v20Metrics } from "./metrics.js";
import { nextPotFrame } from "./pots.js";
import { RingMembers } from "./ring-members.js";
import { RingShares } from "./ring-shares.js";

/** Messages of provers count from this frame on. Source: protocol.md 6.4 (node). */
const firstMessageFrame = v20LastFrameWithoutMint;

export function createRingEra(network: Network): Era {
  const { world, calendars, rules, log } = network;
  const { provers, shards, totals } = world;
  const shares = new RingShares(network);
  const members = new RingMembers(network, shares);
  /** Nodes that want to join, in order of their wish, and members that leave. */
  let joining: number[] = [];
  let leaving: number[] = [];
  /** Whose joins waited when the latest frame had ended. */
  let waiting: readonly number[] = [];
  shards.minting[0] = 1;

  function wishToJoin(prover: number, frame: number): void {
    joining.push(prover);
    record(frame, prover, "asks to join", "");
  }

  /** A node that was removed by the rule of age may join again, unless the switches make that a kick for good. */
  const mayJoin = (prover: number): boolean => provers.kickFrame[prover] === 0;

  function changeMembers(frame: number): void {
    const isOpen = frame >= firstMessageFrame;
    const joiners = isOpen ? joining.filter((prover) => provers.online[prover] === 1) : [];
    const leavers = isOpen ? leaving : [];
    // Several outages of a node may fall due in the same frame, that in which a rule of age begins; it is removed once.
    const due = new Set(calendars.idle.take(frame));
    const idle = [...due].filter((prover) => members.isMember(prover) && isIdle(members.memberOf(prover), frame));
    if (isOpen) joining = [];
    else if (joining.length > 0) network.wake(firstMessageFrame);
    waiting = joining.filter((prover) => provers.gone[prover] === 0);
    totals.joining = waiting.reduce((sum, prover) => sum + provers.workers[prover], 0);
    leaving = [];
    if (joiners.length + leavers.length + idle.length === 0) return;
    // The frame itself is shared by the rings as they were.
    shares.accrue(frame + 1);
    for (const prover of joiners) members.enter(prover, frame);
    const rings = advanceV20Rings(members.rings, {
      joiners: joiners.map((prover) => members.memberOf(prover)),
      leavers: new Set(leavers.map((prover) => members.memberOf(prover).address)),
      frame,
      capacity: rules.ringSize,
    });
    members.assignRings(rings, frame);
    totals.leaves += leavers.length;
    totals.joins += joiners.length;
    for (const prover of joiners) {
      const ring = world.allocations.ring[world.allocationIndex.first(prover)];
      record(frame, prover, "joined", "appended to the last ring by seniority", { value: ring });
    }
    for (const prover of leavers) record(frame, prover, "left", "it asked to leave");
    for (const prover of idle) {
      members.penalize(prover, frame);
      totals.evictions++;
      record(frame, prover, "removed", "its last proof is too old");
    }
    shares.update(frame + 1);
  }

  function record(frame: number, prover: number, what: string, why: string, figures: EventFigures = {}): void {
    log?.record({ frame, rule: "ring.v20.fill", prover, shard: 0, what, why, ...figures });
  }

  return {
    metrics: v20Metrics(shares, members),
    nodes: {
      begin: wishToJoin,
      goOff(prover, frame, forGood) {
        if (forGood && members.isMember(prover)) {
          leaving.push(prover);
          record(frame, prover, "asks to leave", "");
        }
        members.rest(prover, frame);
        if (members.isMember(prover))
          calendars.idle.add(Math.max(frame, firstIdleFrame(members.memberOf(prover).lastFrame)), prover);
      },
      comeBack(prover, frame) {
        if (members.isMember(prover)) members.resume(prover, frame);
        else if (mayJoin(prover) && !joining.includes(prover)) wishToJoin(prover, frame);
      },
      changeCores: (prover, frame, cores) => members.changeCores(prover, frame, cores),
    },
    stepFrame(frame) {
      shares.update(frame);
      changeMembers(frame);
      if (shares.hasRings) network.wake(nextPotFrame(frame));
    },
    waiting: () => waiting,
    // What rings share stays what it was when the last change came.
    beforeReport: () => undefined,
    settle(frame) {
      shares.accrue(frame);
      members.settle(frame);
    },
  };
}
