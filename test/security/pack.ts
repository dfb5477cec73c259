/** The questions of the security pack, and under which rules each can be asked. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "../docs/repository.js";

const folder = "scenarios/security";

/** Rule sets that the table has, newest first. */
export const ruleSets = ["v2.1-simplex", "v2.1-epoch", "v2.1-frames", "v2.0.6"] as const;

/** Scenarios that are others under older rules: their own rules are what they are about. */
const variants: readonly string[] = [
  "leave-herd-june",
  "one-senior-dark-june",
  "quorum-points-june",
  "ring-split-frames",
  "stale-majority-october",
];

export const fileOf = (name: string): string => join(root, folder, `${name}.yaml`);

export const isVariant = (name: string): boolean => variants.includes(name);

/** Names of its scenarios, by alphabet. */
export const packNames = (): string[] =>
  readdirSync(join(root, folder))
    .map((name) => name.replace(/\.yaml$/, ""))
    .sort();
