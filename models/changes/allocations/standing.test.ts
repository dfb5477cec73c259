/** What allocations count for: each by its own confirmation, whatever its node did with others. */
import { describe, expect, it } from "vitest";
import { openNetwork, type ScenarioText, type SteppedNetwork, smallScenario } from "../../../test/network-kit.js";
import { Status } from "../../state/allocations.js";
import { arrivesIn, recordedEpoch } from "./recorded-epoch.js";
import { Message } from "../message-port.js";
import { type RequestKind, sendRequest } from "../messages/send-request.js";

const epochFrames = 100;
const frameUs = 10_000_000;

/** Twelve nodes of one worker on one shard under epochs, always online, asked for nothing but what a test asks. */
const open = (switches: ScenarioText = {}, fields: ScenarioText = {}): SteppedNetwork =>
  openNetwork(
    smallScenario({
      rules: "v2.1-epoch",
      horizon: "10 h",
      operators: [{ class: "nodes", count: 12, workers: 1, outage: "365 d" }],
      shards: { count: 1, world: "10 GB" },
      network: { messageLoss: "0 %" },
      switches: { epochFrames, maximumProvers: 1000, keepThresholdPercent: 0, ...switches },
      ...fields,
    }),
  );

/** The node of allocation 0 goes off, or comes back, with a frame. */
function setPresence({ network: { kernel, kinds, world } }: SteppedNetwork, frame: number, online: 0 | 1): void {
  kernel.schedule(kinds.presence, frame * frameUs, world.allocations.prover[0], 0, online);
}

function tell({ network }: SteppedNetwork, operation: RequestKind, frame: number): void {
  network.world.frame = frame;
  sendRequest(network, network.world.allocations.prover[0], operation, [0]);
}

/** Frame in which the join of allocation 0 was confirmed; it is in effect from the next epoch. */
function confirmedAt(stepped: SteppedNetwork): number {
  const { network, runTo } = stepped;
  const { allocations } = network.world;
  let frame = network.rules.epochFrames;
  runTo(frame);
  while (allocations.joinConfirmFrame[0] === 0) runTo(++frame);
  return allocations.joinConfirmFrame[0];
}

describe("a confirmed join", () => {
  it("covers its shard in the whole of the next epoch, even if its node goes off before that begins, and not beyond", () => {
    const stepped = open();
    const confirmed = confirmedAt(stepped);
    const { covers } = stepped.network.world.allocations;
    expect(confirmed).toBeLessThan(2 * epochFrames - 1);
    setPresence(stepped, confirmed + 1, 0);
    const covering = [2 * epochFrames - 1, 2 * epochFrames, 3 * epochFrames - 1, 3 * epochFrames].map((frame) => {
      stepped.runTo(frame);
      return covers[0];
    });
    expect(covering).toEqual([0, 1, 1, 0]);
  });

  it("that ran out covers again within 30 frames of its node's return", () => {
    const stepped = open();
    setPresence(stepped, confirmedAt(stepped) + 1, 0);
    const { covers } = stepped.network.world.allocations;
    setPresence(stepped, 350, 1);
    stepped.runTo(350);
    expect(covers[0]).toBe(0);
    stepped.runTo(381);
    expect(covers[0]).toBe(1);
    expect(recordedEpoch(stepped.network, 0, 381)).toBe(4);
  });
});

describe("a leave that is taken back", () => {
  it("leaves the confirmation as it was when the leave was asked for", () => {
    const stepped = open();
    const { network, runTo } = stepped;
    const { allocations } = network.world;
    runTo(399);
    // The first epoch that does not begin with a confirmation of this very node.
    const epoch = arrivesIn(network, allocations.prover[0], 4 * epochFrames) ? 5 : 4;
    const begin = epoch * epochFrames;
    const standing = (frame: number) => [
      allocations.status[0],
      recordedEpoch(network, 0, frame),
      allocations.covers[0],
    ];
    runTo(begin - 1);
    tell(stepped, Message.leave, begin - 1);
    runTo(begin + 50);
    // It was asked for before the node looked: a look of the epoch before confirmed it for this one, and nothing since.
    expect(standing(begin + 50)).toEqual([Status.leaving, epoch, 0]);
    tell(stepped, Message.reject, begin + epochFrames);
    runTo(begin + epochFrames + 1);
    expect(standing(begin + epochFrames + 1)).toEqual([Status.active, epoch, 0]);
    runTo(begin + epochFrames + 32);
    expect(standing(begin + epochFrames + 32)).toEqual([Status.active, epoch + 2, 1]);
  });
});

