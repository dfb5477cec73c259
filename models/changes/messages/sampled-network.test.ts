import { describe, expect, it } from "vitest";
import { openNetwork, smallScenario } from "../../../test/network-kit.js";
import { allMakers, Message, type MessageKind } from "../message-port.js";

const inbox = {
  [Message.join]: "requests",
  [Message.pause]: "pauses",
  [Message.mergeSeniority]: "seniorityMerges",
} as const;

/** A network that loses so much, in its first frame, and what waits in an inbox for the next. */
function opened(messageLoss: string) {
  const { network } = openNetwork(smallScenario({ network: { messageLoss } }));
  network.world.frame = 1;
  return network;
}

describe("messages at frame fidelity", () => {
  it.each([Message.join, Message.pause, Message.mergeSeniority])(
    "arrive with the next frame in the inbox of their kind %i, row by row in their order, as often as they are sent",
    (kind) => {
      const network = opened("0 %");
      expect(network.send(kind, 0, allMakers, [7, 3], 100)).toBe(true);
      network.defer(kind, 5);
      expect([...network.calendars[inbox[kind]].take(2)]).toEqual([kind, 7, kind, 3, kind, 5]);
    },
  );

  it("are lost with the scenario's probability: 20 000 at 30 %, five standard deviations either way", () => {
    const network = opened("30 %");
    const kinds: readonly MessageKind[] = [Message.join, Message.resume, Message.mergeSeniority];
    for (const kind of kinds) {
      let lost = 0;
      for (let frame = 1; frame <= 20_000; frame++) {
        network.world.frame = frame;
        if (!network.send(kind, frame % 12, allMakers, [], 100)) lost++;
      }
      expect(Math.abs(lost - 6000)).toBeLessThan(5 * Math.sqrt(20_000 * 0.3 * 0.7));
    }
  });

  it("draw their loss for each kind apart, and evidence is never lost", () => {
    const network = opened("50 %");
    const sent = (kind: MessageKind) =>
      Array.from({ length: 200 }, (_unused, frame) => {
        network.world.frame = frame + 1;
        return network.send(kind, 0, allMakers, [], 100);
      });
    const requests = [Message.join, Message.confirm, Message.reject, Message.leave].map((kind) => sent(kind).join());
    const pauses = [Message.pause, Message.resume].map((kind) => sent(kind).join());
    expect(new Set([...requests, ...pauses]).size).toBe(6);
    expect(sent(Message.evidence).every(Boolean)).toBe(true);
  });
});
