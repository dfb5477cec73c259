/**
 * Works out a run again from its log, frame by frame, by the pure rules alone, and holds what the run wrote against it.
 *
 * ```
 *   frame f   rows of steps 1 to 5: nodes, data, splits, requests       each held against its gate or window
 *             ─► committees, rings, shares of the shards they touch     pays frame f and all after it without a change
 *             ─► coverage, streaks, halts; who is idle too long         held against the rows of step 6
 *             rows of steps 6 to 8: halts, evictions, proposals         rings and pay from frame f + 1 on
 *             ─► what lapses must have lapsed; the report's row         held against series.csv
 * ```
 */
import type { AuditedProver, AuditedShard, ShardPay } from "./audited.js";
import { Books } from "./books.js";
import { beginStreak, HaltCalendar, thinFromTheStart, updateCoverage } from "./coverage-check.js";
import { IdleAllocations } from "./eviction-check.js";
import { applyRow, isLate } from "./apply-row.js";
import { payFees } from "./fee-rows.js";
import { endChanges } from "./change-rows.js";
import { checkMoves } from "./move-rows.js";
import { endReset } from "./reset-rows.js";
import { DueRequests } from "./due-requests.js";
import type { Finding } from "./findings.js";
import { checkUncredited, LateVotes } from "./late-votes.js";
import { MissingFrames, tellsOfMissing } from "./missing-frames.js";
import { noteEffective } from "./effective-rows.js";
import { checkOutsiders } from "./own-status.js";
import { nextArrival } from "./registrations.js";
import { seniorityDecides } from "../../protocol/seniority/changes.js";
import { effectiveOf } from "./standing.js";
import { creditedUntil, noteActivity } from "./population-rows.js";
import { checkSeriesRow } from "./series-check.js";
import { checkHandoffs } from "./sessions.js";
import { isSamePay, payUntil, RingOutputs, workOut } from "./shard-pay.js";
import { checkTables } from "./table-check.js";
import type { WrittenEvent, WrittenRun } from "./written-run.js";

export interface Audit {
  /** Findings in order of frames; the first thousand of `count`. */
  readonly findings: readonly Finding[];
  readonly count: number;
  /** Frames, events and rows that were held against the rules. */
  readonly frames: number;
  readonly events: number;
  readonly rows: number;
  readonly provers: number;
  readonly shards: number;
}

/** Audits one replication of a network of 2.1. */
export function replayRun(run: WrittenRun): Audit {
  const replay = new Replay(run);
  return replay.run();
}

class Replay {
  readonly #run: WrittenRun;
  readonly #books: Books;
  readonly #missing: MissingFrames;
  readonly #outputs = new RingOutputs();
  readonly #halting = new HaltCalendar();
  readonly #idle = new IdleAllocations();
  readonly #requests = new DueRequests();
  /** Shards with expired allocations, by the frame in which those may be confirmed again. */
  readonly #arrivals = new Map<number, Set<AuditedShard>>();

  constructor(run: WrittenRun) {
    this.#run = run;
    this.#missing = new MissingFrames(run.events);
    const globalFrames = (from: number, until: number): number => this.#missing.globalFrames(from, until);
    this.#books = new Books(run.scenario, run.provers, globalFrames, new LateVotes(run.events));
  }

