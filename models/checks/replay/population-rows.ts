/** Rows about nodes: who appears, goes off, comes back, leaves, and what seniority and workers they have. */
import { counted } from "../../../sim/units/readable.js";
import { accruedSeniority, decayedSeniority, seniorityOnKick } from "../../protocol/seniority/changes.js";
import type { AuditedProver } from "./audited.js";
import type { Books } from "./books.js";
import type { Attacker } from "../../scenario/attackers.js";
import { settleEpoch } from "./registrations.js";
import type { WrittenEvent } from "./written-run.js";

/** A node appears; its address is that of `provers.csv`. */
export function appears(books: Books, { prover, other, value }: WrittenEvent): void {
  const { findings, provers, addressOf, frame } = books;
  const address = addressOf.get(prover);
  if (address === undefined) findings.add("provers.csv", { prover }, "a row for everybody who appears", "none");
  if (provers.has(prover)) findings.add("scenario.operators", { prover }, "that it appears once", "again");
  provers.set(prover, {
    prover,
    address: address ?? String(prover),
    classIndex: other,
    workers: value,
    seniority: 0,
    online: true,
    presenceSince: frame,
    missedFrames: 0,
    gone: false,
    departing: false,
    attackers: new Set(),
    kickFrame: 0,
    rewardUnits: 0n,
    zeroedUnits: 0n,
    ownStatus: "active",
    ownStatusFrame: frame,
    feeUnits: 0n,
    activeFrames: 0,
    activeSince: -1,
    activeShards: 0,
    activeShardsMax: 0,
    lateFrames: 0,
    lookPhase: 0,
    renewalParity: 0,
    allocations: new Map(),
  });
}

/** When a node looks whether to confirm its places anew. */
export function looks(_books: Books, prover: AuditedProver, { value, other }: WrittenEvent): void {
  prover.lookPhase = value;
  prover.renewalParity = other;
}

/** A node begins to attack: one of the class, not before the start, and no other than the scenario has. */
export function attacks({ findings, attackers, frame, clock }: Books, prover: AuditedProver, row: WrittenEvent): void {
  const attacker = attackers[row.other] as Attacker | undefined;
  const isRight =
    attacker !== undefined &&
    attacker.kind === row.why &&
    attacker.classIndex === prover.classIndex &&
    clock.isAtOrAfter(frame, attacker.startUs) &&
    !prover.attackers.has(row.other);
  if (!isRight)
    findings.add("scenario.attackers", prover, "an attacker of its class, once, from its start on", row.why);
  prover.attackers.add(row.other);
}

export function changesPresence(books: Books, prover: AuditedProver, online: boolean): void {
  const { findings, frame } = books;
  if (prover.online === online || prover.gone)
    findings.add(
      "scenario.operators",
      prover,
      online ? "that it is offline" : "that it is online",
      online ? "comes back online" : "goes offline",
    );
  for (const allocation of prover.allocations.values()) settleEpoch(books, allocation);
  noteActivity(books, prover, frame, () => (prover.online = online));
  if (online) prover.missedFrames = frame - prover.presenceSince;
  prover.presenceSince = frame;
  books.touchShardsOf(prover);
}

export function isGone(books: Books, prover: AuditedProver): void {
  const { findings } = books;
  if (prover.gone) findings.add("scenario.operators", prover, "that it is there", "is gone");
  prover.gone = true;
  prover.online = false;
}

/** Changes what a prover's activity depends on, and counts its active frames before `frame` first. */
export function noteActivity(books: Books, prover: AuditedProver, frame: number, change: () => void): void {
  const isActive = (): boolean => prover.online && prover.activeShards > 0;
  // What was credited to the end of a frame stays so when something changes with that frame.
  const isLater = frame > prover.activeSince;
  if (isActive() && isLater) {
    const uncredited = books.late.everywhere(prover.prover, prover.activeSince, frame);
    prover.activeFrames += books.globalFrames(prover.activeSince, frame) - uncredited;
  }
  change();
  prover.activeShardsMax = Math.max(prover.activeShards, prover.activeShardsMax);
  if (isLater) prover.activeSince = frame;
}

/** A prover's seniority changes: to what the rule makes of it, where that follows from the log. */
export function hasSeniority(books: Books, prover: AuditedProver, { rule, value }: WrittenEvent): void {
  const expected = expectedSeniority(books, prover, rule);
  if (expected !== null) books.findings.compare(rule, prover, { what: "seniority", expected, written: value });
  if (rule === "seniority.onJoin" && value < prover.seniority)
    books.findings.add(rule, prover, `at least ${counted(prover.seniority, "point")}`, String(value));
  prover.seniority = value;
  books.touchShardsOf(prover);
}

/** Seniority with what the prover was credited for in frames before `frame`. */
export function creditedUntil(books: Books, prover: AuditedProver, frame: number): bigint {
  noteActivity(books, prover, frame, () => undefined);
  const frames = BigInt(prover.activeFrames);
  prover.activeFrames = 0;
  return accruedSeniority(BigInt(prover.seniority), frames, books.rules);
}

function expectedSeniority(books: Books, prover: AuditedProver, rule: string): bigint | null {
  const { rules } = books;
  const points = BigInt(prover.seniority);
  switch (rule) {
    case "seniority.credit":
      return creditedUntil(books, prover, books.creditedUntil);
    case "seniority.page.penalty":
      return decayedSeniority(points, BigInt(prover.missedFrames), rules);
    case "seniority.onKick":
      return seniorityOnKick(points, rules.kickSeniority).seniority;
    default:
      return null;
  }
}
