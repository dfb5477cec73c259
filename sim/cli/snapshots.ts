/** `--save-at` and `--from` of `orrery run`. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { StoredMoment } from "../experiment/model.js";
import type { ExecutedReplication } from "../experiment/replicate/execute.js";
import { readSnapshot, SnapshotRefusal } from "../experiment/snapshot/read-snapshot.js";
import type { Snapshot } from "../experiment/snapshot/snapshot.js";
import { writeSnapshot } from "../experiment/snapshot/write-snapshot.js";
import { codeVersion } from "../files/code-version.js";
import { reasonOf } from "../files/file-system.js";
import { duration } from "../units/dimensions.js";
import { written } from "../units/format.js";
import { parseQuantity } from "../units/quantity.js";
import { type Arguments, type CommandOptions, UsageError } from "./command.js";
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

/** The snapshot of `--from`, if one was named. Throws `UsageError` for a file from which no run goes on. */
export function snapshotTyped(args: Arguments): NamedSnapshot | undefined {
  const name = args.text("from");
  if (name === undefined) return undefined;
  try {
    const file = readFileSync(name);
    const snapshot = readSnapshot(file, name, codeVersion());
    return { name, snapshot, sha256: createHash("sha256").update(file).digest("hex") };
  } catch (error) {
    throw new UsageError(
      error instanceof SnapshotRefusal ? error.message : messages.snapshotUnreadable(name, reasonOf(error)),
    );
  }
}

/** The times of `--save-at`, ascending, each once; microseconds. Throws `UsageError`. */
export function saveTimesTyped(args: Arguments): readonly number[] {
  const times = args.texts("save-at").map((text) => {
    const parsed = parseQuantity(duration, text);
    if (!parsed.ok) throw new UsageError(messages.badSaveTime(text, parsed.message));
    return parsed.value;
  });
  return [...new Set(times)].sort((a, b) => a - b);
}

/** Throws `UsageError` for a time that a run does not come to. */
export function checkSaveTimes(
  timesUs: readonly number[],
  span: { name: string; fromUs: number; untilUs: number },
): void {
  for (const timeUs of timesUs) {
    if (timeUs > span.untilUs) throw new UsageError(messages.savedTooLate(timeText(timeUs), span.name, timeText(span.untilUs))); // prettier-ignore
    if (timeUs < span.fromUs) throw new UsageError(messages.savedTooEarly(timeText(timeUs), timeText(span.fromUs)));
  }
}

/** `30 d`. */
const timeText = (timeUs: number): string => written(duration, timeUs);
/** As part of a name: `30d`. */
export const timeName = (timeUs: number): string => timeText(timeUs).replaceAll(" ", "");

/** The moments that these replications go on from. Throws `UsageError` for one that the snapshot does not have. */
export const momentsOf = ({ snapshot }: NamedSnapshot, replications: readonly number[]): readonly StoredMoment[] =>
  replications.map((wanted) => {
    const found = snapshot.replications.find(({ replication }) => replication === wanted);
    if (found !== undefined) return { atUs: snapshot.atUs, state: found.state };
    throw new UsageError(
      messages.notInSnapshot(
        wanted,
        snapshot.replications.map(({ replication }) => replication),
      ),
    );
  });

/** A file to be written beside the results. */
export interface SnapshotFile {
  readonly atUs: number;
  readonly path: string;
  readonly content: Uint8Array;
}

/**
 * The snapshots of a run, one file a time. A time that some replication has not come to is left out: the run was interrupted
 * before.
 */
export function snapshotFiles(
  results: readonly ExecutedReplication[],
  timesUs: readonly number[],
  rest: Pick<Snapshot, "scenario" | "resolvedYaml" | "events"> & { readonly count: number },
): SnapshotFile[] {
  const { count, ...facts } = rest;
  if (results.length < count) return [];
  return timesUs.flatMap((atUs, k) => {
    const replications = results.flatMap(({ replication, stored }) => {
      const moment: StoredMoment | undefined = stored[k];
      return moment === undefined ? [] : [{ replication, state: moment.state }];
    });
    if (replications.length < count) return [];
    const { version, codeHash } = codeVersion();
    const content = writeSnapshot({ ...facts, code: { version, codeHash }, atUs, replications });
    return [{ atUs, path: `snapshot-${timeName(atUs)}.orrery`, content }];
  });
}
