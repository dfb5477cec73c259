import type { Purpose } from "../random/stream.js";
import { choose } from "../random/distributions/choose.js";
import { complete, type InSteps } from "../units/in-steps.js";
import type { DurationUs } from "../units/quantity-types.js";
import { linksAStep, linksOfChoices } from "./both-ways.js";
import { messages } from "./messages.js";
import type { Links } from "./topology.js";

interface KOutGraph {
  readonly nodeCount: number;
  /** How many others each node chooses. */
  readonly degree: number;
  /** Of both directions of the link between two nodes, the first of which has the smaller number. */
  readonly latencyUs: (first: number, second: number) => DurationUs;
}

interface DrawnByNumber {
  /** Draws are keyed by the number of the node that chooses. */
  readonly stream: Purpose;
}

interface ChosenOtherwise {
  /** `degree` different others of a node. */
  readonly chosenBy: (node: number) => readonly number[];
}

/** Whom nodes choose is drawn here, or told by whoever asks. */
export type KOutOptions = KOutGraph & (DrawnByNumber | ChosenOtherwise);

/**
 * The links of a k-out random graph: every node chooses `degree` different others, and the link goes both ways, so that a
 * node has twice as many neighbours on average, and `degree` at least. Throws `RangeError` where there are not as many
 * others.
 */
export const kOutLinks = (options: KOutOptions): Links => complete(kOutLinksInSteps(options));

/** The same step by step, each of some milliseconds. */
export function* kOutLinksInSteps(options: KOutOptions): InSteps<Links> {
  const { nodeCount, degree, latencyUs } = options;
  if (!(degree >= 0 && degree < nodeCount)) throw new RangeError(messages.tooFewNodes(nodeCount, degree));
  const chosenBy = "chosenBy" in options ? options.chosenBy : drawn(options);
  const room = new Int32Array(2 * nodeCount * degree);
  const chosen = room.subarray(nodeCount * degree);
  let at = 0;
  // Where nobody is to be chosen, nobody is asked.
  const choosers = degree === 0 ? 0 : nodeCount;
  for (let node = 0; node < choosers; node++) {
    chosen.set(chosenBy(node), at);
    at += degree;
    if (at % linksAStep < degree) yield;
  }
  return yield* linksOfChoices({ nodeCount, degree, chosen, room }, latencyUs);
}

/** Any others, all equally likely. */
const drawn =
  ({ nodeCount, degree, stream }: KOutGraph & DrawnByNumber) =>
  (node: number): readonly number[] =>
    choose(stream.cursor(node), { take: degree, from: nodeCount - 1 }).map((k) => (k < node ? k : k + 1));
