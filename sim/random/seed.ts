/**
 * From the seed of a scenario to keys of streams:
 *
 *     seed (number or phrase) ─ seedrandom ─► 256 bits ─┐
 *     replication, purpose ─────────────────────────────┴─ SHA-256 of "bits/replication/purpose" ─► key words
 *
 * The first step spreads phrases that differ in one letter and leaves no "/" in the hashed text, so no two triples
 * read alike. Changing any of the three gives unrelated keys.
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
  if (seed === "") throw new RangeError('seed: read "", allowed are whole numbers and phrases of one letter or more');
  const generator = seedrandom(String(seed));
  return Array.from({ length: 8 }, () => hexWord(generator.int32() >>> 0)).join("");
}
const hexWord = (word: number): string => word.toString(16).padStart(8, "0");

/** Two keys of two words each: one for streams of one entity, one from which the keys of pairs are derived. */
export interface PurposeKeys {
  readonly single: readonly [number, number];
  readonly pair: readonly [number, number];
}

/** Keys of one purpose in one replication. Throws `RangeError` unless the replication is a whole number from 0. */
export function purposeKeys(bits: string, replication: number, purpose: string): PurposeKeys {
  if (!(Number.isSafeInteger(replication) && replication >= 0))
    throw new RangeError(`replication: read ${replication}, allowed are whole numbers from 0`);
  const digest = createHash("sha256").update(`${bits}/${replication}/${purpose}`, "utf8").digest();
  return {
    single: [digest.readUInt32LE(0), digest.readUInt32LE(4)],
    pair: [digest.readUInt32LE(8), digest.readUInt32LE(12)],
  };
}
