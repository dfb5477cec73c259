/** Which leaves are confirmed, by the gate in force (`lifecycle.leaveConfirmGate`). */
import { describe, expect, it } from "vitest";
import { openNetwork, type ScenarioText, smallScenario } from "../../../test/network-kit.js";
import { Message } from "../../changes/message-port.js";
import { sendRequest } from "../../changes/messages/send-request.js";
import { Status } from "../../state/allocations.js";

const epochFrames = 100;

const scenario = (nodes: number, switches: ScenarioText) =>
  smallScenario({
    rules: "v2.1-epoch",
    horizon: "4 h",
    operators: [{ class: "nodes", count: nodes, workers: 1, uptime: "100 %" }],
    shards: { count: 1, world: "10 GB" },
    network: { messageLoss: "0 %" },
    switches: { epochFrames, keepThresholdPercent: 0, ...switches },
  });

/** All of so many members of a shard ask to leave in one epoch and confirm in the next; how many are confirmed. */
function confirmedOf(nodes: number, switches: ScenarioText): number {
  const { network, runTo } = openNetwork(scenario(nodes, switches));
  const { allocations, totals } = network.world;
  runTo(3 * epochFrames);
  expect(totals.active).toBe(nodes);
  const all = Array.from({ length: nodes }, (_unused, allocation) => allocation);
  const tellAll = (kind: typeof Message.leave | typeof Message.confirm, frame: number): void => {
    network.world.frame = frame;
    for (const allocation of all) sendRequest(network, allocations.prover[allocation], kind, [allocation]);
  };
  tellAll(Message.leave, 3 * epochFrames);
  runTo(4 * epochFrames - 1);
  expect(all.filter((allocation) => allocations.status[allocation] === Status.leaving)).toHaveLength(nodes);
  // Before their nodes can answer: those would take the leaves back.
  tellAll(Message.confirm, 4 * epochFrames - 1);
  runTo(4 * epochFrames);
  return all.filter((allocation) => allocations.leaveConfirmFrame[allocation] > 0).length;
}

describe("the gate of leaves", () => {
  it("lets nobody go of five that ask together, where it counts the others that are active", () => {
    expect(confirmedOf(5, { leaveGate: "otherActive" })).toBe(0);
  });

  it("lets all five go in one epoch where it counts the committee, in which leavers serve, but none of four", () => {
    expect(confirmedOf(5, { leaveGate: "committee" })).toBe(5);
    expect(confirmedOf(4, { leaveGate: "committee" })).toBe(0);
  });

  it("lets anybody go where there is none", () => {
    expect(confirmedOf(2, { leaveGate: "off" })).toBe(2);
  });
});
