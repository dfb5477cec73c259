/**
 * A stored run: all of its replications at one moment, between two events, as one file.
 *
 * ```
 *   bytes   8            4          4             8              head length   to 8
 *         ┌────────────┬──────────┬─────────────┬──────────────┬─────────────┬───────┬──────────────────┬───┬──────────┐
 *         │ "orrery" … │ format   │ head length │ file length  │ head, JSON  │ zeros │ a replication, … │ … │ SHA-256  │
 *         └────────────┴──────────┴─────────────┴──────────────┴─────────────┴───────┴──────────────────┴───┴──────────┘
 * ```
 *
 * Numbers are little-endian on every machine, and times, folders and machines are not in it: equal runs are equal files. The
 * state of a replication is a sequence of sections (`sim/table/section.ts`); the checksum is over all that is before it.
 */
export interface Snapshot {
  /** The code that wrote it; no other can go on from it, since state means what code makes of it. */
  readonly code: CodeIdentity;
  /** Name of the scenario. */
  readonly scenario: string;
  /** All that determined the run, as a scenario file. */
  readonly resolvedYaml: string;
  /** The moment: events up to and at it have been handled. Microseconds of simulated time. */
  readonly atUs: number;
  /** Whether a log of events has been kept. */
  readonly events: boolean;
  /** In ascending order of their numbers. */
  readonly replications: readonly StoredReplication[];
}

export interface CodeIdentity {
  readonly version: string;
  /** SHA-256 over the files of the program, in hexadecimal. */
  readonly codeHash: string;
}

export interface StoredReplication {
  readonly replication: number;
  readonly state: Uint8Array<ArrayBuffer>;
}

/** What stands in the head, as JSON. */
export interface SnapshotHead extends Omit<Snapshot, "replications" | "code" | "resolvedYaml"> {
  readonly orrery: string;
  readonly codeHash: string;
  /** SHA-256 of the resolved scenario, in hexadecimal. */
  readonly scenarioHash: string;
  readonly replications: readonly { readonly replication: number; readonly bytes: number }[];
  readonly resolvedYaml: string;
}

/** `orrery`, then two bytes that a text never has, so that a copy that was taken for text is noticed. */
export const snapshotMagic = Uint8Array.of(0x6f, 0x72, 0x72, 0x65, 0x72, 0x79, 0x00, 0xff);
/** Format of the file. A larger one is of a newer program. */
export const snapshotFormat = 1;
/** Before the head. */
export const prologueBytes = 24;
export const checksumBytes = 32;
