/**
 * A tight loop whose cost is known, measured beside every row: where it takes longer than usual, the machine was busy or
 * slow, and the row's figures are too bad by about as much.
 */
import { median } from "./median.js";
import { threefry2x32 } from "../sim/engine.js";

const draws = 400_000;
const turns = 5;
const out = new Uint32Array(2);

/** Nanoseconds of one threefry2x32-20, now: the median of a few turns of about 10 ms each. */
function referenceLoopNs(): number {
  return median(
    Array.from({ length: turns }, () => {
      const begunNs = process.hrtime.bigint();
      for (let counter = 0; counter < draws; counter++) threefry2x32(1, 2, counter, out[0], out);
      return Number(process.hrtime.bigint() - begunNs) / draws;
    }),
  );
}

/** Runs something, and gives its result with the mean of the loop before and after it. */
export function besideReferenceLoop<Result>(run: () => Result): { readonly result: Result; readonly loopNs: number } {
  const beforeNs = referenceLoopNs();
  const result = run();
  return { result, loopNs: (beforeNs + referenceLoopNs()) / 2 };
}
