/**
 * PHOLD, the field's standard load of an event engine: every entity begins with one event; an event makes its entity
 * draw a delay and an entity, and schedules one event there. So as many events wait at all times as there are entities.
 * Source: Fujimoto, "Performance of Time Warp under synthetic workloads" (1990).
 */
import {
  createStreams,
  Kernel,
  type Partition,
  type PartModel,
  wordBelow,
  wordExponential,
  wordIsBelow,
} from "../../sim/engine.js";

export interface Phold {
  /** Entities, and events that wait. */
  readonly entities: number;
  /** Share of events that go to a random entity; the others stay at their own. */
  readonly remoteShare: number;
  readonly horizonUs: number;
  readonly seed: number;
}

/** Mean delay: a tenth of it is certain (the lookahead), the rest exponential. */
export const meanUs = 10_000_000;
export const lookaheadUs = meanUs / 10;

/** The entities of one part, or all of them, each with its first event. */
export function createPart(
  { entities, remoteShare, horizonUs, seed }: Phold,
  partition: Partition,
): PartModel<{ readonly handled: number }> {
  const kernel = new Kernel({ horizonUs, replay: "npm run bench -- phold", partition });
  const streams = createStreams(seed, 0);
  const hops = streams.purpose("hop");
  const { words } = hops;
  const { first, end } = partition;
  const drawn = new Int32Array(end - first);
  const hop = kernel.register({
    name: "hop",
    priority: 0,
    prefetch: (targets, count) => {
      let sum = 0;
      for (let k = 0; k < count; k++) sum += drawn[targets[k] - first];
      return sum;
    },
    handle: ({ target }) => {
      hops.draw(target, drawn[target - first]++);
      const delayUs = lookaheadUs + ((0.9 * meanUs * wordExponential(words[0])) | 0);
      // The upper half of a word decides where to, the lower half whether: 16 bits are enough for a share.
      const word = words[1];
      const to = wordIsBelow(word << 16, remoteShare) ? wordBelow(word, entities) : target;
      kernel.scheduleAfter(hop, delayUs, to, target);
    },
  });
  const starts = streams.purpose("start");
  for (let entity = first; entity < end; entity++) {
    starts.draw(entity, 0);
    kernel.schedule(hop, (meanUs * wordExponential(starts.words[0])) | 0, entity, entity);
  }
  return { kernel, result: () => ({ handled: kernel.eventCount }) };
}

/** All entities in one part. */
export const wholeOf = ({ entities }: Phold): Partition => ({ first: 0, end: entities, send: () => undefined });
