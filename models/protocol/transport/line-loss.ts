/** What a line of fixed service times and few places to wait loses: the M/D/1/K queue. */
import { exp } from "../../../sim/units/portable-math.js";

/** Load from which an empty line is too rare to count. */
const overload = 30;

/**
 * Share of messages that find no room, in [0, 1): they arrive at random (Poisson) with so much `load`, arrivals a service time, at a line with room
 * for `room` of them, the one in service among them. From the queue that departures leave behind, by crossings of each level, in which all terms are
 * positive; of π(0) departures from an empty line follows 1 − 1/(π(0) + load). Time grows with the square of `room`. Throws `RangeError` for a load
 * below 0 and less room than for one. Assumption: that archives' lines are such queues (protocol.md 11 gives the sizes, 11.11 the rates).
 */
export function lineLoss(load: number, room: number): number {
  if (!(load >= 0) || !Number.isSafeInteger(room) || room < 1)
    throw new RangeError(`a line has a load of 0 or more and room for 1 or more; got ${load} and ${room}`);
  if (load === 0) return 0;
  if (room === 1) return load / (1 + load);
  if (load > overload) return 1 - 1 / load;
  const none = exp(-load);
  const above = tails(load, room);
  const left = [1];
  let sum = 1;
  for (let level = 0; level + 1 < room; level++) {
    let crossing = left[0] * above[level];
    for (let from = 1; from <= level; from++) crossing += left[from] * above[level - from + 1];
    const next = crossing / none;
    left.push(next);
    sum += next;
    if (sum < largest) continue;
    // Only ratios matter, and an overloaded line leaves few departures from the low levels.
    for (let k = 0; k < left.length; k++) left[k] /= largest;
    sum /= largest;
  }
  return Math.max(0, 1 - 1 / (left[0] / sum + load));
}

const largest = 1e200;

/** Probability of more than k arrivals in a service time, for k from 0 to `count`, summed from the far end. */
function tails(load: number, count: number): readonly number[] {
  const terms = [exp(-load)];
  const last = count + 200;
  for (let k = 1; k <= last; k++) terms.push((terms[k - 1] * load) / k);
  const above: number[] = [];
  let sum = 0;
  for (let k = last; k > 0; k--) {
    sum += terms[k];
    if (k <= count + 1) above[k - 1] = sum;
  }
  return above;
}
