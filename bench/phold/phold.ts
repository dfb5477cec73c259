/**
 * PHOLD, the field's standard load of an event engine: every entity holds one event; an event makes its entity draw a
 * delay and an entity, and schedules one event there. So as many events wait at all times as there are entities.
 * Source: Fujimoto, "Performance of Time Warp under synthetic workloads" (1990).
 */
import { wordBelow, wordExponential, wordIsBelow } from "../../sim/random/distributions/word.js";
import { createStreams } from "../../sim/random/stream.js";
import { Kernel } from "../../sim/kernel/kernel.js";

export interface Phold {
  /** Entities, and events that wait. */
  readonly entities: number;
  /** Share of events that go to a random entity; the others go to the entity's neighbour. */
  readonly remoteShare: number;
}

/** Mean delay: a tenth of it is certain (the lookahead), the rest exponential. */
export const meanUs = 10_000_000;
export const lookaheadUs = meanUs / 10;

/** A kernel with its events, ready to run. */
export function createPhold({ entities, remoteShare }: Phold): Kernel {
  const kernel = new Kernel({ horizonUs: Number.MAX_SAFE_INTEGER, replay: "npm run bench -- phold" });
  const streams = createStreams(1, 0);
  const hops = streams.purpose("hop");
  const { words } = hops;
  const drawn = new Int32Array(entities);
  const hop = kernel.register({
    name: "hop",
    priority: 0,
    touch: (target) => drawn[target],
    handle: ({ target }) => {
      hops.draw(target, drawn[target]++);
      const delayUs = lookaheadUs + ((0.9 * meanUs * wordExponential(words[0])) | 0);
      const isRemote = wordIsBelow(words[1], remoteShare);
      const to = isRemote
        ? wordBelow(Math.imul(words[1], 0x9e3779b1), entities)
        : target + 1 === entities
          ? 0
          : target + 1;
      kernel.scheduleAfter(hop, delayUs, to, target);
    },
  });
  const starts = streams.purpose("start");
  for (let entity = 0; entity < entities; entity++) {
    starts.draw(entity, 0);
    kernel.schedule(hop, Math.floor(meanUs * wordExponential(starts.words[0])), entity, entity);
  }
  return kernel;
}