  run(): Audit {
    const { events, series, scenario } = this.#run;
    const books = this.#books;
    const { first } = scenario.frames;
    // What is decided before the first frame is there with it.
    const frameOf = ({ frame }: WrittenEvent): number => Math.max(frame, first + 1);
    const rows = events.filter((event) => !tellsOfMissing(event)).toSorted((a, b) => frameOf(a) - frameOf(b));
    const last = series.reduce((latest, row) => Math.max(latest, Number(row["frame"])), first);
    let next = 0;
    let report = 0;
    let frames = 0;
    for (let frame = first + 1; frame <= last; frame++) {
      let end = next;
      while (end < rows.length && rows[end].frame <= frame) end++;
      const isEpoch = books.rules.lifecycle === "epoch" && frame % books.rules.epochFrames === 0;
      if (end > next || isEpoch || books.touched.size > 0 || this.#isDue(frame)) {
        this.#step(frame, rows.slice(next, end), isEpoch);
        frames++;
      }
      next = end;
      // The row of the start shows a network in which no frame has happened yet.
      while (report < series.length && Number(series[report]["frame"]) < frame) report++;
      for (; report < series.length && Number(series[report]["frame"]) === frame; report++) {
        books.findings.frame = frame;
        books.frame = frame;
        const isOnTime = Math.round(Number(series[report]["time_s"]) * 1_000_000) === books.clock.timeOf(frame);
        checkSeriesRow(books, this.#missing, series[report], isOnTime);
      }
    }
    // Who appeared since the last frame is in the tables of the end.
    this.#apply(
      rows.slice(next).filter(({ what }) => what === "appears" || what === "looks" || what === "has seniority"),
    );
    books.frame = last;
    books.findings.frame = last;
    for (const shard of books.shards.values()) payUntil(books, shard, this.#missing, last + 1);
    if (!seniorityDecides(books.rules))
      for (const prover of books.provers.values()) {
        prover.seniority = Number(creditedUntil(books, prover, last + 1));
        checkUncredited(books, prover);
      }
    this.#missing.check(books.findings);
    books.findings.frame = last;
    checkTables(books, this.#run);
    const { list, count } = books.findings;
    return {
      findings: list,
      count,
      frames,
      events: events.length,
      rows: series.length,
      provers: books.provers.size,
      shards: books.shards.size,
    };
  }

  #isDue(frame: number): boolean {
    return (
      this.#books.handoffs.has(frame) ||
      this.#halting.has(frame) ||
      this.#idle.has(frame) ||
      this.#requests.has(frame) ||
      this.#arrivals.has(frame)
    );
  }

  #step(frame: number, rows: readonly WrittenEvent[], isEpoch: boolean): void {
    const books = this.#books;
    const { findings, touched, kickedNow } = books;
    books.frame = frame;
    books.creditedUntil = frame;
    findings.frame = frame;
    kickedNow.clear();
    books.toldOf.clear();
    books.rejected.clear();
    const early = rows.findIndex(isLate);
    const [first, then] = early < 0 ? [rows, []] : [rows.slice(0, early), rows.slice(early)];
    const isStart = frame === books.scenario.frames.first + 1 && books.scenario.start !== undefined;
    const begun = isStart ? startRows(first) : 0;
    this.#apply(first.slice(0, begun));
    if (isStart) this.#workOutStart(frame);
    this.#apply(first.slice(begun));
    checkOutsiders(books);
    checkMoves(books);
    endReset(books);
    endChanges(books);
    for (const shard of this.#arrivals.get(frame) ?? []) touched.add(shard);
    this.#arrivals.delete(frame);
    for (const shard of books.handoffs.get(frame) ?? []) touched.add(shard);
    books.handoffs.delete(frame);
    if (isEpoch) for (const shard of books.shards.values()) if (shard.allocations.size > 0) touched.add(shard);
    this.#workOut(frame);
    payFees(books, this.#missing);
    books.creditedUntil = frame + 1;
    for (const shard of touched) {
      updateCoverage(books, shard, this.#halting);
      noteEffective(books, shard);
      this.#noteConfirmations(shard);
    }
    touched.clear();
    if (books.hasOtherGrace)
      for (const shard of books.shards.values())
        if (shard.streakStart >= 0 && !shard.halted) this.#halting.note(books, shard);
    books.hasOtherGrace = false;
    books.halts = new Set(this.#halting.take(books));
    // Whoever goes is looked for when halts have begun and ended: who takes part from the next frame on is not idle.
    const eviction = then.findIndex(({ rule }) => !coverageRules.has(rule));
    const [halts, rest] = eviction < 0 ? [then, []] : [then.slice(0, eviction), then.slice(eviction)];
    this.#apply(halts);
    this.#workOut(frame + 1);
    books.evictions = new Set(this.#idle.take(books));
    this.#apply(rest);
    this.#workOut(frame + 1);
    this.#checkDone();
    this.#requests.check(books);
  }

  /** An allocation that has expired is looked at again when its node may have confirmed it. */
  #noteConfirmations(shard: AuditedShard): void {
    const books = this.#books;
    for (const allocation of shard.allocations) {
      if (!allocation.prover.online || effectiveOf(books, allocation, books.frame) !== "ExpiredEpoch") continue;
      const frame = nextArrival(books, allocation.prover);
      const due = this.#arrivals.get(frame);
      if (due === undefined) this.#arrivals.set(frame, new Set([shard]));
      else due.add(shard);
    }
  }

  #apply(rows: readonly WrittenEvent[]): void {
    const tools = { outputs: this.#outputs, missing: this.#missing, requests: this.#requests };
    for (const row of rows) applyRow(this.#books, row, tools);
  }

  /** Works out anew the shards that changed, as they are from `frame` on. */
  #workOut(frame: number): void {
    const books = this.#books;
    for (const shard of books.touched) {
      const pay = workOut(books, shard, this.#outputs, frame);
      if (!isSamePay(shard.pay, pay)) this.#payAnew(shard, pay);
      this.#idle.note(books, shard);
      // What the end of a frame changed is told with the next frame, from which it counts.
      if (frame !== books.frame) continue;
      checkMakesFrames(books, shard);
      checkHandoffs(books, shard);
    }
  }

  /** A measured network has rings before its first frame, whatever that changes. */
  #workOutStart(frame: number): void {
    const books = this.#books;
    books.frame = frame - 1;
    this.#workOut(frame);
    const thin = thinFromTheStart(books);
    books.frame = frame;
    for (const shard of thin) beginStreak(books, shard, 0, this.#halting);
  }

  /** Pays what the shard owes, and notes who takes part from now on. */
  #payAnew(shard: AuditedShard, pay: ShardPay): void {
    const before = proversOf(shard);
    payUntil(this.#books, shard, this.#missing, pay.since);
    shard.pay = pay;
    const after = proversOf(shard);
    for (const prover of before)
      if (!after.has(prover)) noteActivity(this.#books, prover, pay.since, () => prover.activeShards--);
    for (const prover of after)
      if (!before.has(prover)) noteActivity(this.#books, prover, pay.since, () => prover.activeShards++);
  }

  /** What had to happen in this frame has happened; what happened without reason was found as it was read. */
  #checkDone(): void {
    const { findings, frame, halts, evictions, shards, evidence } = this.#books;
    for (const { shard, halted } of halts)
      if (!halted) findings.add("coverage.haltFrame", { shard }, "halts", "nothing");
    for (const { prover, kickFrame } of evictions) {
      if (kickFrame !== frame) findings.add("lifecycle.eviction", { prover }, "is evicted", "nothing");
    }
    for (const { shard, halted, streakStart } of shards.values()) {
      if (halted && streakStart < 0) findings.add("coverage.streak", { shard }, "runs again", "nothing");
    }
    for (const prover of evidence.takeDue(frame)) {
      if (!this.#books.kickedNow.has(prover) && prover.kickFrame === 0)
        findings.add("consensus.equivocation", prover, "is kicked", "nothing");
    }
  }
}

const tell = (makesFrames: boolean): string => (makesFrames ? "makes frames" : "makes no frames");

/** Whether a shard makes frames is what the log says of it; of one that is gone it says no more. */
function checkMakesFrames({ findings }: Books, shard: AuditedShard): void {
  const { pay, saidToMakeFrames } = shard;
  if (shard.live && pay.makesFrames !== saidToMakeFrames)
    findings.add("consensus.quorum", { shard: shard.shard }, tell(pay.makesFrames), tell(saidToMakeFrames));
  shard.saidToMakeFrames = pay.makesFrames;
}

/** Rules by whose rows the frame's halts are told; those of evictions and all others come after. */
const coverageRules = new Set(["coverage.haltFrame", "coverage.streak", "consensus.equivocation"]);

/** How many of the first frame's rows tell how a measured network starts, and which of its shards make frames; where nobody is on any, its shards. */
function startRows(rows: readonly WrittenEvent[]): number {
  let end = rows.findLastIndex(({ rule }) => rule === "scenario.start") + 1;
  const then = end > 0 ? "consensus.quorum" : "shard.children";
  while (end < rows.length && rows[end].rule === then) end++;
  return end;
}

/** Who takes part in the shard's frames. */
const proversOf = ({ pay }: AuditedShard): Set<AuditedProver> => new Set(pay.shares.map(([{ prover }]) => prover));
