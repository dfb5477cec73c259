/** From replications that were stored on their way to snapshots, and from a snapshot to where replications go on. */
import { codeVersion } from "../../program/code-version.js";
import type { StoredMoment } from "../model.js";
import type { ExecutedReplication } from "../replicate/execute.js";
import { messages } from "./messages.js";
import { SnapshotRefusal } from "./refusal.js";
import type { Snapshot } from "./snapshot.js";

/** What all snapshots of a run have in common. */
export interface StoredRun extends Pick<Snapshot, "scenario" | "resolvedYaml" | "events"> {
  /** Moments at which it was to be stored, as `ExecuteOptions` has them. */
  readonly saveAtUs: readonly number[];
  /** How many replications it has. */
  readonly replications: number;
}

/**
 * The snapshots of a run, one a moment. A moment that some replication has not come to is left out: the run was interrupted
 * before.
 */
export function snapshotsOf(
  results: readonly ExecutedReplication[],
  { saveAtUs, replications: count, ...facts }: StoredRun,
): readonly Snapshot[] {
  if (results.length < count) return [];
  return saveAtUs.flatMap((atUs, k) => {
    const replications = results.flatMap(({ replication, stored }) => {
      const moment: StoredMoment | undefined = stored[k];
      return moment === undefined ? [] : [{ replication, state: moment.state }];
    });
    if (replications.length < count) return [];
    const { version, codeHash } = codeVersion();
    return [{ ...facts, code: { version, codeHash }, atUs, replications }];
  });
}

/** The moments that these replications go on from. Throws `SnapshotRefusal` for one that the snapshot does not have. */
export const momentsOf = (
  { atUs, replications: stored }: Snapshot,
  replications: readonly number[],
): readonly StoredMoment[] =>
  replications.map((wanted) => {
    const found = stored.find(({ replication }) => replication === wanted);
    if (found !== undefined) return { atUs, state: found.state };
    const known = stored.map(({ replication }) => replication);
    throw new SnapshotRefusal(messages.notInSnapshot(wanted, known));
  });
