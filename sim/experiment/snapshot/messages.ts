import type { CodeIdentity } from "./snapshot.js";

/** Why no run goes on from a file, in words that users can act on. */
export const messages = {
  refused: (name: string, why: string): string => `${name} ${why}`,
  foreign: (): string => "is not a snapshot: `orrery run --save-at TIME` writes one.",
  newer: (format: number, known: number): string =>
    `is a snapshot of format ${format}, and this version of orrery reads format ${known}: go on with the version that wrote it.`,
  truncated: (bytes: number, length?: number): string =>
    length === undefined
      ? `ends after ${bytes} bytes, before a snapshot has begun: copy it again.`
      : `is cut off: it has ${bytes} of ${length} bytes. Copy it again.`,
  damaged: (): string => "is not as it was written: its checksum is another one. Copy it again.",
  cannotChange: (at: string, why: string): string => `cannot be changed in a run that goes on from ${at}: ${why}`,
  seedIsFixed: (): string => "its random numbers come from it",
  fidelityIsFixed: (): string => "what was simulated so far is of the other",
  noMoreReplications: (stored: number): string => `the snapshot is of ${stored}; there can be fewer`,
  otherCode: (version: string, codeHash: string, code: CodeIdentity): string =>
    `was written by orrery ${version} with other code (${codeHash.slice(0, 12)}) than this (${code.version}, ${code.codeHash.slice(0, 12)}): go on with the code that wrote it.`,
};
