import { describe, expect, it } from "vitest";
import { numberedNames } from "../network/node-names.js";
import { createStreams } from "../random/stream.js";
import { byLot } from "./lots.js";
import type { GossipState } from "./state.js";

/** Node 0 with connections to all others, of which connection c leads to node c + 1. */
const peers = 400;
const state = {
  names: numberedNames(peers + 1),
  connections: { ends: Int32Array.from({ length: peers }, (_, c) => c + 1) },
} as unknown as GossipState;
const stream = createStreams(1, 0).purpose("lots");
const all = Array.from({ length: peers }, (_, c) => c);
const drawing = (heartbeat: number) => ({ node: 0, of: 0, heartbeat });

describe("lots of peers", () => {
  it("are the same whoever else is there: those who stay keep their order", () => {
    const order = byLot(state, stream, drawing(3), all);
    expect([...order].sort((a, b) => a - b)).toEqual(all);
    const some = all.filter((c) => c % 3 !== 0).reverse();
    expect(byLot(state, stream, drawing(3), some)).toEqual(order.filter((c) => c % 3 !== 0));
    expect(byLot(state, stream, drawing(3), all, 7)).toEqual(order.slice(0, 7));
    expect(byLot(state, stream, drawing(3), all, 0)).toEqual([]);
  });

  it("are others at each heartbeat, for each topic and for the other end, and all are equally likely", () => {
    const firstAt = (heartbeat: number): string => byLot(state, stream, drawing(heartbeat), all, 5).join();
    expect(new Set([0, 1, 2, 3].map((heartbeat) => firstAt(heartbeat))).size).toBe(4);
    expect(byLot(state, stream, { node: 0, of: 1, heartbeat: 0 }, all, 5).join()).not.toBe(firstAt(0));
    const counts = new Int32Array(10);
    for (let heartbeat = 0; heartbeat < 3000; heartbeat++)
      for (const c of byLot(state, stream, drawing(heartbeat), all.slice(0, 10), 3)) counts[c]++;
    // 900 each; a deviation is 25.
    for (const count of counts) expect(Math.abs(count - 900)).toBeLessThan(110);
  });
});
