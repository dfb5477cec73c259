/** When how many nodes had adopted each block. */
import type { Adoptions } from "./relay.js";

export interface BlockTime {
  readonly block: number;
  readonly maker: number;
  readonly startUs: number;
  /** From the start of the slot, ascending: one for each node that adopted it. */
  readonly adoptedAfterUs: Float64Array;
  /** Time until so many percent of all nodes, rounded up to a whole node, had adopted it; NaN: they had not. */
  readonly usUntil: (percent: number) => number;
}

export interface BlockTimes {
  readonly finished: readonly BlockTime[];
  /** Blocks that were made, and that some node lacked in the end. */
  readonly unfinished: number;
}

export function blockTimes(
  { adoptedUs, count }: Pick<Adoptions, "adoptedUs" | "count">,
  { nodeCount, everyUs }: { readonly nodeCount: number; readonly everyUs: number },
): BlockTimes {
  const finished: BlockTime[] = [];
  let unfinished = 0;
  for (let block = 0; block * nodeCount < count; block++) {
    const startUs = block * everyUs;
    const adopted = adoptedUs.subarray(block * nodeCount, (block + 1) * nodeCount).filter((us) => us >= 0);
    // Typed arrays sort as numbers.
    const after = adopted.map((us) => us - startUs).sort();
    if (after.length < nodeCount) {
      if (after.length > 0) unfinished++;
      continue;
    }
    const usUntil = (percent: number): number => after[Math.ceil((percent * nodeCount) / 100) - 1];
    finished.push({ block, maker: block % nodeCount, startUs, adoptedAfterUs: after, usUntil });
  }
  return { finished, unfinished };
}
