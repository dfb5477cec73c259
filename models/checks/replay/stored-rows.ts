/** Rows about what users store and delete: the fees that it pays, by the rules, and the data that it adds or frees. */
import { chunkBytes, deletionCost } from "../../protocol/fees/cost.js";
import { requiredFee } from "../../protocol/fees/required.js";
import { type StorageClass, storageClassesOf } from "../../scenario/storage-classes.js";
import type { AuditedShard } from "./audited.js";
import type { Books } from "./books.js";
import { ageFiles, changeFiles, dueOn } from "./file-rows.js";
import { storeData } from "./growth-rows.js";
import { curveState } from "./shard-pay.js";
import type { WrittenEvent } from "./written-run.js";

/** So many transactions of a class of so many units each: paid, shared or burnt, and their data stored from the next step on. */
export function transactions(books: Books, shard: AuditedShard, row: WrittenEvent): void {
  const kind = kindOf(books, shard, row);
  if (kind === undefined) return;
  ageFiles(books);
  pay(books, shard, row, kind.bytes);
  books.counted.transactions += row.other;
  if (kind.halfLifeUs === null) storeData(books, shard, row.other * kind.bytes);
  else changeFiles(books, shard, kind, { files: row.other, wanted: row.other });
}

/** So many files of a class are deleted: those that users want no more, or fewer where they cannot pay. */
export function deletions(books: Books, shard: AuditedShard, row: WrittenEvent): void {
  const { findings, rules, scenario } = books;
  const kind = kindOf(books, shard, row);
  if (kind === undefined) return;
  ageFiles(books);
  pay(books, shard, row, deletionCost(rules));
  const due = dueOn(books, shard, kind);
  const canAll = BigInt(row.value) * BigInt(due) <= scenario.issuance.supply - books.feesBurntUnits;
  if (canAll || row.other > due)
    findings.compare("fees.required", shard, { what: "files deleted", expected: due, written: row.other });
  changeFiles(books, shard, kind, { files: -row.other, wanted: 0 });
  books.filesDeleted += row.other;
  books.filesDeletedBytes += row.other * kind.bytes;
  if (scenario.fees?.deleted === "counted") storeData(books, shard, row.other * kind.bytes);
}

/** So many single chunks for no use. */
export function junk(books: Books, shard: AuditedShard, row: WrittenEvent): void {
  pay(books, shard, row, chunkBytes);
  books.counted.transactions += row.other;
  storeData(books, shard, row.other * chunkBytes);
}

function kindOf(books: Books, shard: AuditedShard, { other, why }: WrittenEvent): StorageClass | undefined {
  const kind = storageClassesOf(books.scenario).find(({ name }) => name === why);
  if (kind === undefined)
    books.findings.add("fees.required", shard, `no transactions ${why}, as the scenario has none`, `${other}`);
  return kind;
}

function pay(books: Books, shard: AuditedShard, { other: count, value: fee }: WrittenEvent, bytes: number): void {
  const { rules, findings } = books;
  const multiplier = BigInt(books.multipliers.after(shard.madeFrames));
  const required = requiredFee(curveState(books), BigInt(bytes), multiplier, {
    basisOf: books.curve.unitsPerFrame,
    feeRule: rules.feeRule,
  }).appShard;
  findings.compare("fees.required", shard, { what: "units each", expected: required, written: fee });
  const units = BigInt(fee) * BigInt(count);
  books.feesPaidUnits += units;
  if (rules.feeSink === "burn") books.feesBurntUnits += units;
  else shard.waitingUnits += units;
}
