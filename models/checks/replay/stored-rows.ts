/** Rows about what users store: the fees that it pays, by the rules, and the data that it adds. */
import { chunkBytes, vertexAddCost } from "../../protocol/fees/cost.js";
import { requiredFee } from "../../protocol/fees/required.js";
import type { AuditedShard, Books } from "./books.js";
import { storeData } from "./growth-rows.js";
import { curveState } from "./shard-pay.js";
import type { WrittenEvent } from "./written-run.js";

/** So many transactions of so many units each: paid, shared or burnt, and their data stored from the next step on. */
export function transactions(books: Books, shard: AuditedShard, row: WrittenEvent): void {
  const { fees } = books.scenario;
  if (fees === undefined)
    books.findings.add("fees.required", shard, "no transactions, as the scenario has none", `${row.other}`);
  else stored(books, shard, row, vertexAddCost(fees.bytes));
}

/** The same of so many single chunks. */
export const junk = (books: Books, shard: AuditedShard, row: WrittenEvent): void =>
  stored(books, shard, row, chunkBytes);

function stored(books: Books, shard: AuditedShard, { other: count, value: fee }: WrittenEvent, bytes: number): void {
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
  books.counted.transactions += count;
  storeData(books, shard, count * bytes);
}
