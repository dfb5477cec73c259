/** How the cores of some nodes are taken up: they stand where 2.1 has workers. */
import type { AuditedProver } from "../audited.js";
import type { WorkerCounts } from "../workers.js";
import type { RingBooks } from "./ring-books.js";

export function countCores({ members, asking }: RingBooks, provers: readonly AuditedProver[]): WorkerCounts {
  const coresOf = (isIt: (prover: AuditedProver) => boolean): number =>
    provers.reduce((sum, prover) => sum + (isIt(prover) ? prover.workers : 0), 0);
  const workers = coresOf(({ gone }) => !gone);
  const active = coresOf((prover) => members.has(prover));
  const joining = coresOf((prover) => asking.has(prover) && !prover.gone);
  const missing = coresOf((prover) => members.has(prover) && prover.gone);
  return {
    nodes: provers.filter(({ gone }) => !gone).length,
    workers,
    byStatus: new Map([
      ["active", active],
      ["joining", joining],
    ]),
    free: workers + missing - active - joining,
    missing,
  };
}