describe("a pause that outlasts the confirmation", () => {
  it("ends in an allocation that covers nothing until its node has looked again", () => {
    const operators = [{ class: "planned", count: 12, workers: 1, outage: "365 d", pauses: true }];
    const stepped = open({}, { operators });
    const { network, runTo } = stepped;
    const { allocations } = network.world;
    runTo(349);
    setPresence(stepped, 350, 0);
    setPresence(stepped, 600, 1);
    runTo(599);
    expect([allocations.status[0], recordedEpoch(network, 0, 599)]).toEqual([Status.paused, 4]);
    let frame = 600;
    while (allocations.status[0] === Status.paused) runTo(++frame);
    expect([recordedEpoch(network, 0, frame), allocations.covers[0], allocations.ring[0] >= 0]).toEqual([4, 0, true]);
    runTo(frame + 30);
    expect([recordedEpoch(network, 0, frame + 30), allocations.covers[0]]).toEqual([7, 1]);
  });
});

describe("idle time", () => {
  const long = { epochFrames: 720, committeeMembership: "effective", haltThreshold: 0 };

  it("of a newcomer begins when its committee takes it in", () => {
    const late = { class: "late", count: 3, workers: 1, appear: { from: "3 h", until: "3 h" } };
    const old = { class: "old", count: 12, workers: 1 };
    const stepped = open(long, { operators: [old, late] });
    stepped.runTo(3590);
    const { totals, allocations } = stepped.network.world;
    expect([totals.evictions, totals.active, allocations.covers.slice(0, 15).every((covers) => covers === 1)]).toEqual([
      0,
      15,
      true,
    ]);
  });

  it("of one that went off while it was deferred begins with the epoch in which it would have served", () => {
    const late = { class: "late", count: 1, workers: 1, outage: "365 d", appear: { from: "5 h", until: "5 h" } };
    const stepped = open(long, { operators: [{ class: "old", count: 12, workers: 1 }, late] });
    const { kernel, kinds, world } = stepped.network;
    const { provers, allocations } = world;
    let frame = 2160;
    stepped.runTo(frame);
    while (allocations.joinConfirmFrame[12] === 0) stepped.runTo(++frame);
    const prover = allocations.prover[12];
    kernel.schedule(kinds.presence, (frame + 1) * frameUs, prover, 0, 0);
    stepped.runTo(2880 + 360);
    expect(provers.kickFrame[prover]).toBe(0);
    stepped.runTo(2880 + 361);
    expect(provers.kickFrame[prover]).toBe(2880 + 361);
  });

  it("of an allocation that left and stays begins anew, as it could not take part in between", () => {
    const stepped = open({ epochFrames: 720, haltThreshold: 0 });
    const { allocations, provers } = stepped.network.world;
    stepped.runTo(2200);
    tell(stepped, Message.leave, 2200);
    stepped.runTo(2880);
    tell(stepped, Message.reject, 2880);
    setPresence(stepped, 2881, 0);
    stepped.runTo(2881 + 360);
    expect([allocations.status[0], provers.kickFrame[allocations.prover[0]]]).toEqual([Status.active, 0]);
    stepped.runTo(2881 + 361);
    expect(provers.kickFrame[allocations.prover[0]]).toBe(2881 + 361);
  });
});

describe("a leave that nobody answers", () => {
  it("is out of an effective committee two epochs later, even where its window of frames is still open", () => {
    const stepped = open({ committeeMembership: "effective", confirmWindow: "frames360To720" });
    const { network, runTo } = stepped;
    const { allocations, shards } = network.world;
    expect(confirmedAt(stepped)).toBeGreaterThan(360);
    runTo(520);
    tell(stepped, Message.leave, 520);
    runTo(699);
    expect(allocations.status[0]).toBe(Status.leaving);
    expect(shards.ranked[0]).toContain(0);
    runTo(700);
    expect(allocations.status[0]).toBe(Status.leaving);
    expect(shards.ranked[0]).not.toContain(0);
    // Answered in that window after all, it serves to the end of the epoch.
    tell(stepped, Message.confirm, 890);
    runTo(891);
    expect([allocations.leaveConfirmFrame[0], shards.ranked[0].includes(0)]).toEqual([891, true]);
  });
});
