/**
 * One row of a flood with queues, in a process of its own: `node measure.js NODES` prints a line of JSON. One worker and
 * two take turns; a run whose fingerprint differs from the first one's is not timed but refused.
 */
import { median } from "../median.js";
import type { Flood, FloodResult } from "./flood.js";
import { floodLinks, lookahead } from "./overlay.js";
import { choosePartitions, runParallel } from "../../sim/engine.js";

const nodeCount = Number(process.argv[2]);
const turns = 3;
const everyUs = 1_000_000;
/** About 5 million arrivals a run: every message goes over every link, but back. */
const messageCount = Math.max(2, Math.round(2.5e5 / nodeCount));

const baseBytes = process.memoryUsage().rss;
const links = floodLinks(nodeCount);
const heard = new Int32Array(new SharedArrayBuffer(4 * nodeCount));

async function run(partCount: number) {
  const horizonUs = everyUs * messageCount + 10_000_000;
  const setup: Flood = { nodeCount, links, messageCount, everyUs, horizonUs, heard };
  const { fold, results } = await runParallel<Flood, FloodResult>({
    module: new URL("./flood.js", import.meta.url),
    setup,
    cuts: choosePartitions(nodeCount, { eventsPerWindow: 1e6, workers: partCount }),
    horizonUs,
    lookaheadUs: lookahead(links, nodeCount),
    replay: `npm run bench -- network-${nodeCount}`,
  });
  const wrong = results.find(({ imbalance }) => imbalance !== null);
  if (wrong !== undefined) throw new Error(`${wrong.imbalance}`);
  return { digest: fold.digest(), events: fold.eventCount, perS: fold.eventCount / results[0].elapsedS };
}

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
  eventsPerS: median(one),
  eventsPerSOn2: median(two),
  ratio: median(two.map((perS, turn) => perS / one[turn])),
  events: first.events,
  bytesPerNode,
};
process.stdout.write(`${JSON.stringify(figures)}\n`);
