/** A network in parts for tests: tokens hop between entities; entities can be told to fail in several ways. */
import { Kernel } from "../sim/kernel/kernel.js";
import type { Exchange } from "../sim/parallel/exchange.js";
import type { PartModel } from "../sim/parallel/run-part.js";

export interface Hops {
  readonly entities: number;
  readonly horizonUs: number;
  /** Tokens of each entity. */
  readonly tokens: number;
  /** Shared: hops seen by each entity, as the step found them, one row a step. */
  readonly seen?: Int32Array;
  readonly stepUs?: number;
  /** What an entity, 0 unless given, does at its third event; or its part, before it stands. */
  readonly mischief?:
    "throw" | "exit" | "never stand" | "exhaust memory" | "break the promise" | "break a rule" | "stand still";
  readonly culprit?: number;
}

/** Hops take this long at least. */
export const minHopUs = 100;

export function createPart(setup: Hops, exchange: Exchange): PartModel<{ readonly hops: number }> {
  const { entities, horizonUs, tokens, seen, stepUs = Infinity, mischief, culprit = 0 } = setup;
  const kernel = new Kernel({
    horizonUs,
    replay: "npx orrery run hops.yaml",
    partition: exchange,
    maxEventsAtOnce: 1000,
  });
  if (mischief === "never stand" && culprit >= exchange.first && culprit < exchange.end)
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  let hops = 0;
  const counts = new Int32Array(entities);
  const hop = kernel.register({
    name: "hop",
    priority: 0,
    handle: ({ target, payload }) => {
      hops++;
      counts[target]++;
      if (seen !== undefined) seen[target]++;
      if (mischief === "stand still" && target === 0) return kernel.scheduleAfter(hop, 0, 0, 0);
      if (target === culprit && counts[culprit] === 3 && mischief !== undefined) return misbehave(mischief);
      const word = Math.imul(target * 31 + payload * 7 + counts[target], 0x9e3779b1) >>> 8;
      kernel.scheduleAfter(hop, minHopUs + (word % 50), (target + word) % entities, target, payload);
    },
  });
  const misbehave = (how: NonNullable<Hops["mischief"]>): void => {
    if (how === "throw") throw new Error("a token was lost");
    if (how === "exit") process.exit(3);
    if (how === "break a rule") kernel.fail("a token is in two places", { rule: "hops.once", entity: 0 });
    if (how === "break the promise") kernel.scheduleAfter(hop, 1, entities - 1, 0);
    const hoard: number[][] = [];
    if (how === "exhaust memory") for (;;) hoard.push(Array.from({ length: 10_000 }, (_, k) => k + 0.5));
  };
  for (let entity = exchange.first; entity < exchange.end; entity++) {
    for (let token = 0; token < tokens; token++) kernel.schedule(hop, 1 + (entity % 7), entity, entity, token);
  }
  const rows: Int32Array[] = [];
  const step = {
    firstUs: stepUs,
    everyUs: stepUs,
    run: (timeUs: number) => {
      rows.push(seen!.slice(0, entities));
      seen!.set(rows.at(-1)!, rows.length * entities);
      kernel.schedule(hop, timeUs, entities - 1, exchange.first, 999);
    },
  };
  return { kernel, result: () => ({ hops }), ...(stepUs !== Infinity && { step }) };
}
