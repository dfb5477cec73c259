/** Names of cells: everything that a cell's result depends on, hashed. */
import { createHash } from "node:crypto";

/** Which program computes the cells. */
export interface CodeIdentity {
  readonly codeHash: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

/** Keys of a scenario that name it or say how often it is run, but do not change what happens in a replication. */
const labels = new Set(["$schema", "name", "about", "seed", "replications", "sweep", "search", "tune", "expect"]);

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/**
 * What the cells of a design point have in common, in hexadecimal: the scenario with its defaults, and the program.
 * Changing the form of stored cells changes the first word.
 */
export function pointKey(written: object, { codeHash, dependencies }: CodeIdentity): string {
  const fields = Object.entries(written).filter(([key]) => !labels.has(key));
  return sha256(JSON.stringify(["cell 2", codeHash, dependencies, fields]));
}

/** Name of a cell: 64 hexadecimal digits. */
export const cellKey = (point: string, seed: string, replication: number): string =>
  sha256(JSON.stringify([point, seed, replication]));

/**
 * Seed of a point that has its own: it follows from the scenario's seed and the parameters, so that adding points changes
 * no other. A word, since digits alone would be read as a number.
 */
export const seedOfPoint = (seed: string, parameters: readonly (readonly [path: string, value: unknown])[]): string =>
  `point-${sha256(JSON.stringify([seed, parameters])).slice(0, 16)}`;
