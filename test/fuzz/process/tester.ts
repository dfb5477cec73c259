/** The process that checks cases, one after the other, until it is told to end; the other end is test-process.ts. */
import { canaries } from "../canaries.js";
import { checkCase, type FuzzCase } from "../fuzz-case.js";
import { asItIs } from "../tested.js";
import { type Answer, isReady } from "./test-process.js";

const [, , folder, canary] = process.argv;
const tested = canary === undefined ? asItIs : canaries[canary].tested;

// Ctrl-C is for the process that asks; it ends this one.
process.on("SIGINT", () => undefined);
process.on("disconnect", () => process.exit());
process.on("message", (fuzzCase: FuzzCase) => void answer(fuzzCase));
process.send?.(isReady);

async function answer(fuzzCase: FuzzCase): Promise<void> {
  const result = await checkCase(tested, fuzzCase, folder);
  const told: Answer = { ...result, rssBytes: process.memoryUsage.rss() };
  process.send?.(told);
}
