/** Files that users store and delete some time, as the books have them. */
import { dueDeletions, type FileCount, joinFiles, keptShare, noFiles } from "../../market/kept-files.js";
import { keptClassesOf, type StorageClass } from "../../scenario/storage-classes.js";
import type { AuditedShard } from "./audited.js";
import type { Books } from "./books.js";

/** Time passes up to this frame, and users want only a part of what they stored. */
export function ageFiles(books: Books): void {
  const { clock, frame, scenario, shards } = books;
  const nowUs = clock.timeOf(frame);
  const kept = keptClassesOf(scenario);
  if (kept.length === 0 || nowUs === books.filesSinceUs) return;
  const shares = kept.map(({ halfLifeUs }) => keptShare(halfLifeUs ?? Infinity, nowUs - books.filesSinceUs));
  for (const shard of shards.values())
    shard.files = shard.files.map(({ files, wanted }, kind) => ({ files, wanted: wanted * shares[kind] }));
  books.filesSinceUs = nowUs;
}

/** So many more files of a class, or fewer, which users want or have deleted. */
export function changeFiles(books: Books, shard: AuditedShard, kind: StorageClass, change: FileCount): void {
  const kept = keptClassesOf(books.scenario);
  const index = kept.findIndex(({ name }) => name === kind.name);
  shard.files = kept.map((_kind, k) => {
    const own = shard.files[k] ?? noFiles;
    return k === index ? joinFiles(own, change) : own;
  });
}

/** How many files of a class are to be deleted on a shard. */
export function dueOn({ scenario }: Books, shard: AuditedShard, { name }: StorageClass): number {
  const index = keptClassesOf(scenario).findIndex((kind) => kind.name === name);
  return dueDeletions(shard.files[index] ?? noFiles);
}

/** Bytes of all files of a shard. */
export const fileBytes = ({ scenario }: Books, { files }: AuditedShard): number =>
  keptClassesOf(scenario).reduce((sum, { bytes }, kind) => sum + bytes * (files[kind]?.files ?? 0), 0);

/** Columns of the series, of which runs have some whose users delete anything. */
export function fileColumns(books: Books): { readonly [column: string]: number } {
  let [files, bytes] = [0, 0];
  for (const shard of books.liveShards()) {
    files += shard.files.reduce((sum, own) => sum + own.files, 0);
    bytes += fileBytes(books, shard);
  }
  return {
    "storage.files": files,
    "storage.bytes": bytes,
    "storage.deletions": books.filesDeleted,
    "storage.deletedBytes": books.filesDeletedBytes,
  };
}
