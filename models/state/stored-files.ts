import { Table } from "../../sim/table/table.js";
import { dealFiles, dueDeletions, type FileCount, joinFiles, keptShare, noFiles } from "../market/kept-files.js";

/**
 * What users store and delete some time, by shard and class: whole files, of whose sizes the data of a shard consist beside those that stay.
 * stored = deleted + what there is. One row a shard and class that is deleted.
 */
export class StoredFiles extends Table {
  private files = this.f64("files");
  /** How many of them users still want, on average, as of `sinceUs`. */
  private wanted = this.f64("files");
  sinceUs = this.figure("µs");
  stored = this.figure("files");
  deleted = this.figure("files");
  deletedBytes = this.figure("bytes");
  /** Bytes that there are. */
  keptBytes = this.figure("bytes");
  /** Bytes of a file of each class. */
  readonly #bytesOf: readonly number[];

  constructor(bytesOf: readonly number[]) {
    super();
    this.#bytesOf = bytesOf;
  }

  of(shard: number, kind: number): FileCount {
    const row = this.#row(shard, kind);
    return row < this.count ? { files: this.files[row], wanted: this.wanted[row] } : noFiles;
  }

  /** Bytes of all files of a shard. */
  bytesOn(shard: number): number {
    return this.#bytesOf.reduce((sum, bytes, kind) => sum + bytes * this.of(shard, kind).files, 0);
  }

  /** So much time has passed that users want only a part of what they stored, by the half-life of each class. */
  age(nowUs: number, halfLivesUs: readonly number[]): void {
    const shares = halfLivesUs.map((halfLifeUs) => keptShare(halfLifeUs, nowUs - this.sinceUs));
    for (let row = 0; row < this.count; row++) this.wanted[row] *= shares[row % shares.length];
    this.sinceUs = nowUs;
  }

  add(shard: number, kind: number, files: number): void {
    this.#assign(shard, kind, joinFiles(this.of(shard, kind), { files, wanted: files }));
    this.stored += files;
    this.keptBytes += files * this.#bytesOf[kind];
  }

  /** Files that users want no more. */
  due(shard: number, kind: number): number {
    return dueDeletions(this.of(shard, kind));
  }

  delete(shard: number, kind: number, files: number): void {
    const { files: before, wanted } = this.of(shard, kind);
    this.#assign(shard, kind, { files: before - files, wanted });
    this.deleted += files;
    this.deletedBytes += files * this.#bytesOf[kind];
    this.keptBytes -= files * this.#bytesOf[kind];
  }

  /** A shard's files go to its parts, by their shares of it. */
  divide(from: number, parts: readonly number[], shares: readonly number[]): void {
    this.#bytesOf.forEach((_bytes, kind) => {
      dealFiles(this.of(from, kind), shares).forEach((own, k) => this.#assign(parts[k], kind, own));
      this.#assign(from, kind, noFiles);
    });
  }

  /** Files of shards that become one are its own. */
  join(parts: readonly number[], whole: number): void {
    this.#bytesOf.forEach((_bytes, kind) => {
      const all = parts.map((part) => this.of(part, kind)).reduce(joinFiles, noFiles);
      for (const part of parts) this.#assign(part, kind, noFiles);
      this.#assign(whole, kind, all);
    });
  }

  #row(shard: number, kind: number): number {
    return shard * this.#bytesOf.length + kind;
  }

  #assign(shard: number, kind: number, { files, wanted }: FileCount): void {
    const row = this.#row(shard, kind);
    this.reach(row);
    this.files[row] = files;
    this.wanted[row] = wanted;
  }
}
