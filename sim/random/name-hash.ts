/** Names that draw: a hash stands for each, so that a draw hangs on what something is called and never on its place in a list. */
import crypto from "node:crypto";

/** Names whose hash is kept: replications and points of a sweep name things alike, and hashing is much of what a small network costs. */
const maxKept = 4096;

// Reached by key only, so the order of a Map never matters.
const kept = new Map<string, Buffer>();

/** The name that was asked for last and is not kept, and its hash: who is called alike is often asked for in a row. */
let last: { readonly name: string; readonly digest: Buffer } | undefined;

/** In one call where there is one, since Node 20.12: an object for each name takes twice as long. */
const hashed: (name: string) => Buffer =
  "hash" in crypto
    ? (name) => crypto.hash("sha256", name, "buffer")
    : (name) => crypto.createHash("sha256").update(name).digest();

/** SHA-256 of a name, to be read only. */
export function nameHash(name: string): Buffer {
  const known = kept.get(name);
  if (known !== undefined) return known;
  if (last?.name === name) return last.digest;
  const digest = hashed(name);
  if (kept.size < maxKept) kept.set(name, digest);
  else last = { name, digest };
  return digest;
}

/** Two words of 32 bits that stand for a name: of a million names two have the same with probability 3e-8, and would only draw alike. */
export interface NameWords {
  readonly first: number;
  readonly second: number;
}

export function nameWords(name: string): NameWords {
  const digest = nameHash(name);
  return { first: digest.readUInt32BE(0), second: digest.readUInt32BE(4) };
}
