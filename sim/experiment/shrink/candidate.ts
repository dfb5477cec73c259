/** A scenario that is to become smaller: what it says beside its name and what is expected, and which run of it is looked at. */
import { toYaml } from "../../scenario/print.js";
import type { Plain } from "../../scenario/tree.js";
import { isFileName } from "../../units/file-name.js";
import type { Pass } from "./shrink.js";
import { fewerFields, fewerItems, simplerNumbers, smallerTogether } from "./simpler-fields.js";

export type PlainMap = { readonly [key: string]: Plain };

export interface Candidate {
  /** What may go. */
  readonly plain: PlainMap;
  readonly seed: number | string;
  /** From 0; of a claim of many runs how many of them there are stands in its place. */
  readonly replication: number;
}

/** What stays as it is, in each of them. */
export interface Frame {
  readonly name: string;
  readonly expectation: PlainMap;
  /** Figures that a run is to tell. */
  readonly outputs: readonly string[];
}

/** What belongs to the frame, or says nothing about what is simulated. */
const framed = ["name", "about", "seed", "replications", "outputs", "expect", "claims", "sources"];

export const shrinkable = (given: PlainMap): PlainMap =>
  Object.fromEntries(Object.entries(given).filter(([key]) => !framed.includes(key)));

/** The name of what is made of a scenario; a long one stays as it is. */
export const shrunkName = (name: string): string => (isFileName(`${name}-shrunk`) ? `${name}-shrunk` : name);

/** As a file, under a comment. */
export const textOf = (
  { plain, seed, replication }: Candidate,
  { name, expectation, outputs }: Frame,
  header: readonly string[] = [],
): string =>
  toYaml({ name, seed, replications: replication + 1, ...plain, outputs: [...outputs], expect: [expectation] }, header);

const ofPlain = (simpler: (plain: Plain) => Iterable<Plain>): Pass<Candidate> =>
  function* (candidate) {
    for (const plain of simpler(candidate.plain)) yield { ...candidate, plain: plain as PlainMap };
  };

/** Earlier replications, and at last the first of another seed. */
function* earlierRuns(candidate: Candidate): Generator<Candidate> {
  const { replication } = candidate;
  const earlier = [0, 1, 2, Math.floor(replication / 2)].filter((one) => one < replication);
  for (const one of new Set(earlier)) yield { ...candidate, replication: one };
  if (replication > 0) for (const seed of otherSeeds) yield { ...candidate, seed, replication: 0 };
}
const otherSeeds = [1, 2, 3, 4, 5, 6, 7, 8, 9];

/** Only the first replication: of the whole scenario a run is dear. */
function* firstRun(candidate: Candidate): Generator<Candidate> {
  if (candidate.replication > 0) yield { ...candidate, replication: 0 };
}

/** Nothing becomes none: a run of no time, a count of nobody. */
const positiveNumbers = (plain: Plain): Iterable<Plain> => simplerNumbers(plain, 1);

const smaller: readonly Pass<Candidate>[] = [fewerItems, smallerTogether, fewerFields, positiveNumbers].map(ofPlain);

/** What makes runs cheap comes early; `isOneRun`: one run refutes what is claimed. */
export const passesFor = (isOneRun: boolean): readonly Pass<Candidate>[] =>
  isOneRun ? [firstRun, ...smaller, earlierRuns] : smaller;
