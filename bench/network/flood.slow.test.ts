import { describe, expect, it } from "vitest";
import type { Flood, FloodResult } from "./flood.js";
import { floodLinks, lookahead } from "./overlay.js";
import { cutEvenly, runParallel } from "../../sim/engine.js";

const nodeCount = 400;
const links = floodLinks(nodeCount);

async function run(partCount: number, horizonUs = 6_000_000) {
  const setup: Flood = {
    nodeCount,
    links,
    messageCount: 4,
    everyUs: 1_000_000,
    horizonUs,
    heard: new Int32Array(new SharedArrayBuffer(4 * nodeCount)),
  };
  const { fold, results } = await runParallel<Flood, FloodResult>({
    module: new URL("./flood.ts", import.meta.url),
    setup,
    cuts: cutEvenly(nodeCount, partCount),
    horizonUs,
    lookaheadUs: lookahead(links, nodeCount),
    replay: "npm run bench -- network",
  });
  const sum = (name: "deliveries" | "sent" | "delivered" | "lost" | "inFlight"): number =>
    results.reduce((total, part) => total + part[name], 0);
  return {
    digest: fold.digest(),
    deliveries: sum("deliveries"),
    sent: sum("sent"),
    delivered: sum("delivered"),
    lost: sum("lost"),
    inFlight: sum("inFlight"),
    imbalances: results.map(({ imbalance }) => imbalance).filter((wrong) => wrong !== null),
  };
}

describe("a flood with queues, loss and jitter", () => {
  it("reaches everybody, and is the same on one worker, on two and on three", async () => {
    const [one, two, three] = [await run(1), await run(2), await run(3)];
    expect(one.deliveries).toBe(4 * nodeCount);
    expect(one.lost).toBeGreaterThan(0);
    expect([one.sent - one.delivered - one.lost, one.inFlight]).toEqual([0, 0]);
    expect(one.imbalances).toEqual([]);
    expect([two, three]).toEqual([one, one]);
  });

  it("has what is in flight where it is cut short, over all parts", async () => {
    const [one, two] = [await run(1, 3_080_000), await run(2, 3_080_000)];
    expect(one.inFlight).toBeGreaterThan(0);
    expect(one.sent - one.delivered - one.lost).toBe(one.inFlight);
    expect(two).toEqual(one);
  });
});
