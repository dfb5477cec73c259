import { partFlag } from "../experiment/sweep/part-flag.js";
import { counted } from "../units/readable.js";

interface PlacedPart {
  readonly folder: string;
  readonly count: number;
}

/** What can be wrong with a folder that a user names, in words she can act on. */
export const messages = {
  folderHasFiles: (folder: string) =>
    `${folder} already holds files, and results are never overwritten silently. Name another folder with --out, or replace it with --force.`,
  folderHasForeign: (folder: string, [first, ...others]: readonly string[]): string =>
    `${folder} holds ${first}${others.length === 0 ? "" : ` and ${counted(others.length, "more file")}`} that no run has written, and --force would take away. ` +
    "Move what is yours to another place, or name another folder with --out.",
  folderIsNotAResult: (folder: string) =>
    `${folder} holds files that are not results of a run (no manifest.json), so --force does not replace it. Name another folder with --out.`,
  folderIsAFile: (folder: string) => `${folder} is a file, not a folder. Name another folder with --out.`,
  folderIsDanglingLink: (folder: string) =>
    `${folder} is a link that leads nowhere. Name another folder with --out, or remove the link.`,
  folderIsMounted: (folder: string) =>
    `${folder} is where another file system is mounted, and results take a folder's place as a whole. Name a folder inside it with --out.`,
  leftoverInTheWay: (folder: string, path: string, reason: string) =>
    `${folder} cannot be written before what an earlier run left is gone: ${path} (${reason}). Remove it, or name another folder with --out.`,
  folderInUse: (folder: string, { pid, lock, isKnown }: { pid: string; lock: string; isKnown: boolean }) =>
    isKnown
      ? `Process ${pid} is writing ${folder}. Wait for it, or name another folder with --out.`
      : `Process ${pid} of another machine or container is writing ${folder}, or was. If it has ended, remove ${lock}.`,
  notInManifest: () => "the manifest of the run does not name it",
  otherLength: (bytes: number, wrote: number) => `it has ${counted(bytes, "byte")}, and the run wrote ${wrote}`,
  notRead: (file: string, why: string) => `${file} cannot be read: ${why}.`,
  otherHash: () => "its bytes are not those of the run (SHA-256 in manifest.json)",
  noManifest: () => "it lists no files with their lengths and hashes",
  noText: () => "it is no text",
  endsWithinLine: (bytes: number) => (bytes === 0 ? "it is empty" : "it ends within a line"),
  cannotBeWritten: (folder: string, reason: string) => `${folder} cannot be written: ${reason}.`,
  resultsNotWritten: (reason: string, { count, kept }: { count: number; kept: string | undefined }) =>
    kept === undefined
      ? `${reason} Nothing was written.`
      : `${reason} ${count === 1 ? "1 file that was" : `${count} files that were`} finished ${count === 1 ? "is" : "are"} kept in ${kept}.`,
  folderCannotBeMade: (folder: string, reason: string) =>
    `${folder} cannot be written (${reason}). Name another folder with --out.`,
  notAPart: (folder: string) =>
    `${folder} is not a part of a sweep. Parts are what orrery sweep --${partFlag} i/n writes.`,
  partUnreadable: (folder: string, reason: string) => `${folder} cannot be read: ${reason}.`,
  partDamaged: (folder: string, file: string) =>
    `${folder}: ${file} is not as it was written. Copy the part again, or run it again with --force.`,
  otherCode: (folder: string) =>
    `${folder} was computed by another version of orrery than this one. Merge with the version that ran all parts.`,
  otherSweep: (folder: string, first: string) =>
    `${folder} is a part of another sweep than ${first}: their scenarios, seeds or replications differ.`,
  otherDivision: (part: PlacedPart, first: PlacedPart) =>
    `${part.folder} is one of ${counted(part.count, "part")}, ${first.folder} one of ${first.count}. All must come from one division.`,
  partTwice: ({ index, count }: { readonly index: number; readonly count: number }, folders: readonly string[]) =>
    `Part ${index} of ${count} is there twice: ${folders.join(" and ")}. Name each part once.`,
  partsMissing: (missing: readonly number[], count: number) =>
    `${missing.length === 1 ? "Part" : "Parts"} ${missing.join(", ")} of ${count} ${missing.length === 1 ? "is" : "are"} missing.`,
  cellMissing: (folder: string, point: number, replication: number) =>
    `${folder} was interrupted: it lacks replication ${replication} of design point ${point}, perhaps more. Run it again with --force; what is done is not computed twice.`,
  noTrace: (folder: string): string =>
    `${folder} has no trace.csv. Run the scenario again with --trace, and --force to replace what is there.`,
  notATrace: (file: string): string =>
    `${file} is not a trace: its first line is not that of a trace.csv as orrery run --trace writes it.`,
} as const;
