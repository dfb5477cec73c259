/**
 * What a run looks like at moments on its way, for whoever watches it: plain data that is small however large the run is, and
 * follows from the state of the run alone. Words that stay the same for a whole run are told once (`SceneWords`).
 */

/** How bad a level is; pages have a colour for each. */
export type Tone = "good" | "fair" | "poor" | "worst" | "none";

export interface SceneWords {
  /** Many equal things, each at one of some levels. */
  readonly bands?: {
    readonly title: string;
    /** What one of them is called, and several. */
    readonly one: string;
    readonly many: string;
    /** From the best to the worst; what is none of these last. */
    readonly levels: readonly { readonly name: string; readonly tone: Tone }[];
  };
  /** Counts side by side. */
  readonly bars?: readonly { readonly title: string; readonly labels: readonly string[] }[];
  /** Who has heard a message after how long. */
  readonly spread?: { readonly title: string; readonly groups: readonly string[] };
}

/** The same things in the same order as in the words. */
export interface Scene {
  readonly bands?: Bands;
  readonly bars?: readonly (readonly number[])[];
  /** Null: nothing was published so far. */
  readonly spread?: Spread | null;
}

/** Things in their order, cut into bands of as many each as can be; at most `maxBands`. */
export interface Bands {
  /** How many things there are. */
  readonly count: number;
  /** How many of a band are at each level: entry band · levels + level. */
  readonly levels: readonly number[];
}

export interface Spread {
  /** Which message, in words. */
  readonly of: string;
  /** By group, who was to hear it. */
  readonly expected: readonly number[];
  /** Milliseconds since it was published, ascending. */
  readonly elapsedMs: readonly number[];
  /** By group and then by time, how many had heard it. */
  readonly heard: readonly (readonly number[])[];
}

/** The first line of a file of scenes: what the run is, and the words of its scenes. */
export interface SceneHead {
  /** Form of the file. */
  readonly scenes: 1;
  readonly scenario: string;
  readonly about: string;
  readonly seed: string;
  readonly replication: number;
  readonly horizonUs: number;
  /** Dated events that are planned, by time; null: when something is so. */
  readonly planned: readonly { readonly atUs: number | null; readonly text: string }[];
  readonly words: SceneWords & {
    /** Whether a run of the model can keep a log of what happened to each node, by `Model.keeps`. */
    readonly hasLog: boolean;
  };
}

/** Bands of a scene at most: as many as a picture can show. */
export const maxBands = 120;

/** Bands of things that stand in an order; `levelOf` gives the level of the k-th. */
export function bandsOf(count: number, levelCount: number, levelOf: (k: number) => number): Bands {
  const bandCount = Math.min(count, maxBands);
  const levels = Array.from({ length: bandCount * levelCount }, () => 0);
  for (let k = 0; k < count; k++) levels[Math.floor((k * bandCount) / count) * levelCount + levelOf(k)]++;
  return { count, levels };
}

/** Moments of a spread at which it is told, evenly up to the last who heard it. */
const spreadSteps = 32;

/**
 * How a message spread over some groups, from the time that it took to each node, in microseconds; a negative one: the node has
 * not heard it, or is not among those who were to.
 */
export function spreadOf(
  words: Pick<Spread, "of" | "expected">,
  {
    nodeCount,
    groupOf,
    elapsedUs,
  }: {
    readonly nodeCount: number;
    readonly groupOf: (node: number) => number;
    readonly elapsedUs: (node: number) => number;
  },
): Spread {
  let lastUs = 0;
  for (let node = 0; node < nodeCount; node++) lastUs = Math.max(lastUs, elapsedUs(node));
  const stepUs = Math.max(1000, Math.ceil(lastUs / spreadSteps));
  const steps = Math.max(1, Math.ceil(lastUs / stepUs));
  const heard = words.expected.map(() => Array.from({ length: steps }, () => 0));
  for (let node = 0; node < nodeCount; node++) {
    const us = elapsedUs(node);
    if (us >= 0) heard[groupOf(node)][Math.max(0, Math.ceil(us / stepUs) - 1)]++;
  }
  for (const row of heard) for (let step = 1; step < steps; step++) row[step] += row[step - 1];
  return { ...words, elapsedMs: Array.from({ length: steps }, (_, step) => ((step + 1) * stepUs) / 1000), heard };
}
