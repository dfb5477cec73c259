/** What is said of claims. Tests compare with these. */
import { counted } from "../../units/readable.js";
export const claimMessages = {
  boundWithin: (): string => "a bound is met or not: leave `within` out, or write the figure without its sign",
  noMeasure: (): string => "there is nothing to divide: write a measure above it",
  lessWith: (measure: string, against: readonly string[]): string => `${measure}, less with ${against.join(", ")}`,
  againstNotRun: (): string => "what it is held against was not run",
  needs: (fidelity: string): string => `needs fidelity ${fidelity}`,
  noMeasureYet: (): string => "nothing is measured for it",
  interrupted: (): string => "the run was interrupted",
  oneReplication: (): string => "one replication has no interval",
  notMeasured: (n: number, of: number): string => `measured in ${n} of ${counted(of, "replication")}`,
  reachesAcross: (): string => "the interval reaches across",
} as const;
