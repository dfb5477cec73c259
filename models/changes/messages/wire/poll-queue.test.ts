import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pollQueue } from "./poll-queue.js";

describe("polls of frames as a queue", () => {
  it("wait as M/D/1 has it: at half the load half of a service", () => {
    // 25,000 bytes at 100 Mbit/s are 2 ms; 250 nodes take half a second of each.
    expect(pollQueue({ nodes: 250, bytes: 25_000, uploadBitsPerS: 1e8 })).toEqual({
      load: 0.5,
      serviceUs: 2000,
      waitUs: 1000,
      cycleUs: 1e6,
    });
  });

  it("take as long as all answers together where those do not get through in a second", () => {
    expect(pollQueue({ nodes: 1000, bytes: 25_000, uploadBitsPerS: 1e8 })).toEqual({
      load: 2,
      serviceUs: 2000,
      waitUs: 2e6,
      cycleUs: 2e6,
    });
  });

  it("wait for nothing where lines have no limit", () => {
    const { load, serviceUs, waitUs } = pollQueue({ nodes: 1e6, bytes: 1e6, uploadBitsPerS: Infinity });
    expect([load, serviceUs, waitUs]).toEqual([0, 0, 0]);
  });

  it("of an archive that answers once in a while, wait less than one that answers all would take", () => {
    const inputs = [fc.double({ min: 0, max: 1e5, noNaN: true }), fc.integer({ min: 1, max: 1e7 }), fc.integer({ min: 1, max: 1e9 })] as const; // prettier-ignore
    fc.assert(
      fc.property(...inputs, (nodes, bytes, uploadBitsPerS) => {
        const { load, serviceUs, waitUs, cycleUs } = pollQueue({ nodes, bytes, uploadBitsPerS });
        expect(waitUs).toBeGreaterThanOrEqual(0);
        expect(waitUs).toBeLessThanOrEqual(nodes * serviceUs);
        // As many answers leave in a cycle as there are nodes, and no more than the line carries.
        expect(nodes * serviceUs).toBeLessThanOrEqual(cycleUs * (1 + 1e-12));
        expect(load > 1).toBe(cycleUs > 1e6);
      }),
    );
  });

  it("never wait less for one more node that asks", () => {
    let before = 0;
    for (let nodes = 1; nodes < 2000; nodes++) {
      const { waitUs } = pollQueue({ nodes, bytes: 25_000, uploadBitsPerS: 1e8 });
      expect(waitUs).toBeGreaterThanOrEqual(before);
      before = waitUs;
    }
  });
});
