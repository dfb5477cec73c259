import { expect, it } from "vitest";
import { meshOf, wrongIn } from "./mesh.js";

it("a mesh of 500 nodes hears every message, and has told of it and declined it", () => {
  const mesh = { nodeCount: 500, messageCount: 3 };
  const made = meshOf(mesh);
  made.kernel.runUntil(Infinity);
  made.gossip.settle(made.kernel.horizonUs);
  expect(wrongIn(made, mesh)).toBeNull();
  const { iHaves, iDontWants } = made.gossip.state.nodes;
  expect([iHaves, iDontWants].map((column) => column.some((count) => count > 0))).toEqual([true, true]);
});
