/** One row of discovery, in a process of its own: `node measure.js NODES` prints a line of JSON. On one worker. */
import { median } from "../median.js";
import { countsOf, crashOf, wrongIn } from "./crash.js";

const nodeCount = Number(process.argv[2]);
const turns = 3;
/** A small one first: code, and what the process needs for a start, are not of the nodes. */
const smallCount = 200;

function run(nodes: number) {
  const made = crashOf(nodes);
  const begunNs = process.hrtime.bigint();
  made.runUntil(Infinity);
  const elapsedS = Number(process.hrtime.bigint() - begunNs) / 1e9;
  const wrong = wrongIn(made);
  if (wrong !== null) throw new Error(wrong);
  return { digest: made.kernel.events().digest(), events: made.kernel.eventCount, elapsedS, ...countsOf(made) };
}

const maxRssBytes = (): number => process.resourceUsage().maxRSS * 1024;

run(smallCount);
const baseBytes = maxRssBytes();
const first = run(nodeCount);
const bytesPerNode = (maxRssBytes() - baseBytes) / nodeCount;
const times = Array.from({ length: turns }, () => {
  const { digest, elapsedS } = run(nodeCount);
  if (digest !== first.digest) throw new Error(`fingerprint ${digest}, not ${first.digest}`);
  return elapsedS;
});
const elapsedS = median(times);
const { events, dials, opened } = first;
const figures = { eventsPerS: events / elapsedS, events, dials, opened, elapsedS, bytesPerNode };
process.stdout.write(`${JSON.stringify(figures)}\n`);
