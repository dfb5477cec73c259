/**
 * One row of PHOLD, in a process of its own: `node measure.js ENTITIES REMOTE_SHARE` prints a line of JSON. The kernel and
 * the loop written by hand take turns, so that other load on the machine falls on both alike.
 */
import { median } from "../median.js";
import { createPart, meanUs, type Phold, wholeOf } from "./phold.js";
import { createReference } from "./reference.js";

const [entities, remoteShare] = process.argv.slice(2).map(Number);
const phold: Phold = { entities, remoteShare, horizonUs: Number.MAX_SAFE_INTEGER, seed: 1 };
const turns = 7;
/** Events of a turn, about; more where so many wait that a turn would not come round to all. */
const eventsPerTurn = Math.max(3e6, entities / 2);

const baseBytes = process.memoryUsage().rss;
const { kernel } = createPart(phold, wholeOf(phold));
let untilUs = 0;
const sliceUs = Math.ceil((eventsPerTurn / entities) * meanUs);

const runKernel = (): number => {
  const before = kernel.eventCount;
  kernel.runUntil(untilUs);
  return kernel.eventCount - before;
};

/** Wall nanoseconds an event. */
function time(run: () => number): number {
  const begunNs = process.hrtime.bigint();
  const count = run();
  return Number(process.hrtime.bigint() - begunNs) / count;
}

// The first slice warms up the compiler and lets the initial times settle.
untilUs += sliceUs;
runKernel();
const peakBytes = process.resourceUsage().maxRSS * 1024;
const reference = createReference(phold);
reference.run(untilUs);
const own: number[] = [];
const byHand: number[] = [];
for (let turn = 0; turn < turns; turn++) {
  untilUs += sliceUs;
  own.push(time(runKernel));
  byHand.push(time(() => reference.run(untilUs)));
}
const nsPerEvent = median(own);
const figures = {
  eventsPerS: 1e9 / nsPerEvent,
  nsPerEvent,
  referencePerS: 1e9 / median(byHand),
  /** Of each turn by itself: what slows down a whole turn slows down both. */
  ratio: median(own.map((ns, turn) => ns / byHand[turn])),
  bytesPerEvent: (peakBytes - baseBytes) / entities,
  peakRssBytes: peakBytes,
};
process.stdout.write(`${JSON.stringify(figures)}\n`);
