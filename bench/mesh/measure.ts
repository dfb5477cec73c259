/** One row of GossipSub, in a process of its own: `node measure.js NODES` prints a line of JSON. On one worker. */
import { median } from "../median.js";
import { type Mesh, meshOf, wrongIn } from "./mesh.js";

const nodeCount = Number(process.argv[2]);
const turns = 3;
/** About 5 million arrivals a run. */
const messageCount = Math.max(3, Math.round(7e5 / nodeCount));

/** A small one first: code, and what the process needs for a start, are not of the nodes. */
const small = { nodeCount: 500, messageCount: 20 };

function run(mesh: Mesh) {
  const made = meshOf(mesh);
  const { kernel, publishedUs } = made;
  kernel.runUntil(publishedUs - 1);
  const upkeepEvents = kernel.eventCount;
  const begunNs = process.hrtime.bigint();
  kernel.runUntil(Infinity);
  const elapsedS = Number(process.hrtime.bigint() - begunNs) / 1e9;
  const wrong = wrongIn(made, mesh);
  if (wrong !== null) throw new Error(wrong);
  return { digest: kernel.events().digest(), events: kernel.eventCount - upkeepEvents, elapsedS, upkeepEvents };
}

const maxRssBytes = (): number => process.resourceUsage().maxRSS * 1024;

run(small);
const baseBytes = maxRssBytes();
const mesh = { nodeCount, messageCount };
const first = run(mesh);
const bytesPerNode = (maxRssBytes() - baseBytes) / nodeCount;
const rates = Array.from({ length: turns }, () => {
  const { digest, events, elapsedS } = run(mesh);
  if (digest !== first.digest) throw new Error(`fingerprint ${digest}, not ${first.digest}`);
  return events / elapsedS;
});
const figures = { eventsPerS: median(rates), events: first.events, upkeepEvents: first.upkeepEvents, bytesPerNode };
process.stdout.write(`${JSON.stringify(figures)}\n`);
