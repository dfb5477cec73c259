/** Rows about halts, evictions and kicks. */
import { seniorityOnKick } from "../../protocol/seniority/changes.js";
import type { Misconduct } from "../../adversaries/adversary.js";
import type { AuditedAllocation, AuditedProver, AuditedShard } from "./audited.js";
import type { Books } from "./books.js";
import { makerOf } from "./makers.js";
import { setHalted } from "./silence.js";
import type { WrittenEvent } from "./written-run.js";

export function evicted(books: Books, prover: AuditedProver): void {
  const { findings, frame } = books;
  if (!books.evictions.has(prover))
    findings.add("lifecycle.eviction", { prover: prover.prover }, "nothing, by the frames that it was idle", "evicted");
  prover.kickFrame = frame;
  books.counted.evictions++;
}

export function kicked(books: Books, prover: AuditedProver, { rule, what }: WrittenEvent): void {
  const { findings, frame, rules, kickedNow, counted, evidence } = books;
  const about = { prover: prover.prover };
  const { canRejoin } = seniorityOnKick(BigInt(prover.seniority), rules.kickSeniority);
  const expected = canRejoin ? "kicked, may join again" : "kicked for good";
  findings.compare("seniority.onKick", about, { what: "that it is", expected, written: what });
  if (rule === "consensus.equivocation" && !evidence.convict(prover, frame))
    findings.add(rule, about, "evidence that arrives in this frame", what);
  if (rule === "audit.selected" && !does(books, prover, ({ heldShare = 1 }) => heldShare < 1))
    findings.add(rule, about, "a member that holds all its data is never caught", what);
  if (rule === "audit.selected" && !mayOpen(books, prover))
    findings.add(rule, about, "a member that leads the frame of a shard, as only leaders open their replicas", what);
  if (!canRejoin) prover.kickFrame = frame;
  kickedNow.add(prover);
  counted.kicks++;
}

/** Whether it may have opened its replica in this frame: everybody does, or the leader, who is known where leaders come in turn. */
function mayOpen({ frame, rules }: Books, prover: AuditedProver): boolean {
  if (rules.storageOpenings === "everyVoter" || rules.leaderRule !== "roundRobin") return true;
  return [...prover.allocations.values()].some(({ shard }) => makerOf(shard, frame) === prover);
}

/** Whether a prover has begun with an attack of the kind. */
const does = ({ attackers }: Books, prover: AuditedProver, kind: (misconduct: Misconduct) => boolean): boolean =>
  [...prover.attackers].some((k) => kind(attackers[k].misconduct));

export function signsTwice(books: Books, allocation: AuditedAllocation): void {
  const { findings, evidence, frame } = books;
  const { prover, shard } = allocation;
  if (!does(books, prover, ({ doubleSignsPerSecond = 0 }) => doubleSignsPerSecond > 0))
    findings.add("scenario.attackers", prover, "an attacker that signs twice", "signs twice");
  if (!shard.pay.shares.some(([present]) => present === allocation))
    findings.add(
      "consensus.equivocation",
      { prover: prover.prover, shard: shard.shard },
      "a member that takes part",
      "signs twice",
    );
  evidence.send(prover, frame);
}

/** At message fidelity the log tells when evidence arrives: once for each signature that was seen twice. */
export function evidenceArrives({ evidence, findings, frame }: Books, prover: AuditedProver): void {
  if (!evidence.arrive(prover, frame))
    findings.add("consensus.equivocation", prover, "nothing, as no evidence is on its way", "evidence arrives");
}

export function halts(books: Books, shard: AuditedShard): void {
  if (!books.halts.has(shard))
    books.findings.add("coverage.haltFrame", { shard: shard.shard }, "no halt in this frame", "halts");
  setHalted(books, shard, true, books.frame);
}

/** A halt ends when coverage recovers. */
export function runsAgain(books: Books, shard: AuditedShard): void {
  const { findings } = books;
  if (!shard.halted || shard.streakStart >= 0)
    findings.add("coverage.streak", { shard: shard.shard }, "a halted shard that is covered again", "runs again");
  setHalted(books, shard, false, books.frame);
}
