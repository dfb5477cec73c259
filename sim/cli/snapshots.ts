/** `--save-at` and `--from` of `orrery run`. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { readSnapshot } from "../experiment/snapshot/read-snapshot.js";
import { SnapshotRefusal } from "../experiment/snapshot/refusal.js";
import { timeName } from "../experiment/snapshot/save-times.js";
import type { Snapshot } from "../experiment/snapshot/snapshot.js";
import { writeSnapshot } from "../experiment/snapshot/write-snapshot.js";
import { codeVersion } from "../program/code-version.js";
import { isFileFailure, reasonOf } from "../files/file-system.js";
import type { Arguments, CommandOptions } from "./command.js";
import { messages } from "./terminal/messages.js";

export const snapshotOptions: CommandOptions = {
  "save-at": {
    type: "string",
    requiresArg: true,
    array: true,
    describe: "also store the run as it is at this simulated time, for example '30 d'",
  },
  from: { type: "string", requiresArg: true, describe: "go on from a stored run instead of from the start" },
};

/** A snapshot that was named. */
export interface NamedSnapshot {
  readonly name: string;
  readonly snapshot: Snapshot;
  /** Of the whole file, in hexadecimal. */
  readonly sha256: string;
}

/** The snapshot of `--from`, if one was named. Throws `SnapshotRefusal` for a file from which no run goes on. */
export function snapshotTyped(args: Arguments): NamedSnapshot | undefined {
  const name = args.text("from");
  if (name === undefined) return undefined;
  const file = readBytes(name);
  return {
    name,
    snapshot: readSnapshot(file, name, codeVersion()),
    sha256: createHash("sha256").update(file).digest("hex"),
  };
}

function readBytes(name: string): Uint8Array {
  try {
    return readFileSync(name);
  } catch (error) {
    if (!isFileFailure(error)) throw error;
    throw new SnapshotRefusal(messages.snapshotUnreadable(name, reasonOf(error)));
  }
}

/** A snapshot as a file beside the results. */
export const snapshotFile = (snapshot: Snapshot): { readonly path: string; readonly content: Uint8Array } => ({
  path: `snapshot-${timeName(snapshot.atUs)}.orrery`,
  content: writeSnapshot(snapshot),
});
