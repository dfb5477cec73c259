import type { CodeIdentity } from "./snapshot.js";
import { counted } from "../../units/readable.js";

/** Why no run goes on from a file, in words that users can act on. */
export const messages = {
  refused: (name: string, why: string): string => `${name} ${why}`,
  foreign: (): string => "is not a snapshot: `orrery run --save-at TIME` writes one.",
  newer: (format: number, known: number): string =>
    `is a snapshot of format ${format}, and this version of orrery reads format ${known}: go on with the version that wrote it.`,
  truncated: (bytes: number, length?: number): string =>
    length === undefined
      ? `ends after ${counted(bytes, "byte")}, before a snapshot has begun: copy it again.`
      : `is cut off: it has ${bytes} of ${counted(length, "byte")}. Copy it again.`,
  damaged: (): string => "is not as it was written: its checksum is another one. Copy it again.",
  badSaveTime: (text: string, why: string): string => `a run cannot be stored at '${text}': ${why}`,
  savedTooLate: (time: string, name: string, horizon: string): string =>
    `a run cannot be stored at ${time}: ${name} ends at ${horizon}. Name an earlier time, or a later horizon.`,
  savedTooEarly: (time: string, from: string): string =>
    `a run cannot be stored at ${time}, before the moment that it goes on from, ${from}.`,
  notInSnapshot: (replication: number, stored: readonly number[]): string =>
    `the snapshot has no replication ${replication}: it has ${stored.join(", ")}.`,
  otherLog: (has: boolean): string =>
    has
      ? "was stored with a log of events, which goes on: leave out `events`."
      : "was stored without a log of events, and a log has to begin with the run: store it with one.",
  cannotChange: (at: string, why: string): string => `cannot be changed in a run that goes on from ${at}: ${why}`,
  seedIsFixed: (): string => "its random numbers come from it",
  fidelityIsFixed: (): string => "what was simulated so far is of the other",
  noMoreReplications: (stored: number): string => `the snapshot is of ${stored}; there can be fewer`,
  otherCode: (version: string, codeHash: string, code: CodeIdentity): string =>
    `was written by orrery ${version} with other code (${codeHash.slice(0, 12)}) than this (${code.version}, ${code.codeHash.slice(0, 12)}): go on with the code that wrote it.`,
};
