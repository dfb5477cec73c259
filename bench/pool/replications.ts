/**
 * Replications a second on one worker and on two, as `orrery run` uses them: `node dist/bench/pool/replications.js`
 * prints one line of JSON. Both are measured in turn, so that other load falls on both alike, after a first time that
 * starts workers and warms up the compiler.
 */
import { median } from "../median.js";
import { createBenchExecution } from "./execution.js";

const repetitions = 5;

const one = createBenchExecution("busy.yaml", 1);
const two = createBenchExecution("busy.yaml", 2);
await one.measure();
const firstS = await two.measure();
const secondsOn1: number[] = [];
const secondsOn2: number[] = [];
for (let turn = 0; turn < repetitions; turn++) {
  secondsOn1.push(await one.measure());
  secondsOn2.push(await two.measure());
}
await two.close();
const perSecondOn1 = one.replications / median(secondsOn1);
const perSecondOn2 = two.replications / median(secondsOn2);
/** Of each turn by itself: what slows down a whole turn slows down both. */
const ratio = median(secondsOn1.map((seconds, turn) => seconds / secondsOn2[turn]));
process.stdout.write(
  `${JSON.stringify({
    name: "replications",
    replications: one.replications,
    repetitions,
    perSecondOn1,
    perSecondOn2,
    ratio,
    /** What starting two workers and warming them up cost once. */
    startS: firstS - median(secondsOn2),
  })}\n`,
);
