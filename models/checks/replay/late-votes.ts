/**
 * Votes that came after the quorum (`creditedSigners: quorum`), as the log tells them: in how many frames of a stretch whose vote on which
 * shard was late, and in how many a prover was credited on none. Who was late was drawn; how many must have been follows from the rules.
 */
import { counted } from "../../../sim/units/readable.js";
import type { AuditedProver, AuditedShard } from "./audited.js";
import type { Books } from "./books.js";
import type { WrittenEvent } from "./written-run.js";

interface Stretch {
  readonly from: number;
  readonly until: number;
  readonly frames: number;
}

export class LateVotes {
  /** By prover and shard; the shard is −1 where it is told of all together. */
  readonly #stretches = new Map<string, Stretch[]>();

  constructor(events: readonly WrittenEvent[]) {
    for (const { what, frame, prover, shard, other, value } of events) {
      if (what !== "votes late" && what !== "credited nowhere") continue;
      const key = `${prover}/${shard}`;
      const stretch = { from: other, until: frame, frames: value };
      const known = this.#stretches.get(key);
      if (known === undefined) this.#stretches.set(key, [stretch]);
      else known.push(stretch);
    }
  }

  get isEmpty(): boolean {
    return this.#stretches.size === 0;
  }

  /** Frames in which the prover's vote on the shard was late, of stretches that lie within. */
  on(prover: number, shard: number, from: number, until: number): number {
    const stretches = this.#stretches.get(`${prover}/${shard}`) ?? [];
    return stretches.reduce((sum, one) => sum + (one.from >= from && one.until <= until ? one.frames : 0), 0);
  }

  /** Frames in which it was late wherever it took part. */
  everywhere(prover: number, from: number, until: number): number {
    return this.on(prover, -1, from, until);
  }
}

/** Whose votes were late in frames of the shard, by the order of its shares: held against how many are late in each. */
export function lateInFrames(
  books: Books,
  shard: AuditedShard,
  { from, until, frames }: { readonly from: number; readonly until: number; readonly frames: number },
): number[] {
  const { findings, late } = books;
  const { pay } = shard;
  // A release may have changed whose votes are credited since those frames.
  if (late.isEmpty && pay.late === 0) return pay.shares.map(() => 0);
  const counts = pay.shares.map(([{ prover }]) => late.on(prover.prover, shard.shard, from, until));
  const written = counts.reduce((sum, count) => sum + count, 0);
  // At message fidelity lines decide how many are late.
  if (books.scenario.fidelity !== "message")
    findings.compare("emission.frame", shard, { what: "late votes", expected: pay.late * frames, written });
  counts.forEach((count, k) => {
    if (count > frames)
      findings.add("emission.frame", pay.shares[k][0].prover, `at most ${counted(frames, "late vote")}`, String(count));
  });
  return counts;
}

/** A prover is credited nowhere in no more frames than it was late in on a shard, and in as many where it was on one at a time. */
export function checkUncredited({ findings, frame, late }: Books, prover: AuditedProver): void {
  const written = late.everywhere(prover.prover, 0, frame + 1);
  const { lateFrames, activeShardsMax } = prover;
  if (activeShardsMax <= 1)
    findings.compare("seniority.credit", prover, { what: "uncredited frames", expected: lateFrames, written }); // prettier-ignore
  else if (written > lateFrames)
    findings.add("seniority.credit", prover, `at most ${lateFrames} uncredited frames`, String(written));
}
