/** How the workers of some nodes are taken up: the columns that series.csv has of all, and operators.csv of each class. */
import { columnName } from "../../../sim/table/column-name.js";
import type { AuditedAllocation, AuditedProver } from "./audited.js";

export interface WorkerCounts {
  readonly nodes: number;
  readonly workers: number;
  readonly byStatus: ReadonlyMap<AuditedAllocation["status"], number>;
  readonly free: number;
  readonly missing: number;
}

export function countWorkers(provers: Iterable<AuditedProver>): WorkerCounts {
  const byStatus = new Map<AuditedAllocation["status"], number>();
  const counts = { nodes: 0, workers: 0, free: 0, missing: 0 };
  for (const { gone, workers, allocations } of provers) {
    for (const { status } of allocations.values()) byStatus.set(status, (byStatus.get(status) ?? 0) + 1);
    const own = gone ? 0 : workers;
    const held = [...allocations.values()].filter(({ status }) => status !== "proposed").length;
    counts.nodes += gone ? 0 : 1;
    counts.workers += own;
    counts.free += Math.max(0, own - held);
    counts.missing += Math.max(0, held - own);
  }
  return { ...counts, byStatus };
}

/** The columns that both tables have, by the last word of the metric. */
export function workerColumns({ workers, byStatus, free, missing }: WorkerCounts): { readonly [word: string]: number } {
  return {
    workers,
    workersActive: byStatus.get("active") ?? 0,
    workersJoining: byStatus.get("joining") ?? 0,
    workersLeaving: byStatus.get("leaving") ?? 0,
    workersPaused: byStatus.get("paused") ?? 0,
    workersFree: free,
    placesWithoutWorker: missing,
  };
}

/** The same under their names in operators.csv. */
export const columnsOfWorkers = (counts: WorkerCounts): { readonly [column: string]: number } =>
  Object.fromEntries(Object.entries(workerColumns(counts)).map(([word, count]) => [columnName(word), count]));
