/** What the main thread asks of a worker for one replication, and what comes back. */
import { buffersOf, type PackedColumn, packColumn, unpackColumn } from "../pool/columns.js";
import type { FailureRecord } from "../failure.js";
import { table } from "../../table/result-table.js";
import type { RunIdentity, RunResult, RunTables, StoredMoment } from "../model.js";

export interface ReplicationTask {
  readonly kind: "replication";
  /** As the schema gives it: plain data. */
  readonly scenario: unknown;
  readonly identity: RunIdentity;
  readonly events: boolean;
  readonly trace: boolean;
  readonly saveAtUs: readonly number[];
  /** Where to report, and its place there. */
  readonly board: SharedArrayBuffer;
  readonly task: number;
  /** Whether a replication that was stopped gives what there is. */
  readonly keepPart: boolean;
  /** The file that its scenes are added to. */
  readonly scenesTo: string | undefined;
}

export type ReplicationAnswer =
  | {
      readonly ok: true;
      readonly finished: boolean;
      readonly result: PackedResult | null;
      readonly stored: readonly StoredMoment[];
    }
  | { readonly ok: false; readonly failure: FailureRecord };

/** A result with the columns of its tables packed. */
export interface PackedResult extends Omit<RunResult, "tables"> {
  readonly tables: readonly (readonly [name: string, columns: readonly PackedColumn[]])[];
}

/** The result, to be moved to another thread, and the buffers to transfer; the result must not be used any more. */
export function packResult({ tables, ...rest }: RunResult): { packed: PackedResult; buffers: ArrayBuffer[] } {
  const packed = Object.entries(tables).flatMap(([name, one]) =>
    one === undefined ? [] : [[name, one.columns.map(packColumn)] as const],
  );
  return { packed: { ...rest, tables: packed }, buffers: packed.flatMap(([, columns]) => buffersOf(columns)) };
}

export function unpackResult({ tables, ...rest }: PackedResult): RunResult {
  const unpacked = tables.map(([name, columns]) => [name, table(columns.map(unpackColumn))] as const);
  return { ...rest, tables: Object.fromEntries(unpacked) as unknown as RunTables };
}
