/**
 * One row of gossip, in a process of its own: `node measure.js NODES` prints a line of JSON. One worker and two take turns;
 * a run whose fingerprint differs from the first one's is not timed but refused.
 */
import { median } from "../median.js";
import type { Gossip, GossipResult } from "./gossip.js";
import { lookaheadUs, makeMesh, regionStarts } from "./mesh.js";
import { choosePartitions, runParallel } from "../../sim/engine.js";

const nodeCount = Number(process.argv[2]);
const turns = 5;
const everyUs = 100_000;
/** About 16 million arrivals a run. */
const messageCount = Math.max(4, Math.round(2.3e6 / nodeCount));

/** Every node hears seven times of a message, on eight links that are two ways. */
const eventsPerWindow = (7 * nodeCount * lookaheadUs) / everyUs;

const baseBytes = process.memoryUsage().rss;
const mesh = makeMesh(nodeCount, 1);
const heard = new Int32Array(new SharedArrayBuffer(4 * nodeCount));

async function run(partCount: number) {
  const horizonUs = everyUs * messageCount + 3_000_000;
  const setup: Gossip = { mesh, messageCount, everyUs, horizonUs, seed: 1, heard };
  const { fold, results, windowCount } = await runParallel<Gossip, GossipResult>({
    module: new URL("./gossip.js", import.meta.url),
    setup,
    cuts: choosePartitions(nodeCount, { eventsPerWindow, workers: partCount }, regionStarts(nodeCount)),
    horizonUs,
    lookaheadUs,
    replay: `npm run bench -- gossip-${nodeCount}`,
  });
  const [{ elapsedS }] = results;
  const deliveries = results.reduce((sum, part) => sum + part.deliveries, 0);
  if (deliveries !== nodeCount * messageCount) throw new Error(`only ${deliveries} deliveries`);
  return { digest: fold.digest(), arrivals: fold.eventCount, perS: fold.eventCount / elapsedS, windowCount };
}

// Warms up the compiler, and shows what one worker needs of memory before there are two.
const first = await run(1);
const bytesPerNode = (process.resourceUsage().maxRSS * 1024 - baseBytes) / nodeCount;
const one: number[] = [];
const two: number[] = [];
for (let turn = 0; turn < turns; turn++) {
  for (const [partCount, rates] of [
    [1, one],
    [2, two],
  ] as const) {
    const { digest, perS } = await run(partCount);
    if (digest !== first.digest) throw new Error(`${partCount} workers: fingerprint ${digest}, not ${first.digest}`);
    rates.push(perS);
  }
}
const figures = {
  arrivalsPerS: median(one),
  arrivalsPerSOn2: median(two),
  ratio: median(two.map((perS, turn) => perS / one[turn])),
  arrivals: first.arrivals,
  arrivalsPerWindow: first.arrivals / first.windowCount,
  bytesPerNode,
};
process.stdout.write(`${JSON.stringify(figures)}\n`);
