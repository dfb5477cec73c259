import type { Purpose } from "../random/stream.js";
import { choose } from "../random/distributions/choose.js";
import { complete, type InSteps } from "../units/in-steps.js";
import type { DurationUs } from "../units/quantity-types.js";
import { linksAStep, linksOfChoices } from "./both-ways.js";
import { messages } from "./messages.js";
import type { Links } from "./topology.js";

export interface KOutOptions {
  readonly nodeCount: number;
  /** How many others each node chooses. */
  readonly degree: number;
  /** Draws are keyed by the node that chooses. */
  readonly stream: Purpose;
  /** Of both directions of the link between two nodes, the first of which has the smaller number. */
  readonly latencyUs: (first: number, second: number) => DurationUs;
}

/**
 * The links of a k-out random graph: every node chooses `degree` different others, and the link goes both ways, so that a
 * node has twice as many neighbours on average, and `degree` at least. Throws `RangeError` where there are not as many
 * others.
 */
export const kOutLinks = (options: KOutOptions): Links => complete(kOutLinksInSteps(options));

/** The same step by step, each of some milliseconds. */
export function* kOutLinksInSteps({ nodeCount, degree, stream, latencyUs }: KOutOptions): InSteps<Links> {
  if (!(degree >= 0 && degree < nodeCount)) throw new RangeError(messages.tooFewNodes(nodeCount, degree));
  const chosen = new Int32Array(nodeCount * degree);
  let at = 0;
  for (let node = 0; node < nodeCount; node++) {
    for (const other of choose(stream.cursor(node), { take: degree, from: nodeCount - 1 }))
      chosen[at++] = other < node ? other : other + 1;
    if (at % linksAStep < degree) yield;
  }
  return yield* linksOfChoices({ nodeCount, degree, chosen }, latencyUs);
}
