/** Fees that headers of shards carry and pay out: `fees.distribution`, whenever the log says so, and where it should. */
import { counted } from "../../../sim/units/readable.js";
import { distributeFees } from "../../protocol/fees/distribution.js";
import { byBytes } from "../../protocol/ground/compare.js";
import type { AuditedAllocation, AuditedProver, AuditedShard } from "./audited.js";
import type { Books } from "./books.js";
import { makerOf } from "./makers.js";
import type { MissingFrames } from "./missing-frames.js";

const rule = "fees.distribution";

/** Pays what the headers of this frame carry, when it is worked out who takes part in it. */
export function payFees(books: Books, missing: MissingFrames): void {
  const { feesPaid, findings, frame, shards } = books;
  for (const shard of shards.values()) {
    const isMade =
      shard.pay.makesFrames &&
      missing.globalFrames(frame, frame + 1) === 1 &&
      missing.missedBy(shard.shard, frame, frame + 1) === 0;
    const maker = feesPaid.get(shard);
    if (maker === undefined) {
      if (isMade && shard.waitingUnits > 0n)
        findings.add(rule, shard, `${counted(shard.waitingUnits, "unit")} of fees paid`, "none");
      continue;
    }
    if (!isMade || shard.waitingUnits === 0n) findings.add(rule, shard, "no fees paid", "fees paid");
    payOut(books, shard, maker);
  }
  feesPaid.clear();
}

function payOut(books: Books, shard: AuditedShard, maker: number): void {
  const { findings, frame, rules } = books;
  const units = shard.waitingUnits;
  shard.waitingUnits = 0n;
  const isLate = ({ prover }: AuditedProver): boolean => books.late.on(prover, shard.shard, frame, frame + 1) > 0;
  const present = shard.committee.filter(({ prover }) => prover.online && !isLate(prover));
  const made = present.find(({ prover }) => prover.prover === maker);
  const { shares, remainderTo } = distributeFees(
    units,
    present.map(({ prover }) => prover.address),
    made?.prover.address ?? null,
  );
  const hasMaker = rules.feeSink === "participants" && remainderTo !== null;
  if (hasMaker !== maker >= 0 || (hasMaker && made === undefined))
    findings.add(rule, shard, hasMaker ? "a participant that gets the rest" : "nobody that gets a rest", String(maker));
  if (hasMaker && rules.leaderRule === "roundRobin")
    findings.compare(rule, shard, { what: "maker", expected: favouredOf(shard, present, frame), written: maker });
  const rest = units % BigInt(Math.max(1, present.length));
  present.forEach((allocation, k) => {
    const isFavoured = remainderTo !== null && shares[k].address === remainderTo;
    const isRestBurnt = isFavoured && rules.feeSink === "ringParticipants";
    creditFees(books, allocation, (shares[k]?.units ?? 0n) - (isRestBurnt ? rest : 0n));
  });
  if (rules.feeSink === "ringParticipants") books.feesBurntUnits += rest;
}

/** Who gets the rest: the member that makes the frame, if it is credited, else the first by address. */
function favouredOf(shard: AuditedShard, present: readonly AuditedAllocation[], frame: number): number {
  const provers = present.map(({ prover }) => prover);
  const maker = makerOf(shard, frame);
  if (maker !== undefined && provers.includes(maker)) return maker.prover;
  return provers.toSorted((a, b) => byBytes(a.address, b.address))[0]?.prover ?? -1;
}

function creditFees(books: Books, { prover }: AuditedAllocation, units: bigint): void {
  prover.rewardUnits += units;
  prover.feeUnits += units;
  books.feesCreditedUnits += units;
}
