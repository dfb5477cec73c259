/**
 * From the seed of a scenario to keys of streams:
 *
 *     seed (number or phrase) ─ seedrandom ─► 256 bits ─┐
 *     replication, purpose ─────────────────────────────┴─ SHA-256 of "bits/replication/purpose" ─► key words
 *
 * The first step spreads phrases that differ in one letter and leaves no "/" in the hashed text, so no two triples
 * read alike. Changing any of the three gives unrelated keys.
 *
 * A run that goes on from a stored one on numbers of its own is a branch, which has a name: "bits/replication~branch/purpose".
 */
import { createHash } from "node:crypto";
import seedrandom from "seedrandom";

/** What a scenario's `seed:` holds; the number 7 and the phrase "7" are the same seed. */
export type Seed = number | string;

/** The 256 bits that a seed stands for, in hexadecimal. Throws `RangeError` for an empty phrase or a number not whole. */
export function seedBits(seed: Seed): string {
  if (typeof seed === "number" && !(Number.isSafeInteger(seed) && seed >= 0))
    throw new RangeError(
      `seed: read ${seed}, allowed are whole numbers from 0 to ${Number.MAX_SAFE_INTEGER}, or a phrase`,
    );
  // Thousands of streams are made for one seed, and the generator takes longer to start than the rest of it.
  const known = latest;
  if (known !== undefined && known.seed === String(seed)) return known.bits;
  if (seed === "") throw new RangeError('seed: read "", allowed are whole numbers and phrases of one letter or more');
  const generator = seedrandom(String(seed));
  const bits = Array.from({ length: 8 }, () => hexWord(generator.int32() >>> 0)).join("");
  latest = { seed: String(seed), bits };
  return bits;
}
/** What was asked for last; only `seedBits` knows of it. */
let latest: { readonly seed: string; readonly bits: string } | undefined;

const hexWord = (word: number): string => word.toString(16).padStart(8, "0");

/** Two keys of two words each: one for streams of one entity, one from which the keys of pairs are derived. */
export interface PurposeKeys {
  readonly single: readonly [number, number];
  readonly pair: readonly [number, number];
}

/** Which numbers a run draws that goes on from a stored one and is to have its own from then on. */
export interface Branch {
  /** Letters, digits and full stops. */
  readonly name: string;
  /** Purposes whose draws stay those of the run before: what is not stored because it can be drawn again. */
  readonly lasting: readonly string[];
}

/**
 * Keys of one purpose in one replication. Throws `RangeError` unless the replication is a whole number from 0, and for a name that
 * no branch can have.
 */
export function purposeKeys(bits: string, replication: number, purpose: string, branch?: Branch): PurposeKeys {
  if (!(Number.isSafeInteger(replication) && replication >= 0))
    throw new RangeError(`replication: read ${replication}, allowed are whole numbers from 0`);
  if (branch !== undefined && !/^[A-Za-z0-9.]+$/.test(branch.name))
    throw new RangeError(`branch: read "${branch.name}", allowed are letters, digits and full stops`);
  const run = branch === undefined || branch.lasting.includes(purpose) ? replication : `${replication}~${branch.name}`;
  const digest = createHash("sha256").update(`${bits}/${run}/${purpose}`, "utf8").digest();
  return {
    single: [digest.readUInt32LE(0), digest.readUInt32LE(4)],
    pair: [digest.readUInt32LE(8), digest.readUInt32LE(12)],
  };
}
